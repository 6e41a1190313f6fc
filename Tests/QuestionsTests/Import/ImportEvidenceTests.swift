import Artifacts
import Foundation
import Questions
import Retrieval
import Testing

@Suite struct ImportEvidenceTests {
  /// Quotes are found whatever their white space and quotation marks, and are the passage's bytes.
  @Test func quotes() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "pairs.jsonl",
      """
      {"question": "When do observers empty a gauge?", "answer": "At nine", "quote": "Observers  empty the gauge at nine o'clock"}
      {"question": "Where did the lens of the lighthouse come from?", "answer": "Paris", "context": "The lens is large. Its lens came from Paris. It shines."}
      {"question": "When was the lighthouse lit, and how warm is a starter kept?", "answer": "In 1874, and at 26 degrees", "evidence": ["was lit in 1874", "keep the starter at 26 degrees"]}
      """)
    #expect(
      try files.pairs(found).map(\.evidence) == [
        ["Observers empty the gauge at nine o’clock"], ["Its lens came from Paris."],
        ["was lit in 1874", "keep the starter at 26 degrees"],
      ])
    #expect(found.records.map(\.oracleChunks.count) == [1, 1, 2])
    #expect(found.evidenceByQuote == 3)
  }

  /// A file's own word for the passage or the document goes before any ranking.
  @Test func namedPassages() async throws {
    let files = try await ImportedFiles()
    let chain = try #require(try files.pages.index.search("sprockets", top: 1).first)
    let found = try await files.found(
      "pairs.jsonl",
      """
      {"question": "What shows a worn part?", "answer": "a gauge", "passage_id": \(chain.id)}
      {"question": "What has a gauge to do with rain?", "answer": "Oil the chain after rain", "document": "Bicycle chains"}
      {"question": "What shows wear?", "answer": "a gauge", "passage_id": 1}
      """)
    #expect(found.records.map(\.oracleChunks) == [[chain.id], [chain.id]])
    #expect(
      files.ledger(found) == [
        "unknownOracle: pairs.jsonl:3: the index has no passage with the id 1"
      ])
  }

  @Test func whatNoPassageBearsOut() async throws {
    let files = try await ImportedFiles()
    let text = """
      {"question": "What diameter has the funnel of a rain gauge?", "answer": "It was sold for nine guineas in Antwerp"}
      {"question": "Xyzzy plugh frobozz?", "answer": "Quux grue zork"}
      """
    let found = try await files.found("pairs.jsonl", text)
    #expect(found.records.isEmpty)
    #expect(found.ledger.map(\.reason) == ["unsupportedAnswer", "noEvidence"])
    let kept = try await files.found([("pairs.jsonl", text)]) { $0.import.support = 0 }
    #expect(kept.records.count == 1)
    #expect((kept.records[0].scores["support"] ?? 1) < 0.6)
  }

  /// Whatever is asked, evidence is a stretch of its passage, and the file can be read again.
  @Test(arguments: 0..<4) func law(seed: Int) async throws {
    let files = try await ImportedFiles()
    let sentences = try files.pages.index.passages(in: 0..<files.pages.index.passageCount)
      .flatMap { $0.text.split(separator: ".").map(String.init) }
    var lines = ""
    for number in 0..<40 {
      let place = (number * 7 + seed * 3) % sentences.count
      let words = sentences[place].split(separator: " ")
      let start = (number + seed) % max(1, words.count - 3)
      let answer = words[start...].prefix(3 + number % 5).joined(separator: "  ")
      let other = sentences[(place + seed) % sentences.count].split(separator: " ")
      var json = JSONWriter()
      json.object {
        $0.field("question", "What of \(words.prefix(4).joined(separator: " ")) number \(number)?")
        $0.field("answer", number % 3 == 0 ? answer + " " + other.prefix(2).joined() : answer)
      }
      lines += String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
    let found = try await files.found([("pairs.jsonl", lines)]) { $0.import.support = 0.3 }
    #expect(!found.records.isEmpty)
    #expect(found.pairsRead == found.records.count + found.ledger.count)
    for record in found.records {
      #expect(!record.evidence.isEmpty)
      for evidence in record.evidence {
        let passage = try #require(try files.pages.index.passage(id: evidence.chunk))
        #expect(record.oracleChunks.contains(evidence.chunk))
        let bytes = Array(passage.text.utf8)
        #expect(0 <= evidence.start && evidence.start < evidence.end && evidence.end <= bytes.count)
        #expect(String(validating: bytes[evidence.start..<evidence.end], as: UTF8.self) != nil)
      }
    }
    let path = files.pages.folder + "/questions.jsonl"
    try QuestionFile.write(found.records, to: path)
    let again = try QuestionFile.read(path, index: files.pages.index)
    #expect(again.records == found.records)
    #expect(again.drops.isEmpty)
  }

  @Test func anyNumberOfThreads() async throws {
    let files = try await ImportedFiles()
    let all = ImportFormatTests.files
    let one = try await files.found(all, threads: 1)
    for threads in [2, 5] {
      let many = try await files.found(all, threads: threads)
      #expect(many.records == one.records)
      #expect(many.ledger == one.ledger)
      #expect(many.drops == one.drops)
    }
    #expect(one.pairsRead == 2 * all.count)
    #expect(one.records.count == 2)
  }
}
