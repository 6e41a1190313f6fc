import Artifacts
import Foundation
import Testing

@testable import Inspection

/// Stored runs with ties, unanswered topics and grades below 0; `expected.tsv` is what PyPI's
/// pytrec_eval-terrier 0.5.11 says of them, topic by topic.
@Suite struct EvaluationTests {
  static let folder =
    URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Snapshots/trec"

  static func evaluation(of run: String) throws -> RetrievalEvaluation {
    RetrievalEvaluation(
      run: try RankedRun.read("\(folder)/\(run).trec"),
      judgements: try QrelsFile.read("\(folder)/qrels.txt"))
  }

  @Test(arguments: ["first", "second"])
  func everyTopicIsAsPytrecEvalSays(run: String) throws {
    let evaluation = try Self.evaluation(of: run)
    let table = try String(contentsOfFile: "\(Self.folder)/expected.tsv", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let columns = table[0].dropFirst(2)
    var compared = 0
    for line in table.dropFirst() where line[0] == run {
      guard let topic = evaluation.topics.firstIndex(of: line[1]) else {
        #expect(line[1] == "q31", "only the topic without a relevant document may be left out")
        continue
      }
      for (name, value) in zip(columns, line.dropFirst(2)) {
        let measure = try #require(evaluation.measures.first { $0.description == name })
        let ours = evaluation.values(of: measure)[topic]
        #expect(abs(ours - (Double(value) ?? -1)) < 5e-6, "\(name) of \(line[1])")
        compared += 1
      }
    }
    #expect(compared == (run == "first" ? 29 : 30) * 7)
  }

  @Test func aTopicWithoutAnAnswerCountsNothing() throws {
    let evaluation = try Self.evaluation(of: "first")
    #expect(evaluation.topics.count == 30)
    #expect(evaluation.unanswered == 1)
    let topic = try #require(evaluation.topics.firstIndex(of: "q4"))
    #expect(evaluation.values(of: .nDCG(10))[topic] == 0)
  }

  @Test func theBetterRunIsSeenToBeBetter() throws {
    let first = try Self.evaluation(of: "first")
    let second = try Self.evaluation(of: "second")
    let difference = second.difference(.nDCG(10), from: first)
    #expect(abs(difference.mean - (second.mean(.nDCG(10)) - first.mean(.nDCG(10)))) < 1e-12)
    #expect(difference.interval.lowerBound > 0)
    #expect(difference.probability < 0.01)
    #expect(difference.better + difference.worse <= 30)
    let same = first.difference(.nDCG(10), from: first)
    #expect(same.mean == 0 && same.probability == 1 && same.interval == 0...0)
  }

  @Test func theIntervalHoldsTheMean() throws {
    let evaluation = try Self.evaluation(of: "second")
    for measure in evaluation.measures {
      #expect(evaluation.interval(measure).contains(evaluation.mean(measure)))
    }
  }

  @Test(arguments: [
    ("a 0 d", "QRELS:2: the grade `d` is not a whole number"),
    (
      "a 0 d 1 2",
      "QRELS:2: there are 5 fields; a judgement is `topic 0 docno grade`, or BEIR's "
        + "`query-id corpus-id score`"
    ),
    ("a 0 d 1\n\na 0 d 2", "QRELS:4: `d` is judged twice for the topic `a`"),
  ])
  func badJudgementsAreNamed(text: String, sentence: String) throws {
    let path = NSTemporaryDirectory() + "qrels-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    // A good first line, so that no fault is taken for the header of BEIR's layout.
    try WholeFile.write(Array(("x 0 y 1\n" + text).utf8), to: path)
    let error = #expect(throws: LineError.self) { try QrelsFile.read(path) }
    let shown = error?.description.replacing(path, with: "QRELS")
    #expect(shown == sentence)
  }

  @Test func judgementsInBEIRsLayoutAreRead() throws {
    let path = NSTemporaryDirectory() + "qrels-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try WholeFile.write(Array("query-id\tcorpus-id\tscore\nq1\td1\t2\n".utf8), to: path)
    #expect(try QrelsFile.read(path)["q1"] == ["d1": 2])
  }
}
