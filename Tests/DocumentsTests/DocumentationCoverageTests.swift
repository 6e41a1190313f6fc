import Documents
import Foundation
import Testing

/// What pages of real documentation hold is still there when they are read for their content.
@Suite struct DocumentationCoverageTests {
  private static let repository =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Manuals that `make corpus-postgresql` and `make corpus-python` have fetched.
  private static let manuals = ["postgresql", "python"].map { "\(repository)/build/corpora/\($0)" }
    .filter { FileManager.default.fileExists(atPath: $0) }
  private static let isThere: ConditionTrait = .enabled(
    if: !manuals.isEmpty,
    "no documentation is in build/corpora; make corpus-postgresql corpus-python fetches some")
  /// One page in so many is read.
  private static let step = 15

  @Test(isThere, arguments: manuals)
  func listingsTablesAndSentencesStay(_ manual: String) async throws {
    let all = try CorpusFiles(paths: [manual], extensions: ["html"])
    // Tables of contents and indices are lists of links, which go.
    let pages = all.files.filter { !$0.uri.contains("index") && !$0.uri.contains("contents") }
      .enumerated().filter { $0.offset % Self.step == 0 }.map(\.element.path)
    let files = try CorpusFiles(paths: pages, extensions: [])
    var options = DocumentsOptions()
    let main = try await readAll(files, threads: 2, options: options)
    options.extraction = .full
    let full = try await readAll(files, threads: 2, options: options)
    var texts: [String: String] = [:]
    for page in main.documents.map(\.document) {
      texts[page.uri] = String(decoding: page.text, as: UTF8.self)
    }
    var lost: [String] = []
    var looked = 0
    for page in full.documents.map(\.document) {
      let text = texts[page.uri] ?? ""
      for block in page.blocks {
        let words = page.string(block.range)
        guard Self.isContent(block.kind, words) else { continue }
        looked += 1
        if !text.contains(words) { lost.append("\(page.uri): \(words.prefix(80))") }
      }
    }
    #expect(looked > 500)
    #expect(lost.isEmpty, "\(lost.count) of \(looked): \(lost.prefix(5).joined(separator: "; "))")
  }

  /// Whether a block of the whole page is surely content: a listing, or a sentence that is no
  /// notice at the foot nor an entry of a table of contents. Sphinx's ¶ is left out of what is kept.
  private static func isContent(_ kind: BlockKind, _ words: String) -> Bool {
    if words.contains("¶") || words.contains("©") { return false }
    switch kind {
    case .code: return true
    case .paragraph, .definition: return words.utf8.count > 60 && words.hasSuffix(".")
    default: return false
    }
  }
}
