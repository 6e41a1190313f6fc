import Documents
import Foundation
import Testing

/// The pages of the article extraction benchmark, where they are unpacked.
@Suite struct ExtractionScoreTests {
  /// `RAFTWRIGHT_EXTRACTION`, else what `make bench-extraction` unpacks.
  private static let folder: String = {
    let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return ProcessInfo.processInfo.environment["RAFTWRIGHT_EXTRACTION"]
      ?? "/\(repository)/build/extraction"
  }()

  private struct Truth: Decodable {
    var articleBody: String
  }

  private static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder + "/ground-truth.json")
  }

  @Test(.enabled(if: isThere, "there are no pages; make bench-extraction unpacks them"))
  func theArticlesAreFound() async throws {
    let truth = try JSONDecoder().decode(
      [String: Truth].self,
      from: Data(contentsOf: URL(fileURLWithPath: Self.folder + "/ground-truth.json")))
    let files = try CorpusFiles(paths: [Self.folder + "/html"], extensions: ["html"])
    let result = try await readAll(files, threads: 2)
    var texts: [String: String] = [:]
    for document in result.documents.map(\.document) { texts[document.docno] = Self.body(document) }
    var precision: [Double] = []
    var recall: [Double] = []
    for (page, truth) in truth {
      let wanted = Self.shingles(truth.articleBody)
      let found = Self.shingles(texts[page] ?? "")
      let hits = found.reduce(0) { $0 + min($1.value, wanted[$1.key] ?? 0) }
      let (foundCount, wantedCount) = (found.values.reduce(0, +), wanted.values.reduce(0, +))
      if foundCount > 0 { precision.append(Double(hits) / Double(foundCount)) }
      if wantedCount > 0 { recall.append(Double(hits) / Double(wantedCount)) }
    }
    let p = precision.reduce(0, +) / Double(precision.count)
    let r = recall.reduce(0, +) / Double(recall.count)
    #expect(2 * p * r / (p + r) >= 0.96, "precision \(p), recall \(r)")
  }

  /// The text without the heading that is the document's title: the benchmark counts bodies.
  private static func body(_ document: Document) -> String {
    let title = document.blocks.firstIndex { document.string($0.range) == document.title }
    return document.blocks.indices.filter { $0 != title }
      .map { document.string(document.blocks[$0].range) }.joined(separator: "\n")
  }

  /// Runs of four words with their counts, as the benchmark compares texts.
  private static func shingles(_ text: String) -> [[Substring]: Int] {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    if words.isEmpty { return [:] }
    if words.count < 4 { return [words: 1] }
    var counts: [[Substring]: Int] = [:]
    for start in 0...(words.count - 4) { counts[Array(words[start..<start + 4]), default: 0] += 1 }
    return counts
  }
}
