import Artifacts
import Documents
import Testing

/// Random text and documents; the same seed gives the same ones.
struct RandomText {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func text(words: Int) -> String {
    let stock = [
      "a", "word", "Größe", "max_connections", "3.14", "日本語の文。", "end.", "Next", "(x)", "🙂",
      "\u{301}",
    ]
    return (0..<words).map { _ in stock[number(0...stock.count - 1)] }.joined(separator: " ")
  }

  /// A page with everything that chunking treats in its own way.
  mutating func page() -> String {
    (0..<number(1...30)).map { _ in element() }.joined(separator: "\n")
  }

  private mutating func element() -> String {
    let size = number(0...9) == 0 ? 400 : number(1...60)
    switch number(0...9) {
    case 0: return "<h\(number(1...4))>\(text(words: number(1...40)))</h2>"
    case 1: return "<h2>\(text(words: 3))</h2>"
    case 2:
      let rows = (0..<number(1...30)).map { _ in "<tr><td>\(text(words: 3))<td>\(text(words: 4))" }
      return "<table>\(rows.joined())</table>"
    case 3: return "<pre>\((0..<size).map { _ in text(words: 3) }.joined(separator: "\n"))</pre>"
    case 4: return "<ul><li>\(text(words: size))<p>\(text(words: 9))</p><li>\(text(words: 5))</ul>"
    case 5: return "<dl><dt>\(text(words: 2))<dd>\(text(words: size))<p>\(text(words: size))</dl>"
    case 6: return "<p>\(String(repeating: "語", count: size * 3))</p>"
    case 7: return "<p>\(String(repeating: "x", count: size * 30))</p>"
    default: return "<p>\(text(words: size))</p>"
    }
  }
}

@Suite struct ChunkerTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func laws(_ seed: UInt64) async throws {
    var random = RandomText(seed: seed)
    var options = DocumentsOptions()
    options.chunkTokens = [16, 40, 100, 256][random.number(0...3)]
    options.smallestChunk = [0, 0.25, 1][random.number(0...2)]
    let folder = try TestFolder()
    try folder.write(Array(random.page().utf8), to: "page.html")
    for read in try await folder.read(options: options).documents {
      everyByteIsInOneChunk(read)
      for (index, chunk) in read.chunks.enumerated() {
        let next = read.chunks.dropFirst(index + 1).first
        budgetHolds(chunk, next: next, read.document, options.chunkTokens)
        spansHold(chunk, read.document)
      }
      tablesAndListingsStayWhole(read, options.chunkTokens)
    }
  }

  private func everyByteIsInOneChunk(_ read: ChunkedDocument) {
    var end = 0
    for (ordinal, chunk) in read.chunks.enumerated() {
      #expect(chunk.ordinal == ordinal)
      #expect(chunk.range.lowerBound >= end && !chunk.range.isEmpty)
      let between = read.document.text[end..<chunk.range.lowerBound]
      #expect(between.allSatisfy { $0 == 0x0a })
      end = chunk.range.upperBound
    }
    #expect(end == read.document.text.count)
    let inSpans = read.chunks.flatMap { chunk in
      chunk.spans.flatMap { span in span.range.map { $0 + chunk.range.lowerBound } }
    }
    #expect(inSpans == read.document.blocks.flatMap { Array($0.range) })
  }

  private func budgetHolds(_ chunk: Chunk, next: Chunk?, _ document: Document, _ budget: Int) {
    let bytes = document.text[chunk.range]
    #expect(chunk.tokenCount == TokenEstimate.count(bytes))
    let front = chunk.spans.prefix { $0.kind == .heading }
    let back = chunk.spans.dropFirst(front.count).reversed().prefix { $0.kind == .heading }
    let isLast = chunk.range.upperBound == document.text.count
    if front.count == chunk.spans.count {
      // Headings alone: the document has nothing else, or there are more than the budget holds.
      let isAlone = document.blocks.allSatisfy { $0.kind == .heading }
      let following = next?.spans.prefix { $0.kind == .heading }.last?.range.upperBound ?? 0
      let end = (next?.range.lowerBound ?? chunk.range.upperBound) + following
      #expect(
        isAlone || TokenEstimate.count(document.text[chunk.range.lowerBound..<end]) > budget - 2)
      return
    }
    #expect(isLast || back.isEmpty)
    let start = chunk.range.lowerBound + (front.last?.range.upperBound ?? 0)
    let end =
      chunk.range.lowerBound + chunk.spans[chunk.spans.count - back.count - 1].range.upperBound
    let content = TokenEstimate.count(document.text[start..<end]) - (front.isEmpty ? 0 : 2)
    #expect(content <= budget)
  }

  private func spansHold(_ chunk: Chunk, _ document: Document) {
    let bytes = Array(document.text[chunk.range])
    #expect(String(validating: bytes, as: UTF8.self) != nil)
    func isBoundary(_ offset: Int) -> Bool {
      offset == bytes.count || offset < bytes.count && bytes[offset] & 0xc0 != 0x80
    }
    for (index, span) in chunk.spans.enumerated() {
      #expect(span.owner < index)
      #expect(span.depth >= 0)
      for range in [span.range] + span.parts.map(\.range) {
        #expect(
          range.lowerBound >= span.range.lowerBound && range.upperBound <= span.range.upperBound)
        #expect(isBoundary(range.lowerBound) && isBoundary(range.upperBound))
      }
    }
  }

  private func tablesAndListingsStayWhole(_ read: ChunkedDocument, _ budget: Int) {
    let document = read.document
    for (index, block) in document.blocks.enumerated() where block.kind == .code {
      let holders = read.chunks.filter { $0.blocks.contains(index) }
      #expect(holders.count == 1 || TokenEstimate.count(document.text[block.range]) > budget)
      for chunk in holders.dropLast() where chunk.range.upperBound < block.range.upperBound {
        let lines = document.text[chunk.range.clamped(to: block.range)].split(separator: 0x0a)
        let isAtLineEnd = document.text[chunk.range.upperBound - 1] == 0x0a
        #expect(isAtLineEnd || lines.count == 1)
      }
    }
    for table in document.tables.indices {
      let rows = document.blocks.indices.filter { document.blocks[$0].table == table }
      guard let first = rows.first, let last = rows.last, last - first + 1 == rows.count else {
        continue
      }
      let range = document.blocks[first].range.lowerBound..<document.blocks[last].range.upperBound
      let holders = read.chunks.filter { $0.range.overlaps(range) }
      #expect(holders.count == 1 || TokenEstimate.count(document.text[range]) > budget)
    }
  }

  @Test func aHeadingBeginsWhatItHeads() async throws {
    var options = DocumentsOptions()
    options.chunkTokens = 16
    let folder = try TestFolder()
    let words = String(repeating: "word ", count: 12)
    try folder.write(
      Array("<h1>A</h1><p>\(words)<h2>B</h2><p>\(words)<h2>C</h2>".utf8), to: "a.html")
    let read = try await folder.read(options: options).documents[0]
    let kinds = read.chunks.map { $0.spans.map(\.kind) }
    #expect(kinds == [[.heading, .paragraph], [.heading, .paragraph, .heading]])
    #expect(read.chunks.map(\.headingPath) == [[], ["B"]])
  }

  @Test func moreHeadingsThanTheBudgetHoldsMakeAChunk() async throws {
    let headings = (0..<2_000).map { "<h2>Heading \($0)</h2>" }.joined()
    let read = try await read("<title>T</title>\(headings)<p>Text.").documents[0]
    #expect(read.chunks.allSatisfy { $0.tokenCount <= 256 })
  }
}
