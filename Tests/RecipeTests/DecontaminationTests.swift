import Artifacts
import Questions
import Recipe
import Testing

/// Rows that are kept apart from a benchmark.
@Suite("Decontamination")
struct DecontaminationTests {
  /// Twenty-five words: with the thirteenth changed, no run of thirteen is left.
  private static let long =
    "when the keeper leaves his tower at dusk he locks the big lower door with two keys of iron "
    + "that hang at his old belt"
  private static let corpus = SyntheticCorpus(pages: [
    .init(uri: "a", title: "Tower", chunks: ["As told: \(long). The lamp is set to 12 marks."]),
    .init(
      uri: "b", title: "Near",
      chunks: [long.replacing("lower", with: "upper") + ". The gauge is set to 9 marks."]),
    .init(uri: "c", title: "Pump", chunks: ["The pump is set to 30 marks. It hums at night."]),
    .init(uri: "d", title: "Wheel", chunks: ["The wheel is set to 31 marks. It is of wood."]),
    .init(uri: "e", title: "Rope", chunks: ["The rope is set to 33 marks. It is of hemp."]),
  ])

  private static func made(_ benchmark: String, name: String) async throws -> MadeDataset {
    let folder = try TemporaryFolder()
    try WholeFile.write(Array(benchmark.utf8), to: folder.file(name))
    var options = DatasetOptions()
    options.decontaminate = [folder.file(name)]
    options.distractors = 4
    options.relativeScore = 0
    return try await MadeDataset(corpus, options: options)
  }

  @Test("a run of 13 words drops oracles and distractors, nearly all of a text does too")
  func runs() async throws {
    let made = try await Self.made(
      #"{"q":"x","context":["\#(Self.long.uppercased())!"]}"#, name: "bench.jsonl")
    let rows = try made.rows()
    #expect(rows.count == 3)
    #expect(
      rows.allSatisfy { row in row.passages.allSatisfy { !["Tower", "Near"].contains($0.title) } })
    #expect(made.summary.drops.reasons["contaminated"]?.count == 2)
    #expect(made.summary.contaminatedPassages == 2)
    let listed = try made.lines("decontamination.jsonl")
    #expect(Set(listed.compactMap { $0["what"]?.string }) == ["oracle", "distractor"])
    #expect(listed.allSatisfy { $0["benchmark"]?.string == "bench.jsonl:1" })
    #expect(
      listed.contains {
        $0["shared"]?.string?.hasPrefix("when the keeper leaves his tower") == true
      })
  }

  @Test("a question of the benchmark drops the same question, whatever its case")
  func questions() async throws {
    let made = try await Self.made(
      "What is the PUMP set to, in pump, part 0?\nshort one\n", name: "bench.txt")
    #expect(try made.rows().count == 4)
    #expect(
      made.summary.drops.reasons["contaminated"]?.examples.first?.contains(
        "its question shares “what is the pump set to in pump, part 0”") == true,
      "\(made.summary.drops)")
  }

  @Test("a benchmark without a text of five words is an error, not a clean bill")
  func empty() async throws {
    await #expect {
      _ = try await Self.made("a b\n", name: "bench.txt")
    } throws: { "\($0)".contains("bench.txt: no text of at least 5 words") }
  }

  @Test("texts that share little stay")
  func clean() async throws {
    let made = try await Self.made(
      "the keeper of the garden locks the door at dusk and goes to bed early\n", name: "bench.txt")
    #expect(made.summary.drops.isEmpty && made.summary.contaminatedPassages == 0)
    #expect(try made.bytes("decontamination.jsonl").isEmpty)
  }
}
