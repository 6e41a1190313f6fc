import Artifacts
import Documents
import Foundation
import Testing
import Tokenizers

/// What every strategy of chunking keeps to, on random pages.
@Suite struct StrategyTests {
  private static let tokenizerPath =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    + "/TokenizersTests/Fixtures/llama3.json"

  private func document(_ seed: UInt64) async throws -> Document {
    var random = RandomText(seed: seed)
    let folder = try TestFolder()
    try folder.write(Array(random.page().utf8), to: "page.html")
    return try await folder.read().first
  }

  @Test(arguments: ChunkingStrategy.allCases, 0..<30 as Range<UInt64>)
  func noTextIsLost(_ strategy: ChunkingStrategy, _ seed: UInt64) async throws {
    let document = try await document(seed)
    var options = DocumentsOptions()
    options.chunking = strategy.rawValue
    options.chunkTokens = [16, 40, 100, 256][Int(seed % 4)]
    options.overlap = [0, 8, 32, 1_000][Int(seed / 4 % 4)]
    let counters = [
      TokenCounter.estimate, .tokenizer(try Tokenizer(path: Self.tokenizerPath)),
    ]
    for counter in counters {
      let chunks = Chunker(options: options, counter: counter).chunks(of: document)
      let coverage = TextCoverage(of: document, chunks: chunks)
      #expect(coverage.textBytes == coverage.coveredBytes)
      #expect(coverage.textBytes > 0 || document.blocks.isEmpty)
      // The same, byte by byte and by the spans, which the generators of questions read.
      var isCovered = [Bool](repeating: false, count: document.text.count)
      for (ordinal, chunk) in chunks.enumerated() {
        #expect(chunk.ordinal == ordinal)
        spansHold(chunk, document, isWindow: strategy == .sentences || strategy == .fixed)
        for span in chunk.spans {
          for index in span.range { isCovered[chunk.range.lowerBound + index] = true }
        }
      }
      for block in document.blocks {
        #expect(block.range.allSatisfy { isCovered[$0] || document.text[$0] <= 0x20 })
      }
      for (chunk, next) in zip(chunks, chunks.dropFirst()) {
        #expect(chunk.range.lowerBound < next.range.lowerBound)
        #expect(chunk.range.upperBound < next.range.upperBound)
        let isWindow = strategy == .sentences || strategy == .fixed
        #expect(isWindow || chunk.range.upperBound <= next.range.lowerBound)
      }
    }
  }

  /// Spans are what the document's blocks are, as far as the chunk holds them.
  private func spansHold(_ chunk: Chunk, _ document: Document, isWindow: Bool) {
    let bytes = Array(document.text[chunk.range])
    #expect(String(validating: bytes, as: UTF8.self) != nil)
    #expect(!isWindow || chunk.spans.count == chunk.blocks.count)
    var holders: [Int] = []
    for (index, span) in chunk.spans.enumerated() {
      let start = chunk.range.lowerBound + span.range.lowerBound
      let end = chunk.range.lowerBound + span.range.upperBound
      guard let number = document.blocks.firstIndex(where: { $0.range.contains(start) }) else {
        Issue.record("a span begins outside of blocks")
        continue
      }
      holders.append(number)
      let block = document.blocks[number]
      #expect(span.kind == block.kind && span.owner < index && end <= block.range.upperBound)
      #expect(span.isContinuation == (start > block.range.lowerBound))
      let isWhole = !span.isContinuation && end == block.range.upperBound
      #expect(!isWhole || span.parts.count == block.parts.count)
      if span.owner >= 0 {
        #expect(holders[span.owner] == block.owner)
      }
    }
  }

  @Test(arguments: [ChunkingStrategy.sentences, .fixed], 0..<40 as Range<UInt64>)
  func windowsKeepToTheBudgetAndTheOverlap(
    _ strategy: ChunkingStrategy, _ seed: UInt64
  ) async throws {
    let document = try await document(seed)
    var options = DocumentsOptions()
    options.chunking = strategy.rawValue
    options.chunkTokens = 64
    options.overlap = 20
    let chunks = Chunker(options: options).chunks(of: document)
    for (chunk, next) in zip(chunks, chunks.dropFirst()) {
      #expect(chunk.tokenCount <= 64)
      let repeated = next.range.lowerBound..<max(next.range.lowerBound, chunk.range.upperBound)
      #expect(TokenEstimate.count(document.text[repeated]) <= 20 + 2 * chunk.spans.count)
    }
  }

  private func texts(_ html: String, _ set: (inout DocumentsOptions) -> Void) async throws
    -> [String]
  {
    var options = DocumentsOptions()
    set(&options)
    let document = try await body(html).first
    return Chunker(options: options).chunks(of: document).map { document.string($0.range) }
  }

  @Test func sentencesOverlap() async throws {
    let html = "<p>One is the first. Two is the second. Three is the third. Four is the last.</p>"
    let texts = try await texts(html) {
      ($0.chunking, $0.chunkTokens, $0.overlap) = ("sentences", 16, 6)
    }
    #expect(
      texts == [
        "One is the first. Two is the second. Three is the third. ",
        "Three is the third. Four is the last.",
      ])
  }

  @Test func windowsOfTokensOverlapByWords() async throws {
    let html = "<p>\((1...30).map { "w\($0)" }.joined(separator: " "))</p>"
    let texts = try await texts(html) {
      ($0.chunking, $0.chunkTokens, $0.overlap) = ("fixed", 16, 4)
    }
    #expect(texts.first == "w1 w2 w3 w4 w5 w6 w7 w8 ")
    #expect(texts.dropFirst().first?.hasPrefix("w7 w8 w9 ") == true)
  }

  @Test func sectionsAreChunks() async throws {
    let html = "<h1>A</h1><p>One.<h2>B</h2><p>Two.<h2>C</h2><h3>D</h3><p>Three.<p>Four."
    let texts = try await texts(html) { $0.chunking = "section" }
    #expect(texts == ["A\n\nOne.", "B\n\nTwo.", "C\n\nD\n\nThree.\n\nFour."])
  }

  @Test func aTokenizerCounts() async throws {
    let tokenizer = try Tokenizer(path: Self.tokenizerPath)
    let document = try await body("<p>The installation takes a minute.").first
    let counter = TokenCounter.tokenizer(tokenizer)
    let chunk = Chunker(options: DocumentsOptions(), counter: counter).chunks(of: document)[0]
    #expect(chunk.tokenCount == tokenizer.encode("The installation takes a minute.").count)
  }
}
