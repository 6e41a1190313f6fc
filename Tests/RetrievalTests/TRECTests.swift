import Artifacts
import Documents
import Foundation
import Testing

@testable import Retrieval

@Suite struct TRECTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func topicsAreReadLineByLine() throws {
    let path = folder.file("t.tsv")
    try WholeFile.write(Array("\u{feff}1\tfirst words\r\n\n q2 \t a\tb \n".utf8), to: path)
    #expect(
      try TopicFile.read(path) == [
        Topic(id: "1", text: "first words"), Topic(id: "q2", text: "a\tb"),
      ])
  }

  @Test func queriesInBEIRsLayoutAreRead() throws {
    let text =
      "\u{feff}\n{\"_id\":\"q1\",\"text\":\"a\\tb\",\"metadata\":{}}\r\n{\"_id\":7,\"text\":\"c\"}\n"
    #expect(
      try TopicFile.parse(Array(text.utf8), path: "t") == [
        Topic(id: "q1", text: "a\tb"), Topic(id: "7", text: "c"),
      ])
  }

  @Test(arguments: [
    ("1\tx\nno tab", "t:2: there is no tab; write `id<TAB>text`"),
    ("\tx", "t:1: the id before the tab is empty"),
    ("a b\tx", "t:1: the id `a b` holds a space, which a run file cannot carry"),
    ("a\t ", "t:1: the topic `a` has no text after the tab"),
    (#"{"_id":"1"}"#, "t:1: there is no string `text`, as BEIR's queries have"),
    (#"{"text":"1"}"#, "t:1: there is no `_id`, as BEIR's queries have"),
    (#"{"_id":"","text":"x"}"#, "t:1: `_id` is empty"),
    (#"{"_id":"1","text":""}"#, "t:1: the topic `1` has no text"),
    (
      "{\"_id\":\"1\",\"text\":\"x\"}\n1\tx",
      "t:2: the line is no JSON object: column 3: something follows the value"
    ),
    ("a\tx\n\na\ty", "t:3: the id `a` stands in line 1 already"),
  ])
  func badTopicsAreNamed(text: String, sentence: String) {
    let error = #expect(throws: TopicFile.LineError.self) {
      try TopicFile.parse(Array(text.utf8), path: "t")
    }
    #expect(error?.description == sentence)
  }

  @Test func bytesThatAreNotTextAreNamed() {
    let error = #expect(throws: TopicFile.LineError.self) {
      try TopicFile.parse([0x61, 0x09, 0xff], path: "t")
    }
    #expect(error?.description == "t:1: the line is not UTF-8")
  }

  @Test func aRunHasTheBestPassageOfEachDocument() async throws {
    let path = folder.file("i")
    var spaced = SmallCorpus.document("c", texts: ["cat"])
    spaced.0.docno = "my doc"
    try SmallCorpus.write(
      [
        SmallCorpus.document("a", texts: ["cat dog dog", "cat", "cat"]),
        SmallCorpus.document("b", texts: ["dog", "bird"]), spaced,
      ], to: path)
    let run = try TRECRun(search: PassageSearch(index: try Index(path: path)), top: 2, threads: 2)
    let topics = [Topic(id: "7", text: "cat"), Topic(id: "8", text: "fish")]
    let score = TRECRun.decimal(try await run.rankings(topics)[0][0].score)
    #expect(
      String(decoding: try await run.lines(topics), as: UTF8.self)
        == "7 Q0 a 1 \(score) raftwright\n7 Q0 my_doc 2 \(score) raftwright\n")
  }

  @Test func scoresHaveSixDecimals() {
    #expect(TRECRun.decimal(0) == "0.000000")
    #expect(TRECRun.decimal(12_345) == "0.012345")
    #expect(TRECRun.decimal(12_345_678) == "12.345678")
  }

  @Test(arguments: 0..<10)
  func aRunEqualsRankingAllPassages(seed: Int) async throws {
    var random = SplitMix64(state: UInt64(seed))
    let path = folder.file("i")
    let corpus = (0..<80).map { number in
      SmallCorpus.document(
        "d\(number)",
        texts: (0..<random.below(60)).map { _ in
          (0..<1 + random.below(6)).map { _ in SmallCorpus.word(&random, 12) }
            .joined(separator: " ")
        })
    }
    try SmallCorpus.write(corpus, to: path)
    let index = try Index(path: path)
    let topics = (0..<10).map {
      Topic(id: "\($0)", text: "\(SmallCorpus.word(&random, 12)) \(SmallCorpus.word(&random, 12))")
    }
    let rankings = try await TRECRun(search: PassageSearch(index: index), top: 5, threads: 2)
      .rankings(topics)
    for (topic, ranking) in zip(topics, rankings) {
      var best: [String: Int] = [:]
      for hit in try index.search(topic.text, top: 100_000) {
        let docno = try index.document(ofPassage: hit.number).docno
        best[docno] = max(best[docno] ?? 0, Int((hit.score * 1_000_000).rounded()))
      }
      let expected = best.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(5)
      #expect(ranking.map(\.docno) == expected.map(\.key), "seed \(seed)")
      #expect(ranking.map(\.score) == expected.map(\.value), "seed \(seed)")
    }
  }
}
