/// Cuts a document into chunks: consecutive blocks under a token budget.
///
/// - A chunk ends where the next block would exceed the budget, and at a heading once it holds the
///   smallest share of the budget; headings never end a chunk but begin the next one.
/// - The rows of a table stay together, as does a listing: either is split only where it alone
///   exceeds the budget, at row or line ends. Other blocks over the budget are split between
///   sentences, and a sentence over the budget at white space.
/// - Every byte of block text lies in exactly one chunk, and a chunk's text is a range of the
///   document's text: nothing is added or changed.
public struct Chunker: Sendable {
  private let budget: Int
  private let smallest: Int

  public init(options: DocumentsOptions) {
    budget = max(16, options.chunkTokens)
    smallest = Int(Double(budget) * options.smallestChunk)
  }

  /// A block or a piece of one, with its tokens.
  private struct Piece {
    var block: Int
    var range: Range<Int>
    var tokens: Int
    var isContinuation = false
  }

  /// The chunks of a document, in order.
  public func chunks(of document: Document) -> [Chunk] {
    var chunks: [Chunk] = []
    var current: [Piece] = []
    var tokens = 0
    func flush() {
      // Headings at the end belong to what follows.
      var carried: [Piece] = []
      while let last = current.last, document.blocks[last.block].kind == .heading, current.count > 1 {
        carried.insert(last, at: 0)
        current.removeLast()
      }
      if current.allSatisfy({ document.blocks[$0.block].kind == .heading }) {
        current += carried
        return
      }
      chunks.append(chunk(of: current, tokens: tokens, ordinal: chunks.count, in: document))
      current = carried
      tokens = carried.reduce(0) { $0 + $1.tokens }
    }
    for unit in units(of: document) {
      let isHeading = document.blocks[unit[0].block].kind == .heading
      let size = unit.reduce(0) { $0 + $1.tokens }
      if isHeading {
        if tokens >= smallest { flush() }
      } else if tokens + size > budget && !current.isEmpty {
        flush()
      }
      for piece in unit {
        // A table or block over the budget fills chunk after chunk.
        if tokens + piece.tokens > budget && !current.isEmpty && !isHeading { flush() }
        current.append(piece)
        tokens += piece.tokens
      }
    }
    if !current.isEmpty {
      if current.allSatisfy({ document.blocks[$0.block].kind == .heading }), !chunks.isEmpty {
        extend(&chunks, by: current, in: document)
      } else {
        chunks.append(chunk(of: current, tokens: tokens, ordinal: chunks.count, in: document))
      }
    }
    return chunks
  }

  // MARK: Pieces

  /// What stays together where it can: a block, a whole table, the pieces of a block over the
  /// budget.
  private func units(of document: Document) -> [[Piece]] {
    var units: [[Piece]] = []
    var index = 0
    while index < document.blocks.count {
      var end = index + 1
      let block = document.blocks[index]
      if block.kind == .tableRow {
        while end < document.blocks.count, document.blocks[end].kind == .tableRow,
          document.blocks[end].table == block.table
        {
          end += 1
        }
      }
      units.append((index..<end).flatMap { pieces(of: $0, in: document) })
      index = end
    }
    return units
  }

  private func pieces(of index: Int, in document: Document) -> [Piece] {
    let block = document.blocks[index]
    let tokens = TokenEstimate.count(document.text[block.range])
    if tokens <= budget { return [Piece(block: index, range: block.range, tokens: tokens)] }
    var ends: [Int]
    switch block.kind {
    case .code, .tableRow: ends = lineEnds(document.text, block.range)
    default: ends = Sentences.ranges(in: document.text, block.range).dropFirst().map(\.lowerBound)
    }
    if ends.last != block.range.upperBound { ends.append(block.range.upperBound) }
    return pack(ends, block: index, range: block.range, text: document.text)
  }

  private func lineEnds(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    range.filter { text[$0] == 0x0a && $0 + 1 < range.upperBound }.map { $0 + 1 }
  }

