import Artifacts
import Documents
import Foundation
import Questions
import Recipe
import Retrieval
import Templates

/// A folder that is removed with everything in it when the value goes.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "recipe-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }
}

/// A corpus of made-up facts, with the traps that a recipe must not step into: passages that occur
/// in two documents, twins that differ by a word, answers that stand in several passages.
struct SyntheticCorpus {
  struct Page {
    var uri: String
    var title: String
    var chunks: [String]
  }

  var pages: [Page] = []

  init(pages: [Page]) {
    self.pages = pages
  }

  /// - Parameter documents: how many; each has one to four passages.
  init(seed: UInt64, documents: Int) {
    var draw = SeededHash(seed: seed).sequence("corpus")
    for number in 0..<documents {
      var chunks: [String] = []
      for _ in 0..<1 + draw.below(4) {
        if draw.below(8) == 0, let page = pages.last {
          // The same passage in two documents, sometimes with a word more.
          chunks.append(page.chunks[0] + (draw.below(2) == 0 ? "" : " Still."))
        } else {
          chunks.append(Self.passage(&draw))
        }
      }
      pages.append(Page(uri: "d/\(number).html", title: "Page \(number)", chunks: chunks))
    }
  }

  private static let things = [
    "valve", "lamp", "rotor", "gauge", "Tür", "pump", "wheel", "switch", "時計", "spring",
  ]
  private static let filler = [
    "it is checked every morning", "the crew keeps a record", "older models differ",
    "nobody paints it", "rain does no harm", "wear is rare", "it came with the ship",
    "the manual says more", "a spare is kept below", "it hums at night",
  ]

  private static func passage(_ draw: inout SplitMix64) -> String {
    let fact = "The \(things[draw.below(things.count)]) is set to \(draw.below(40)) marks."
    let rest = (0..<2 + draw.below(4)).map { _ in filler[draw.below(filler.count)] }
    return fact + " " + rest.joined(separator: ", ") + "."
  }

  /// Writes `index.sqlite` and `questions.jsonl` with a question for the first sentence of every
  /// passage.
  func write(to folder: TemporaryFolder) throws -> Index {
    let path = folder.file("index.sqlite")
    let writer = try IndexWriter(
      path: path, options: RetrievalOptions(), configuration: #"{"chunkTokens":256}"#)
    for page in pages {
      let (document, chunks) = Self.document(page)
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    try writer.finish(drops: DropCounts())
    let index = try Index(path: path)
    try QuestionFile.write(try questions(index), to: folder.file("questions.jsonl"))
    return index
  }

  private func questions(_ index: Index) throws -> [QuestionRecord] {
    try (0..<index.passageCount).compactMap { (number) -> QuestionRecord? in
      let passage = try index.passage(number: number)
      guard let end = passage.text.firstIndex(of: ".") else { return nil }
      let sentence = passage.text[...end]
      let words = sentence.split(separator: " ")
      guard words.count > 4 else { return nil }
      let title = try index.document(ofPassage: number).title
      return QuestionRecord(
        id: "q\(passage.id)",
        question: "What is the \(words[1]) set to in \(title), part \(passage.ordinal)?",
        answer: words.suffix(2).joined(separator: " "), oracleChunks: [passage.id],
        evidence: [
          QuestionRecord.Evidence(chunk: passage.id, start: 0, end: sentence.utf8.count)
        ], kind: "fact", language: "en",
        generator: QuestionRecord.Generator(name: "test", version: "1"))
    }
  }

  private static func document(_ page: Page) -> (Document, [Chunk]) {
    var document = Document(uri: page.uri, docno: page.uri, title: page.title, language: "en")
    var chunks: [Chunk] = []
    for (ordinal, text) in page.chunks.enumerated() {
      if ordinal > 0 { document.text += [0x0a, 0x0a] }
      let start = document.text.count
      document.text += Array(text.utf8)
      let range = start..<document.text.count
      document.blocks.append(Block(kind: .paragraph, range: range))
      chunks.append(
        Chunk(
          ordinal: ordinal, range: range, blocks: ordinal..<ordinal + 1, headingPath: [],
          tokenCount: text.utf8.count / 4,
          spans: [ChunkSpan(kind: .paragraph, range: 0..<text.utf8.count)]))
    }
    return (document, chunks)
  }
}

/// A dataset made in a folder of its own, and what can be read of it.
struct MadeDataset {
  let folder: TemporaryFolder
  let index: Index
  let summary: DatasetSummary

  init(
    _ corpus: SyntheticCorpus, options: DatasetOptions = DatasetOptions(), threads: Int = 1,
    questions: String? = nil
  ) async throws {
    folder = try TemporaryFolder()
    index = try corpus.write(to: folder)
    if let questions {
      try WholeFile.write(Array(questions.utf8), to: folder.file("questions.jsonl"))
    }
    summary = try await DatasetBuilder(
      options: options, templates: try TemplateStore(), version: "0.0.0"
    ).run(
      index: index, questionsPath: folder.file("questions.jsonl"), output: folder.file("out"),
      threads: threads, progress: SilentProgress())
  }

  func bytes(_ file: String) throws -> [UInt8] {
    try WholeFile.read(folder.file("out/" + file))
  }

  /// The lines of a file of JSONL.
  func lines(_ file: String) throws -> [JSONValue] {
    try bytes(file).split(separator: 0x0a).map { try JSONValue(parsing: Array($0)) }
  }

  func rows(_ split: Split) throws -> [NativeRow] {
    try bytes(split.rawValue + ".jsonl").split(separator: 0x0a).map {
      try JSONDecoder().decode(NativeRow.self, from: Data($0))
    }
  }

  func rows() throws -> [NativeRow] {
    try Split.allCases.flatMap(rows)
  }

  /// All files of the folder by name.
  func files() throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("out"))
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try bytes($0)) })
  }
}
