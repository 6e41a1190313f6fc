/// Cuts a document into chunks: consecutive blocks under a token budget.
///
/// - A chunk ends where the next block would exceed the budget, and at a heading once it holds the
///   smallest share of the budget; headings never end a chunk but begin the next one.
/// - The rows of a table stay together, as does a listing: either is split only where it alone
///   exceeds the budget, at row or line ends (a row or line over the budget at white space). Other
///   blocks over the budget are split between sentences, and a sentence over it at white space.
/// - A chunk exceeds the budget only by headings: those that it begins with, and those that end the
///   document. More headings in a row than the budget holds make a chunk of their own; no other
///   chunk consists of headings only, unless the document does.
/// - Every byte of block text lies in exactly one chunk, and a chunk's text is a range of the
///   document's text: nothing is added or changed.
///
/// That is the strategy `blocks`; `ChunkingStrategy` names the others.
public struct Chunker: Sendable {
  let budget: Int
  let overlap: Int
  let counter: TokenCounter
  private let smallest: Int
  private let strategy: ChunkingStrategy

  /// - Parameter counter: what the budget is measured with. An estimate adds up; with a tokenizer a
  ///   chunk of several blocks may exceed the budget by a token for each joint.
  public init(options: DocumentsOptions, counter: TokenCounter = .estimate) {
    budget = max(16, options.chunkTokens)
    overlap = min(max(0, options.overlap), budget / 2)
    strategy = ChunkingStrategy(rawValue: options.chunking) ?? .blocks
    // A section ends at each heading, however small it is.
    smallest = strategy == .section ? 0 : Int(Double(budget) * options.smallestChunk)
    self.counter = counter
  }

  /// A block or a piece of one, with its tokens.
  struct Piece {
    var block: Int
    var range: Range<Int>
    var tokens: Int
    var isContinuation = false
  }

  /// What stays together where it can: a block, a whole table, or a piece of what exceeds the budget.
  private struct Unit {
    /// Indices of its pieces: all pieces of a document lie in one array, in order.
    var pieces: Range<Int>
    var isHeading = false
    /// With the line breaks inside.
    var tokens: Int
  }

  /// What a chunk is collected in: pieces that follow each other.
  private struct Open {
    var pieces = 0..<0
    var tokens = 0
    /// The tokens of the headings at the end.
    var headingTokens = 0
    var headings = 0

    var holdsOnlyHeadings: Bool { headings == pieces.count }
  }

  /// The chunks of a document, in order.
  public func chunks(of document: Document) -> [Chunk] {
    switch strategy {
    case .blocks, .section: blockChunks(of: document)
    case .sentences: windowChunks(of: document, atoms: sentenceAtoms(of: document))
    case .fixed: windowChunks(of: document, atoms: wordAtoms(of: document))
    }
  }

