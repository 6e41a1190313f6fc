import Artifacts
import Documents
import Foundation

@testable import Retrieval

/// Documents made by hand: each text is one paragraph and one chunk.
enum SmallCorpus {
  /// A document with a chunk for each text.
  static func document(
    _ uri: String, title: String = "", language: String? = nil, texts: [String],
    headingPath: [String] = []
  ) -> (Document, [Chunk]) {
    var document = Document(
      uri: uri, docno: (uri as NSString).lastPathComponent, title: title, language: language)
    var chunks: [Chunk] = []
    for (ordinal, text) in texts.enumerated() {
      if ordinal > 0 { document.text += [0x0a, 0x0a] }
      let start = document.text.count
      document.text += Array(text.utf8)
      let range = start..<document.text.count
      document.blocks.append(Block(kind: .paragraph, range: range))
      chunks.append(
        Chunk(
          ordinal: ordinal, range: range, blocks: ordinal..<ordinal + 1, headingPath: headingPath,
          tokenCount: text.utf8.count / 4,
          spans: [ChunkSpan(kind: .paragraph, range: 0..<text.utf8.count)]))
    }
    return (document, chunks)
  }

  /// Writes an index of documents, which are put in order; each URI up to `#` is a file.
  ///
  /// - Parameters:
  ///   - sources: what is said of some of the files.
  ///   - kept: the files that an update keeps from the index that is there; nil for a fresh index.
  @discardableResult
  static func write(
    _ documents: [(Document, [Chunk])], to path: String,
    options: RetrievalOptions = RetrievalOptions(), configuration: String = "{}",
    sources: [SourceRecord] = [], drops: DropCounts = DropCounts(), keeping kept: Set<String>? = nil
  ) throws -> Bool {
    let writer = try IndexWriter(
      path: path, options: options, configuration: configuration,
      updating: kept == nil ? nil : IndexContents(path: path), keeping: kept ?? [])
    let files = Dictionary(grouping: documents) { file(of: $0.0) }
    for (path, documents) in files.sorted(by: { IndexWriter.precedes($0.key, $1.key) })
    where kept?.contains(path) != true {
      for (document, chunks) in documents.sorted(by: { IndexWriter.precedes($0.0.uri, $1.0.uri) }) {
        try writer.add(writer.analyze(document: document, chunks: chunks))
      }
      try writer.add(
        sources.first { $0.path == path }
          ?? SourceRecord(
            path: path, bytes: 1, digest: "\(documents.count)", reader: "test",
            documents: documents.count))
    }
    return try writer.finish(drops: drops).isNew
  }

  static func file(of document: Document) -> String {
    String(document.uri.prefix { $0 != "#" })
  }

  /// A random corpus of made-up words, with many ties and repetitions, in several languages.
  static func random(
    _ random: inout SplitMix64, documents: Int, vocabulary: Int
  ) -> [(Document, [Chunk])] {
    (0..<documents).map { number in
      let texts = (0..<random.below(4)).map { _ in
        (0..<1 + random.below(12)).map { _ in word(&random, vocabulary) }.joined(separator: " ")
      }
      let line = { (random: inout SplitMix64) in
        (0..<random.below(3)).map { _ in word(&random, vocabulary) }.joined(separator: " ")
      }
      return document(
        "d/\(number)", title: line(&random), language: [nil, "en", "de", "tr"][random.below(4)],
        texts: texts, headingPath: (0..<random.below(3)).map { _ in line(&random) })
    }
  }

  /// A word of a vocabulary in which the first ones are the most frequent.
  static func word(_ random: inout SplitMix64, _ vocabulary: Int) -> String {
    let number = random.below(1 + random.below(vocabulary))
    // Endings that stemmers of different languages take off or leave.
    return "w\(number)" + ["", "", "", "ings", "erung", "lar"][random.below(6)]
  }
}

/// A folder that is removed with everything in it when the value goes.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "retrieval-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }
}
