import Artifacts
import Documents
import Foundation
import Questions
import Retrieval
import Testing

/// Reading `questions.jsonl`, mostly lines as people write them.
@Suite("questions.jsonl")
struct RecordTests {
  private let folder: TestFolder
  private let index: Index
  private var path: String { folder.path + "/mine.jsonl" }

  private static let texts = [
    "The pump runs at 40 bar.\nIt is oiled once a month, in spring twice.",
    "潮汐は月の引力で\n起こる。満潮は一日に二度ある。",
    "Die Kette wird alle 300 km geölt. Öl tropft nicht.",
  ]

  init() throws {
    folder = try TestFolder()
    let writer = try IndexWriter(
      path: folder.path + "/index.sqlite", options: RetrievalOptions(), configuration: "{}")
    for (number, text) in Self.texts.enumerated() {
      let bytes = Array(text.utf8)
      let document = Document(
        uri: "\(number).html", docno: "\(number)", title: "T\(number)", text: bytes,
        blocks: [Block(kind: .paragraph, range: 0..<bytes.count)])
      let chunk = Chunk(
        ordinal: 0, range: 0..<bytes.count, blocks: 0..<1, headingPath: [], tokenCount: 9,
        spans: [])
      try writer.add(writer.analyze(document: document, chunks: [chunk]))
    }
    try writer.finish(drops: DropCounts())
    index = try Index(path: folder.path + "/index.sqlite")
  }

  private func read(_ lines: String...) throws -> ([QuestionRecord], DropCounts) {
    try WholeFile.write(Array(lines.joined(separator: "\n").utf8), to: path)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    return try QuestionFile.read(path, index: index)
  }

  private func evidence(_ record: QuestionRecord) -> [String] {
    record.evidence.map { piece in
      let text = (try? index.passage(id: piece.chunk))??.text ?? ""
      return String(decoding: Array(text.utf8)[piece.start..<piece.end], as: UTF8.self)
    }
  }

  @Test("evidence as text finds its passage, also with other white space")
  func evidenceText() throws {
    let (records, drops) = try read(
      #"{"question":"How often?","answer":"once a month","evidence":["bar. It is oiled once"]}"#,
      #"{"question":"なぜ？","answer":"月の引力","evidence":[{"text":"潮汐は月の引力で起こる。"}]}"#,
      #"{"question":"Wie oft?","answer":"alle 300 km","evidence":"wird alle 300 km geölt"}"#)
    #expect(drops.isEmpty, "\(drops)")
    #expect(
      records.map(evidence) == [
        ["bar.\nIt is oiled once"], ["潮汐は月の引力で\n起こる。"], ["wird alle 300 km geölt"],
      ])
    #expect(records.map(\.oracleChunks) == (0..<3).map { [index.id(ofPassage: $0)] })
    #expect(records.map(\.kind) == ["imported", "imported", "imported"])
    #expect(records[0].generator.name == "import")
    #expect(records[0].id.count == 16)
  }

  @Test("without evidence the sentence that holds the answer is taken, or the one most like it")
  func noEvidence() throws {
    let oracle = index.id(ofPassage: 0)
    let (records, drops) = try read(
      #"{"question":"Which pressure?","answer":"40 bar","oracle_chunks":[\#(oracle)]}"#,
      #"{"question":"When is it oiled twice?","answer":"Spring time","oracle_chunks":\#(oracle)}"#,
      #"{"question":"Why?","answer":"xyz","oracle_chunks":[\#(oracle),\#(oracle)]}"#)
    #expect(drops.isEmpty, "\(drops)")
    #expect(
      records.map(evidence) == [
        ["The pump runs at 40 bar."], ["It is oiled once a month, in spring twice."],
        [Self.texts[0]],
      ])
    #expect(records[2].oracleChunks == [oracle])
  }