  private func blockChunks(of document: Document) -> [Chunk] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(document.blocks.count)
    var cut: [Range<Int>] = []
    var open = Open()
    for unit in units(of: document, pieces: &pieces) {
      // The line break before it counts, too.
      let size = unit.tokens + (open.pieces.isEmpty ? 0 : 2)
      let isFull: Bool
      if unit.isHeading {
        isFull =
          open.holdsOnlyHeadings ? open.tokens + size > budget : open.tokens >= smallest
      } else {
        isFull = open.tokens + size > budget && !open.holdsOnlyHeadings
      }
      if isFull { flush(&open, into: &cut, keepsHeadings: !open.holdsOnlyHeadings) }
      open.tokens += open.pieces.isEmpty ? unit.tokens : unit.tokens + 2
      open.pieces = open.pieces.lowerBound..<unit.pieces.upperBound
      open.headings = unit.isHeading ? open.headings + 1 : 0
      open.headingTokens = unit.isHeading ? open.headingTokens + unit.tokens + 2 : 0
    }
    if open.holdsOnlyHeadings, let last = cut.popLast() {
      cut.append(last.lowerBound..<open.pieces.upperBound)
    } else if !open.pieces.isEmpty {
      cut.append(open.pieces)
    }
    return cut.enumerated().map { chunk(of: pieces[$1], ordinal: $0, in: document) }
  }

  /// Ends a chunk; headings at its end go on into the next one.
  private func flush(_ open: inout Open, into cut: inout [Range<Int>], keepsHeadings: Bool) {
    var next = Open()
    let end = open.pieces.upperBound - (keepsHeadings ? open.headings : 0)
    next.pieces = end..<open.pieces.upperBound
    if keepsHeadings {
      next.headings = open.headings
      next.headingTokens = open.headingTokens
      next.tokens = open.headingTokens
    }
    cut.append(open.pieces.lowerBound..<end)
    open = next
  }

  // MARK: Pieces

  private func units(of document: Document, pieces: inout [Piece]) -> [Unit] {
    var units: [Unit] = []
    units.reserveCapacity(document.blocks.count)
    var index = 0
    while index < document.blocks.count {
      var end = index + 1
      let kind = document.blocks[index].kind
      if kind == .tableRow {
        let table = document.blocks[index].table
        while end < document.blocks.count, document.blocks[end].kind == .tableRow,
          document.blocks[end].table == table
        {
          end += 1
        }
      }
      let first = pieces.count
      for block in index..<end {
        let range = document.blocks[block].range
        pieces.append(
          Piece(block: block, range: range, tokens: counter.count(document.text[range])))
      }
      let tokens = tokens(of: pieces[first...], in: document)
      let isHeading = kind == .heading
      if tokens <= budget {
        units.append(Unit(pieces: first..<pieces.count, isHeading: isHeading, tokens: tokens))
      } else {
        pieces.removeSubrange(first...)
        for piece in (index..<end).flatMap({ self.pieces(of: $0, in: document) }) {
          pieces.append(piece)
          let place = pieces.count - 1
          units.append(Unit(pieces: place..<place + 1, isHeading: isHeading, tokens: piece.tokens))
        }
      }
      index = end
    }
    return units
  }

  /// The tokens from the first piece to the end of the last: those of the pieces and of what stands
  /// between them, where that is a line end, at which an estimate begins anew.
  private func tokens(of pieces: ArraySlice<Piece>, in document: Document) -> Int {
    // A tokenizer's counts do not add up.
    if !counter.addsUp, pieces.count > 1 {
      let (first, last) = (pieces[pieces.startIndex], pieces[pieces.endIndex - 1])
      return counter.count(document.text[first.range.lowerBound..<last.range.upperBound])
    }
    var tokens = 0
    var end = -1
    for piece in pieces {
      if end >= 0 {
        guard end < piece.range.lowerBound, document.text[end] == 0x0a else {
          let start = pieces[pieces.startIndex].range.lowerBound
          let range = start..<pieces[pieces.endIndex - 1].range.upperBound
          return counter.count(document.text[range])
        }
        tokens += counter.count(document.text[end..<piece.range.lowerBound])
      }
      tokens += piece.tokens
      end = piece.range.upperBound
    }
    return tokens
  }

  func pieces(of index: Int, in document: Document) -> [Piece] {
    let block = document.blocks[index]
    let tokens = counter.count(document.text[block.range])
    if tokens <= budget { return [Piece(block: index, range: block.range, tokens: tokens)] }
    var ends: [Int]
    switch block.kind {
    case .code, .tableRow: ends = lineEnds(document.text, block.range)
    default: ends = Sentences.ranges(in: document.text, block.range).dropFirst().map(\.lowerBound)
    }
    if ends.last != block.range.upperBound { ends.append(block.range.upperBound) }
    return pack(ends, block: index, range: block.range, text: document.text)
  }

  func lineEnds(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
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
      let size = counter.count(text[last..<end])
      if tokens + size > budget { cut(at: last) }
      if size > budget {
        for hardEnd in hardEnds(text, last..<end) {
          tokens = counter.count(text[start..<hardEnd])
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
  func hardEnds(_ text: [UInt8], _ range: Range<Int>) -> [Int] {
    var ends: [Int] = []
    var start = range.lowerBound
    while start < range.upperBound {
      // Most text has three bytes or more to a token; no byte is more than one.
      let reach = [3, 2, 1].map { min(range.upperBound, start + budget * $0) }
      var end = reach.first { counter.count(text[start..<$0]) <= budget } ?? reach[2]
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

  func chunk(
    of pieces: ArraySlice<Piece>, ordinal: Int, in document: Document
  ) -> Chunk {
    let (first, last) = (pieces[pieces.startIndex], pieces[pieces.endIndex - 1])
    let range = first.range.lowerBound..<last.range.upperBound
    return Chunk(
      ordinal: ordinal, range: range, blocks: first.block..<last.block + 1,
      headingPath: headingPath(of: first, in: document),
      tokenCount: tokens(of: pieces, in: document),
      spans: pieces.map { span(of: $0, among: pieces, in: document) },
      links: document.links(in: range))
  }

  private func span(
    of piece: Piece, among pieces: ArraySlice<Piece>, in document: Document
  ) -> ChunkSpan {
    let block = document.blocks[piece.block]
    let shift = pieces[pieces.startIndex].range.lowerBound
    var parts: [BlockPart] = []
    parts.reserveCapacity(block.parts.count)
    // A part that was cut is no term or cell any more.
    for part in block.parts where part.range.clamped(to: piece.range) == part.range {
      let range = part.range.lowerBound - shift..<part.range.upperBound - shift
      parts.append(BlockPart(role: part.role, range: range))
    }
    let owner = block.owner < 0 ? nil : pieces.firstIndex { $0.block == block.owner }
    return ChunkSpan(
      kind: block.kind,
      range: piece.range.lowerBound - shift..<piece.range.upperBound - shift,
      depth: block.kind == .heading
        ? max(0, document.headingDepth(ofSection: block.section) - 1) : block.depth,
      number: block.number, list: block.list, table: block.table,
      owner: owner.map { $0 - pieces.startIndex } ?? -1,
      isContinuation: piece.isContinuation, parts: parts)
  }

  /// How many owners of owners lend their terms to a heading path.
  private static let ownerLimit = 16

  private func headingPath(of piece: Piece, in document: Document) -> [String] {
    let block = document.blocks[piece.block]
    var terms: [String] = []
    var owner = block.owner
    for _ in 0..<Self.ownerLimit where owner >= 0 {
      let term = document.blocks[owner].parts.first { $0.role == .term || $0.role == .question }
      if let term, term.range.count <= 120 {
        terms.append(document.string(term.range).split(separator: "\n").joined(separator: ", "))
      }
      owner = document.blocks[owner].owner
    }
    return document.headingPath(ofSection: block.section) + terms.reversed()
  }
}
