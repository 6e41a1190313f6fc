import Artifacts
import Documents
import Foundation
import Retrieval

/// Texts that a careless writer of COPY, JSON or TSV breaks, in several languages.
enum TroublesomeCorpus {
  static let texts: [(uri: String, title: String, language: String?, texts: [String])] = [
    (
      "a/escapes.html", "Back\\slash\tand tab", "en",
      [
        "C:\\new\\table\\\\ \\N \\. \\u0000 \\x41", "one\ttwo\nthree\r\nfour\rfive", "\\.",
        "\u{1}\u{7f}\u{b}\u{c} controls \u{2028}\u{2029}\u{85}\u{feff}",
      ]
    ),
    (
      "b/quotes \"and\" 'more'.html", "$$; DROP TABLE chunk; --", "en",
      [
        "It's \"quoted\" ''twice'' $tag$ {curly} [0.1]", "Vacuuming reclaims storage.",
        "{\"_id\":1}",
      ]
    ),
    ("c/de.html", "Über Straßen", "de", ["Die Häuser standen leer.", "e\u{301} und é"]),
    ("d/ja.html", "気圧計", "ja", ["アネロイド気圧計は液体を含まない。", "𝒳 👩‍👩‍👧‍👦 \u{10ffff}"]),
    ("e/ar.html", "", "ar", ["يقيس البارومتر الضغط."]),
    ("f/" + (0..<500).map { "part-\($0)" }.joined(separator: "/"), "Long", nil, ["Word."]),
    ("g/no-passage.html", "Empty", "fr", []),
  ]

  static let headings = ["Part \\ one", "Tab\there"]

  /// Writes an index of them, with vectors where an embedder is given.
  static func write(to path: String, embedder: (any Embedder)? = nil) async throws -> Index {
    let writer = try IndexWriter(path: path, options: RetrievalOptions(), configuration: "{}")
    for entry in texts {
      var document = Document(
        uri: entry.uri, docno: entry.uri, title: entry.title, language: entry.language)
      document.metadata = DocumentMetadata(author: "A \\ B\t\"C\"", description: entry.title)
      var chunks: [Chunk] = []
      for (ordinal, text) in entry.texts.enumerated() {
        let start = document.text.count
        document.text += Array(text.utf8)
        let range = start..<document.text.count
        document.blocks.append(Block(kind: .paragraph, range: range))
        chunks.append(
          Chunk(
            ordinal: ordinal, range: range, blocks: ordinal..<ordinal + 1,
            headingPath: ordinal == 0 ? headings : [], tokenCount: 7,
            spans: [ChunkSpan(kind: .paragraph, range: 0..<text.utf8.count)]))
      }
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    if let embedder {
      try await writer.embed(
        with: embedder, storage: .float32, threads: 1, progress: SilentProgress())
    }
    try writer.finish(drops: DropCounts())
    return try Index(path: path)
  }
}

/// A model whose vectors are known: of unit length, by the text's size; `\.` has one of zeros.
struct SizeEmbedder: Embedder {
  let model = "size\nmodel"

  func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { text in
      if text.hasSuffix("\\.") { return [0, 0, 0] }
      let angle = Double(text.utf8.count) * 0.37
      return [Float(cos(angle)), Float(sin(angle)) * 0.6, Float(sin(angle)) * 0.8]
    }
  }
}

/// A folder that is removed with everything in it when the value goes.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = "/tmp/exports-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }
}
