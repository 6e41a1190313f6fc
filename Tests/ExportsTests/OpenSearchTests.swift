import Artifacts
import Exports
import Foundation
import Retrieval
import Testing

@Suite struct OpenSearchTests {
  struct Action: Decodable {
    struct Index: Decodable { var _id: String }
    var index: Index
  }

  struct Source: Decodable, Equatable {
    var uri: String
    var language: String?
    var title: String
    var headingPath: [String]
    var text: String
    var vector: [Float]?

    enum CodingKeys: String, CodingKey {
      case uri, language, title, text, vector
      case headingPath = "heading_path"
    }
  }

  /// The actions and documents of a bulk body, as `_bulk` reads it: two lines each.
  static func read(_ text: String) throws -> [(id: String, source: Source)] {
    #expect(text.hasSuffix("\n"))
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count.isMultiple(of: 2))
    let decoder = JSONDecoder()
    return try stride(from: 0, to: lines.count, by: 2).map { line in
      let action = try decoder.decode(Action.self, from: Data(lines[line].utf8))
      return (action.index._id, try decoder.decode(Source.self, from: Data(lines[line + 1].utf8)))
    }
  }

  static func export(
    _ index: Index, to folder: String, partSize: Int = OpenSearchExport.defaultPartSize
  ) throws -> ExportSummary {
    try OpenSearchExport(
      index: index, name: "docs", partSize: partSize, progress: SilentProgress()
    ).write(to: folder)
  }

  @Test func everyPassageIsInOnePart() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    let summary = try Self.export(index, to: folder.path, partSize: 1500)
    let parts = summary.files.filter { $0.name.hasPrefix("bulk-") }
    #expect(parts.map(\.name).starts(with: ["bulk-0001.ndjson", "bulk-0002.ndjson"]))
    var found: [(id: String, source: Source)] = []
    for part in parts {
      let text = try folder.text(part.name)
      #expect(text.utf8.count == part.bytes)
      let entries = try Self.read(text)
      #expect(part.bytes <= 1500 || entries.count == 1)
      found += entries
    }
    let passages = try index.passages(in: 0..<index.passageCount)
    #expect(found.map(\.id) == passages.map { "\($0.id)" })
    for (entry, passage) in zip(found, passages) {
      let document = try index.document(ofPassage: passage.number)
      #expect(
        entry.source
          == Source(
            uri: document.uri, language: document.language, title: document.title,
            headingPath: passage.headingPath, text: passage.text))
      // `==` on strings is canonical equivalence.
      #expect(Array(entry.source.text.utf8) == Array(passage.text.utf8))
    }
  }

  @Test func partsOfALongerExportDoNotStay() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    let many = try Self.export(index, to: folder.path, partSize: 1500)
    let one = try Self.export(index, to: folder.path)
    let parts = many.files.map(\.name).filter { $0.hasPrefix("bulk-") }
    #expect(one.removed == Array(parts.dropFirst()))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.filter { $0.hasPrefix("bulk-") } == ["bulk-0001.ndjson"])
    let again = try Self.export(index, to: folder.path)
    #expect(again.files.allSatisfy { !$0.isNew } && again.removed.isEmpty)
  }

  @Test func theMappingKnowsLanguagesAndVectors() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(
      to: folder.file("i.sqlite"), embedder: SizeEmbedder())
    let summary = try Self.export(index, to: folder.path)
    let json = try JSONValue(parsing: Array(try folder.text("index.json").utf8))
    let settings = json["settings"]?["index"]
    #expect(settings?["similarity"]?["default"]?.text == #"{"type":"BM25","k1":0.9,"b":0.4}"#)
    #expect(settings?["knn"] == .bool(true))
    let properties = json["mappings"]?["properties"]
    #expect(
      properties?["text"]?["fields"]?.members?.map(\.key)
        == ["arabic", "cjk", "english", "french", "german"])
    #expect(
      properties?["vector"]?.text
        == #"{"type":"knn_vector","dimension":3,"method":{"name":"hnsw","engine":"lucene","#
        + #""space_type":"cosinesimil"}}"#)
    let entries = try Self.read(try folder.text("bulk-0001.ndjson"))
    let vectors = try index.vectors(in: 0..<index.passageCount)
    #expect(entries.map(\.source.vector) == vectors.map { $0 == [0, 0, 0] ? nil : $0 })
    // A vector of zeros has no cosine.
    #expect(summary["vectors"] == 12 && summary.notes.count == 1)
    // `dynamic` is strict: every field of a passage must be mapped.
    let first = try folder.text("bulk-0001.ndjson").split(separator: "\n")[1]
    let keys = try JSONValue(parsing: Array(first.utf8)).members?.map(\.key) ?? []
    #expect(keys.contains("text") && keys.allSatisfy { properties?[$0] != nil })
  }

  @Test(arguments: ["", "Docs", "-docs", "_all", "a b", "é", "a/../b", "a\"b"])
  func namesThatNeedQuotingAreRefused(name: String) async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    #expect(throws: OpenSearchNameError(name: name)) {
      try OpenSearchExport(index: index, name: name, partSize: 1, progress: SilentProgress())
    }
  }
}
