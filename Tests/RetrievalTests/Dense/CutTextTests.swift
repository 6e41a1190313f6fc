import Artifacts
import Documents
import Foundation
import GRDB
import Testing

@testable import Retrieval

/// What an index says of texts that were too long for the model (issue 4).
@Suite struct CutTextTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A model that takes ten bytes.
  private struct ShortModel: Embedder {
    let model = "short"

    func embed(_ texts: [String]) async throws -> [[Float]] {
      try await vectors(of: texts).map(\.values)
    }

    func vectors(of texts: [String]) async throws -> [TextVector] {
      texts.map { TextVector(values: [1, 0], isCut: $0.utf8.count > 10) }
    }
  }

  /// Writes an index of files with one passage each, and embeds what has no vector.
  private func write(
    _ texts: [String: String], keeping kept: Set<String>? = nil, configuration: String = "{}"
  ) async throws -> FinishedIndex {
    let path = folder.file("i")
    let writer = try IndexWriter(
      path: path, options: RetrievalOptions(), configuration: configuration,
      updating: kept == nil ? nil : IndexContents(path: path), keeping: kept ?? [])
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) where kept?.contains(name) != true {
      let (document, chunks) = SmallCorpus.document(name, texts: [text])
      try writer.add(writer.analyze(document: document, chunks: chunks))
      try writer.add(
        SourceRecord(path: name, bytes: 1, digest: text, reader: "test", documents: 1))
    }
    try await writer.embed(
      with: ShortModel(), storage: .int8, threads: 2, progress: SilentProgress())
    return try writer.finish(drops: DropCounts())
  }

  private let texts = ["a": "short", "b": "a text that is too long", "c": "another such text"]

  @Test func aRunThatEmbedsNothingSaysTheSame() async throws {
    let first = try await write(texts)
    #expect(first.drops.reasons["cutText"]?.count == 2)
    let example = "short takes no longer texts: the vectors are of their beginnings"
    #expect(first.drops.reasons["cutText"]?.examples == [example])
    let contents = try #require(IndexContents(path: folder.file("i")))
    #expect(contents.drops == first.drops)
    #expect(contents.drops(after: DropCounts()) == first.drops)
    let before = try WholeFile.read(folder.file("i"))
    let again = try await write(texts, keeping: ["a", "b", "c"])
    #expect(!again.isNew)
    #expect(again.drops == first.drops)
    #expect(try WholeFile.read(folder.file("i")) == before)
  }

  @Test func textsThatGoAreNoLongerCounted() async throws {
    _ = try await write(texts)
    var changed = texts
    changed["b"] = nil
    changed["d"] = "brief"
    let finished = try await write(changed, keeping: ["a", "c"])
    #expect(finished.isNew)
    #expect(finished.drops.reasons["cutText"]?.count == 1)
    #expect(try Index(path: folder.file("i")).drops == finished.drops)
  }

  @Test func settingsAloneAreRecordedWithoutAnUpdate() async throws {
    let first = try await write(texts)
    let finished = try await write(texts, keeping: ["a", "b", "c"], configuration: #"{"k":1}"#)
    #expect(finished.isNew)
    #expect(finished.drops == first.drops)
    #expect(try Index(path: folder.file("i")).configuration == #"{"k":1}"#)
    // The rows are those of a fresh index, in its order.
    #expect(IndexContents(path: folder.file("i"))?.isFresh == true)
  }

  @Test func whatIsMissingIsCountedInAllBatches() async throws {
    struct Offline: Embedder {
      let model = "offline"
      func embed(_ texts: [String]) async throws -> [[Float]] {
        let known = texts.count { $0.hasSuffix("0") }
        if known == texts.count { return texts.map { _ in [1, 0] } }
        throw MissingVectors(count: texts.count - known, texts: texts.count, cache: "cache")
      }
    }
    let texts = (0..<1000).map { "text \($0)" }
    let error = await #expect(throws: MissingVectors.self) {
      try await SmallCorpus.write(texts: texts, to: folder.file("i"), with: Offline())
    }
    #expect(error == MissingVectors(count: 900, texts: 1000, cache: "cache"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("i")))
  }
}
