import Artifacts
import Foundation
import Questions
import Recipe
import Retrieval
import Templates
import Testing

/// Small corpora by hand, and what must come out.
@Suite("Dataset")
struct DatasetTests {
  private static func corpus(_ pages: [(title: String, chunks: [String])]) -> SyntheticCorpus {
    SyntheticCorpus(
      pages: pages.enumerated().map {
        SyntheticCorpus.Page(
          uri: "\($0.offset).html", title: $0.element.title, chunks: $0.element.chunks)
      })
  }

  private static let facts = corpus([
    ("Pump", ["The pump runs at 40 bar. It is loud.", "Oil the pump in spring."]),
    ("Twin", ["The pump runs at forty bar, and all in the engine room know that it is loud."]),
    ("Lamp", ["The lamp burns oil. At 40 BAR\nit bursts.", "The lamp is brass."]),
    ("Gauge", ["The gauge shows the pressure of the pump."]),
    ("Copy", ["The pump runs at 40 bar. It is loud."]),
  ])

  private static func options(k: Int, formats: [String] = ["raft"]) -> DatasetOptions {
    var options = DatasetOptions()
    options.distractors = DistractorCount(k)
    options.formats = formats
    return options
  }

  @Test("no distractor holds the answer, in whatever case and white space")
  func answersAreKeptOut() async throws {
    let line = """
      {"id":"1","question":"How much does the pump run at?","answer":"40 bar.",\
      "evidence":["The pump runs at 40 bar."]}
      """
    let made = try await MadeDataset(Self.facts, options: Self.options(k: 9), questions: line)
    let row = try #require(try made.rows().first)
    let titles = row.passages.filter { $0.role == .distractor }.map(\.title).sorted()
    #expect(titles == ["Gauge", "Lamp", "Pump", "Twin"])
    #expect(made.summary.rejectedCandidates["containsAnswer"] == 1)
    #expect(made.summary.rejectedCandidates["sameText"] == 1)
    #expect(
      made.summary.shortages.reasons["tooFewPassages"]?.examples == [
        "1: 4 of 9 distractors"
      ])
    #expect(row.passages.filter { $0.rank == nil }.allSatisfy { $0.score == nil })
    let ranks = row.passages.compactMap(\.rank)
    #expect(Set(ranks).count == ranks.count && ranks.allSatisfy { $0 >= 1 })
  }

  @Test("a passage that is nearly the oracle is no distractor")
  func nearDuplicates() async throws {
    let words = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let corpus = Self.corpus([
      ("A", ["The answer is blue. " + words]), ("B", ["The answer is green. " + words]),
      ("C", ["Something else about the answer."]),
    ])
    let line = #"{"question":"What is the answer?","answer":"blue","evidence":["is blue."]}"#
    var options = Self.options(k: 2)
    // In so small a corpus nearly everything scores like the oracle.
    options.relativeScore = 0
    let made = try await MadeDataset(corpus, options: options, questions: line)
    #expect(made.summary.rejectedCandidates["nearDuplicate"] == 1)
    let row = try #require(try made.rows().first)
    #expect(row.passages.filter { $0.role == .distractor }.map(\.title) == ["C"])
  }

  @Test("a question over two documents has both oracles, two quotes, and joins the documents")
  func severalOracles() async throws {
    let line = """
      {"id":"m","question":"How are lamp and gauge used?","answer":"burning and showing",\
      "evidence":["The lamp burns oil.","shows the pressure"]}
      """
    var options = Self.options(k: 2)
    options.oracleFraction = 1
    let made = try await MadeDataset(Self.facts, options: options, questions: line)
    let row = try #require(try made.rows().first)
    #expect(row.oraclePositions.count == 2)
    #expect(row.oraclePositions.map { row.passages[$0].title }.sorted() == ["Gauge", "Lamp"])
    for text in row.oraclePositions.map({ row.texts[$0] }) {
      #expect(row.oracleContext.contains(text))
    }
    #expect(row.oracleContext.hasPrefix("Lamp\n\n"))
    #expect(row.oracleContext.contains("\n\nGauge\n\n"))
    #expect(Quotation.quotes(in: row.cotAnswer) == ["The lamp burns oil.", "shows the pressure"])
    #expect(row.passages.count == 4)
  }

  @Test("without distractors rows hold the oracle alone, or nothing but the question")
  func noDistractors() async throws {
    var options = Self.options(k: 0)
    options.oracleFraction = 0.5
    let made = try await MadeDataset(SyntheticCorpus(seed: 1, documents: 9), options: options)
    for row in try made.rows() {
      #expect(row.passages.count == (row.rowClass == .oracle ? 1 : 0))
      if row.rowClass == .memorize { #expect(row.instruction == row.question) }
    }
    #expect(made.summary.drops.isEmpty && made.summary.shortages.isEmpty)
  }

  @Test("a corpus of one passage gives rows; one where every other passage answers drops them")
  func tinyCorpora() async throws {
    let line = #"{"id":"1","question":"What is it?","answer":"blue","evidence":["is blue"]}"#
    let one = try await MadeDataset(
      Self.corpus([("A", ["The answer is blue."])]), questions: line)
    #expect(one.summary.totalRows == 1)
    #expect(one.summary.shortages.total == 1)
    let two = try await MadeDataset(
      Self.corpus([("A", ["The answer is blue."]), ("B", ["Blue too."])]), questions: line)
    #expect(two.summary.totalRows == 0)
    #expect(
      two.summary.drops.reasons["noDistractor"]?.examples == [
        "1: no passage is left that neither answers the question nor repeats its oracle"
      ])
  }

  @Test("keys come in the order of the contract")
  func keyOrder() async throws {
    let made = try await MadeDataset(Self.facts, options: Self.options(k: 1, formats: ["chat"]))
    let line = try #require(try made.bytes("train.jsonl").split(separator: 0x0a).first)
    let row = try JSONValue(parsing: Array(line))
    #expect(
      row.members?.map(\.key) == [
        "id", "type", "question", "context", "oracle_context", "cot_answer", "instruction",
        "answer", "row_class", "oracle_positions", "passages", "split", "kind", "language",
        "change",
        "origin",
      ])
    #expect(
      row["passages"]?.array?.first?.members?.map(\.key) == [
        "chunk", "document", "title", "role", "rank", "score", "source",
      ])
    #expect(row["type"]?.string == "general")
    let chats = try made.bytes("train.chat.jsonl").split(separator: 0x0a)
    let messages = try JSONValue(parsing: Array(try #require(chats.first)))["messages"]?.array
    #expect(messages?.map { $0["role"]?.string } == ["user", "assistant"])
    #expect(messages?[0]["content"] == row["instruction"])
    #expect(messages?[1]["content"] == row["cot_answer"])
  }

  @Test("the manifest names outputs with digests that hold, and no paths")
  func manifest() async throws {
    let made = try await MadeDataset(SyntheticCorpus(seed: 4, documents: 30))
    let bytes = try made.bytes("manifest.json")
    let manifest = try JSONValue(parsing: bytes)
    for output in try #require(manifest["outputs"]?.array) {
      let file = try made.bytes(try #require(output["file"]?.string))
      #expect(output["bytes"]?.int == file.count)
      #expect(output["sha256"]?.string == Digest(of: file).hex)
    }
    let counts = manifest["stages"]?["dataset"]?["counts"]
    #expect(counts?["rows"]?.int == made.summary.totalRows)
    #expect(!String(decoding: bytes, as: UTF8.self).contains(made.folder.path))
    #expect(manifest["configuration"]?["index"]?["chunkTokens"]?.int == 256)
    #expect(manifest["inputs"]?["index"]?["sha256"]?.string?.count == 64)
  }

  @Test("options that make no dataset are refused with a sentence")
  func badOptions() throws {
    func message(_ change: (inout DatasetOptions) -> Void) -> String {
      var options = DatasetOptions()
      change(&options)
      do {
        _ = try DatasetBuilder(options: options, templates: TemplateStore(), version: "0")
        return "nothing was thrown"
      } catch { return "\(error)" }
    }
    #expect(
      message { $0.formats = ["raft", "chta"] }
        == "there is no format `chta`; did you mean `chat`? There are raft, chat, trl, "
        + "trl-chat, sharegpt, alpaca, axolotl, preference, completion, eval")
    #expect(
      message { $0.distractors = -1 }
        == "dataset.distractors is -1; give a number from 0 to 1000, or a range such as 2-6")
    #expect(
      message { $0.oracleFraction = 1.5 }
        == "dataset.oracle_fraction is 1.5; give a share from 0 to 1")
    #expect(
      message { $0.splits.train = 0.5 }
        == "dataset.splits are 0.5, 0.05 and 0.05; give shares from 0 that add up to 1")
  }

  @Test("a file without a usable question is an error that says what to do")
  func noQuestions() async throws {
    let error = await #expect(throws: DatasetError.self) {
      _ = try await MadeDataset(Self.facts, questions: "{}\n")
    }
    let sentence = try #require(error).description
    #expect(
      sentence.hasSuffix(
        "questions.jsonl: none of its 1 questions can be used with this index; the first: "
          + "questions.jsonl:1: `question` is missing or empty. Mend them, or make new ones with "
          + "`raftwright questions`"))
  }

  @Test("an unchanged dataset keeps its files")
  func unchanged() async throws {
    let made = try await MadeDataset(SyntheticCorpus(seed: 6, documents: 12))
    #expect(made.summary.outputs.allSatisfy { $0.isNew })
    let again = try await DatasetBuilder(
      options: DatasetOptions(), templates: try TemplateStore(), version: "0.0.0"
    ).run(
      index: made.index, questionsPath: made.folder.file("questions.jsonl"),
      output: made.folder.file("out/"), threads: 2, progress: SilentProgress())
    #expect(again.outputs.allSatisfy { !$0.isNew })
  }

  @Test("answers come in the question's language, several wordings each")
  func wordings() async throws {
    let facts = ["The pump runs at 40 bar.", "The lamp is brass.", "The gauge shows the pressure"]
    for (language, word) in [("en", "“"), ("de", "„"), ("ja", "『"), ("xx", "“")] {
      let lines = (0..<40).map {
        """
        {"id":"\($0)","question":"Nr. \($0)","answer":"a<b>&c","language":"\(language)",\
        "evidence":["\(facts[$0 % 3])"]}
        """
      }
      let made = try await MadeDataset(
        Self.facts, options: Self.options(k: 1), questions: lines.joined(separator: "\n"))
      let rows = try made.rows()
      #expect(rows.count == 40)
      #expect(rows.allSatisfy { $0.cotAnswer.contains(word) && $0.language == language })
      #expect(rows.allSatisfy { $0.cotAnswer.hasSuffix("\n##Answer: a<b>&c") })
      #expect(rows.allSatisfy { !$0.cotAnswer.contains("{{") && !$0.cotAnswer.contains("  ") })
      let openings = rows.map { row in
        let opening = row.cotAnswer.components(separatedBy: Quotation.begin)[0]
        return opening.replacingOccurrences(of: row.passages[0].title, with: "…")
      }
      // Titles differ where the only passage is a distractor, so only rows with it alone count.
      let present = zip(rows, openings).filter { $0.0.oraclePositions == [0] }.map(\.1)
      #expect(Set(present).count >= 3)
    }
  }

  @Test("a template in the user's folder wins, and one without its oracle's words is no row")
  func userTemplates() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("answers/reasoning.en.mustache")
    let line = #"{"id":"1","question":"Which?","answer":"40 bar","evidence":["runs at 40 bar."]}"#
    func made(_ template: String) async throws -> DatasetSummary {
      try WholeFile.write(Array(template.utf8), to: path)
      let inputs = try TemporaryFolder()
      let index = try Self.facts.write(to: inputs)
      try WholeFile.write(Array(line.utf8), to: inputs.file("questions.jsonl"))
      return try await DatasetBuilder(
        options: Self.options(k: 1), templates: try TemplateStore(folder: folder.path),
        version: "0"
      ).run(
        index: index, questionsPath: inputs.file("questions.jsonl"),
        output: folder.file("out"), threads: 1, progress: SilentProgress())
    }
    let plain = try await made("{{! mine }}\nFor {{question}}: {{answer}}\n")
    #expect(plain.totalRows == 1)
    let rows = String(decoding: try WholeFile.read(folder.file("out/train.jsonl")), as: UTF8.self)
    #expect(rows.contains(###""cot_answer":"##Reason: For Which?: 40 bar\n##Answer: 40 bar","###))
    let invented = try await made("##begin_quote##It runs at 41 bar.##end_quote##")
    #expect(invented.totalRows == 0)
    #expect(
      invented.drops.reasons["quoteNotVerbatim"]?.examples == [
        "1: the answer quotes “It runs at 41 bar.”, which is in no oracle"
      ])
    await #expect(throws: TemplateError.self) { _ = try await made("{{#quotes}}") }
  }
}
