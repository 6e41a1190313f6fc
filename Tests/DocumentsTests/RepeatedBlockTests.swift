import Documents
import Testing

/// The head and foot that pages of one site share go; what repeats in the middle stays.
@Suite struct RepeatedBlockTests {
  private static let legal = "All measures are given without warranty."

  /// A page of the site: what is its own, between the site's head and foot.
  private static func page(_ number: Int, middle: String? = nil) -> String {
    let words = ["north", "east", "south", "west", "up", "down", "in", "out", "left", "right"]
    return """
      <!DOCTYPE html><html lang=en><head><title>Station \(number)</title></head><body>
      <p>Hill Observatory, weather since 1871</p>
      <h1>Station \(number)</h1>
      <p>The mast of station \(number) leans \(words[number % 10]).</p>
      \(middle.map { "<p>\($0)</p>" } ?? "")
      <p>It was last read on day \(number * 7).</p>
      <p>Copyright \(2000 + number) Hill Observatory.</p><p>Made on the hill.</p>
      </body></html>
      """
  }

  private func read(
    _ pages: [(String, String)], threads: Int = 2, options: DocumentsOptions = .init()
  ) async throws -> ReadResult {
    let folder = try TestFolder()
    for (name, text) in pages { try folder.write(text.utf8, to: name) }
    return try await folder.read(threads: threads, options: options)
  }

  @Test func theHeadAndFootOfASiteGo() async throws {
    let result = try await read((0..<20).map { ("\($0 + 10).html", Self.page($0)) })
    #expect(
      result.dump == [
        "heading 0 | Station 0", "paragraph | The mast of station 0 leans north.",
        "paragraph | It was last read on day 0.",
      ])
    #expect(result.outcomes.allSatisfy { $0.report.repeatedBlocks == 3 })
  }

  @Test func whatEveryPageSaysInItsMiddleStays() async throws {
    let result = try await read(
      (0..<20).map { ("\($0 + 10).html", Self.page($0, middle: Self.legal)) })
    #expect(result.documents.count == 20)
    for document in result.documents {
      #expect(blocks(of: document.document).contains("paragraph | \(Self.legal)"))
    }
  }

  @Test func fewPagesProveNothing() async throws {
    let result = try await read((0..<4).map { ("\($0).html", Self.page($0)) })
    #expect(result.dump.count == 6)
    #expect(result.outcomes.allSatisfy { $0.report.repeatedBlocks == 0 })
  }

  @Test func copiesOfOnePageStayWhole() async throws {
    let result = try await read((0..<20).map { ("\($0).html", Self.page(1)) })
    #expect(result.documents.allSatisfy { blocks(of: $0.document).count == 6 })
  }

  @Test func listingsAndTablesStayAtTheFoot() async throws {
    let pages = (0..<20).map { number in
      (
        "\(number + 10).html",
        "<h1>Tool \(number)</h1><p>Does thing \(number).</p><pre>make install</pre>"
      )
    }
    let result = try await read(pages)
    #expect(result.documents.allSatisfy { blocks(of: $0.document).last == "code | make install" })
  }

  @Test func threadsAndFullExtraction() async throws {
    let pages = (0..<70).map { ("\($0 + 10).html", Self.page($0)) }
    let one = try await read(pages, threads: 1)
    let three = try await read(pages, threads: 3)
    #expect(one.documents.map(\.document.digest) == three.documents.map(\.document.digest))
    var options = DocumentsOptions()
    options.extraction = .full
    let full = try await read(pages, options: options)
    #expect(full.dump.count == 6)
  }
}