  @Test("every bad line is counted under its reason, with file and line")
  func badLines() throws {
    let oracle = index.id(ofPassage: 1)
    let other = index.id(ofPassage: 0)
    let ask = #""question":"Q","answer":"A""#
    let (records, drops) = try read(
      #"{"id":"a","question":"What?","answer":"40 bar","oracle_chunks":[\#(other)]}"#,
      "",
      "{nonsense",
      #"{"question":" ","answer":"A"}"#,
      #"{"question":"Q","answer":null}"#,
      #"{\#(ask)}"#,
      #"{\#(ask),"oracle_chunks":[7]}"#,
      #"{\#(ask),"evidence":[{"chunk":\#(oracle),"start":0,"end":999}]}"#,
      #"{\#(ask),"evidence":[{"chunk":\#(oracle),"start":1,"end":9}]}"#,
      #"{\#(ask),"oracle_chunks":[\#(other)],"evidence":[{"chunk":\#(oracle),"start":0,"end":9}]}"#,
      #"{\#(ask),"evidence":["the pump flies"]}"#,
      #"{"id":"a","question":"Other?","answer":"40 bar","oracle_chunks":[\#(other)]}"#,
      #"{"id":"b","question":"  What? ","answer":"40 bar","oracle_chunks":[\#(other)]}"#,
      #"{"question":"Q","answer":"A","evidence":[5]}"#)
    #expect(records.map(\.id) == ["a"])
    #expect(
      drops.reasons.mapValues(\.count) == [
        "badLine": 2, "emptyQuestion": 1, "emptyAnswer": 1, "noOracle": 1, "unknownOracle": 1,
        "evidenceOutOfRange": 1, "evidenceSplitsCharacter": 1, "evidenceOutsideOracle": 1,
        "evidenceNotFound": 1, "duplicateID": 1, "duplicateQuestion": 1,
      ])
    #expect(
      drops.reasons["unknownOracle"]?.examples == [
        "mine.jsonl:7: the index has no passage with the id 7"
      ])
    #expect(
      drops.reasons["badLine"]?.examples == [
        "mine.jsonl:3: no JSON: expected a key in quotes at column 2",
        "mine.jsonl:14: `evidence` holds 5; give text, or chunk, start and end",
      ])
    #expect(
      drops.reasons["evidenceNotFound"]?.examples == [
        "mine.jsonl:11: no passage holds the evidence “the pump flies”"
      ])
  }

  @Test("what is written is read back, byte order mark and line ends of Windows or not")
  func roundTrip() throws {
    let chunk = index.id(ofPassage: 0)
    let record = QuestionRecord(
      id: "x", question: "Which \"pressure\"?", answer: "40\tbar", oracleChunks: [chunk],
      evidence: [QuestionRecord.Evidence(chunk: chunk, start: 0, end: 24)], kind: "llm",
      language: "en",
      generator: QuestionRecord.Generator(name: "g", version: "2", model: "m"),
      scores: ["b": 0.25, "a": 1])
    try QuestionFile.write([record], to: path)
    let written = String(decoding: try WholeFile.read(path), as: UTF8.self)
    #expect(
      written == """
        {"id":"x","question":"Which \\"pressure\\"?","answer":"40\\tbar","oracle_chunks":[\(chunk)],\
        "evidence":[{"chunk":\(chunk),"start":0,"end":24}],"kind":"llm","language":"en",\
        "generator":{"name":"g","version":"2","model":"m"},"scores":{"a":1,"b":0.25}}

        """)
    let (records, drops) = try read("\u{feff}" + written.dropLast() + "\r\n")
    #expect(records == [record] && drops.isEmpty)
  }

  @Test("the manifest beside the questions keeps the order of its configuration")
  func manifest() throws {
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    #expect(QuestionManifest.path(besides: "a/q.jsonl") == "a/q.manifest.json")
    #expect(try QuestionManifest.read(besides: path) == nil)
    var drops = DropCounts()
    drops.add("nearDuplicate", example: "c: “x”")
    let configuration = try JSONValue(parsing: Array(#"{"z":1.50,"a":[true,null,"é\u00e9"]}"#.utf8))
    try QuestionManifest(
      configuration: configuration, counts: try JSONValue(parsing: Array("{\"q\":3}".utf8)),
      drops: drops
    ).write(besides: path)
    let read = try #require(try QuestionManifest.read(besides: path))
    #expect(read.configuration.text == #"{"z":1.50,"a":[true,null,"éé"]}"#)
    #expect(read.counts["q"]?.int == 3)
    #expect(read.drops == drops)
  }

  @Test("normalised text has one form for what reads the same")
  func normalized() {
    #expect(NormalizedText("  Ｖacuum\n\tFULL ").string == "vacuum full")
    #expect(NormalizedText("STRASSE ﬁn") == NormalizedText("Straße\u{3000}fin"))
    #expect(NormalizedText("ls -A", foldingCase: false).string == "ls -A")
    #expect(NormalizedText("It is 3.").withoutFinalPunctuation.string == "it is 3")
    #expect(NormalizedText("起こる。").withoutFinalPunctuation.string == "起こる")
    #expect(NormalizedText("...").withoutFinalPunctuation.string == "...")
    #expect(!NormalizedText("abc").contains(NormalizedText(" ")))
    #expect(NormalizedText("aab").contains(NormalizedText("ab")))
  }
}