  /// Packs stretches that end at `ends` into pieces under the budget.
  private func pack(_ ends: [Int], block: Int, range: Range<Int>, text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var start = range.lowerBound
    var last = start
    var tokens = 0
    func cut(at end: Int) {
      guard end > start else { return }
      pieces.append(
        Piece(block: block, range: start..<end, tokens: tokens, isContinuation: !pieces.isEmpty))
      start = end
      tokens = 0
    }
    for end in ends {
      let size = TokenEstimate.count(text[last..<end])
      if tokens + size > budget { cut(at: last) }
      if size > budget {
        for hardEnd in hardEnds(text, last..<end) {
          tokens = TokenEstimate.count(text[start..<hardEnd])
          cut(at: hardEnd)
        }
      } else {
        tokens += size
      }
      last = end
    }
    cut(at: range.upperBound)
    return pieces
  }

  /// Where a stretch that no sentence or line divides is cut: at white space under the budget, else
  /// between characters.
  private func hardEnds(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    var ends: [Int] = []
    var start = range.lowerBound
    while start < range.upperBound {
      // Most text has three bytes or more to a token; no byte is more than one.
      let reach = [3, 2, 1].map { min(range.upperBound, start + budget * $0) }
      var end = reach.first { TokenEstimate.count(text[start..<$0]) <= budget } ?? reach[2]
      if end < range.upperBound {
        let space = text[start..<end].lastIndex { $0 <= 0x20 }
        if let space, space > start { end = space + 1 }
        while end > start + 1, text[end] & 0xc0 == 0x80 { end -= 1 }
      }
      ends.append(end)
      start = end
    }
    return ends
  }

  // MARK: Chunks

  private func chunk(of pieces: [Piece], tokens: Int, ordinal: Int, in document: Document) -> Chunk {
    let range = pieces[0].range.lowerBound..<pieces[pieces.count - 1].range.upperBound
    var spanOfBlock: [Int: Int] = [:]
    var spans: [ChunkSpan] = []
    for piece in pieces {
      let block = document.blocks[piece.block]
      let shift = range.lowerBound
      let parts = block.parts.compactMap { part -> BlockPart? in
        let shared = part.range.clamped(to: piece.range)
        // A part that was cut is no term or cell any more.
        guard shared == part.range else { return nil }
        return BlockPart(
          role: part.role, range: shared.lowerBound - shift..<shared.upperBound - shift)
      }
      spanOfBlock[piece.block] = spans.count
      spans.append(
        ChunkSpan(
          kind: block.kind,
          range: piece.range.lowerBound - shift..<piece.range.upperBound - shift,
          depth: block.kind == .heading
            ? document.headingPath(ofSection: block.section).count - 1 : block.depth,
          number: block.number, list: block.list, table: block.table,
          owner: block.owner >= 0 ? spanOfBlock[block.owner] ?? -1 : -1,
          isContinuation: piece.isContinuation, parts: parts))
    }
    return Chunk(
      ordinal: ordinal, range: range, blocks: pieces[0].block..<pieces[pieces.count - 1].block + 1,
      headingPath: headingPath(of: pieces[0], in: document), tokenCount: tokens, spans: spans)
  }

  private func headingPath(of piece: Piece, in document: Document) -> [String] {
    let block = document.blocks[piece.block]
    var path = document.headingPath(ofSection: block.section)
    var terms: [String] = []
    var owner = block.owner
    while owner >= 0 {
      let term = document.blocks[owner].parts.first { $0.role == .term || $0.role == .question }
      if let term, term.range.count <= 120 { terms.insert(document.string(term.range), at: 0) }
      owner = document.blocks[owner].owner
    }
    path += terms
    return path
  }

  private func extend(_ chunks: inout [Chunk], by pieces: [Piece], in document: Document) {
    guard let last = chunks.popLast() else { return }
    var all = (last.blocks).map { Piece(block: $0, range: document.blocks[$0].range, tokens: 0) }
    all[0].range = max(all[0].range.lowerBound, last.range.lowerBound)..<all[0].range.upperBound
    all[0].isContinuation = last.spans[0].isContinuation
    all += pieces
    let tokens = pieces.reduce(last.tokenCount) { $0 + $1.tokens }
    chunks.append(chunk(of: all, tokens: tokens, ordinal: last.ordinal, in: document))
  }
}
