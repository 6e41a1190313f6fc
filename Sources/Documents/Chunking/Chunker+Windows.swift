/// The strategies `sentences` and `fixed`: windows over small stretches of text, with overlap.
///
/// - Windows run across blocks, and each begins with the last stretches of the one before it, as
///   many as fit the overlap and leave room for a new one.
/// - A window does not end with a heading unless the document does, or it consists of headings.
/// - Every byte of block text lies in a chunk. Only a single stretch that cannot be divided, such as
///   a character of many tokens, exceeds the budget.
extension Chunker {
  /// The sentences of a document with the white space behind them; of listings and tables the lines.
  func sentenceAtoms(of document: Document) -> [Piece] {
    atoms(of: document) { block in
      switch block.kind {
      case .code, .tableRow: return lineEnds(document.text, block.range)
      default:
        return Sentences.ranges(in: document.text, block.range).dropFirst().map(\.lowerBound)
      }
    }
  }

  /// The words of a document with the white space behind them.
  func wordAtoms(of document: Document) -> [Piece] {
    atoms(of: document) { block in
      var ends: [Int] = []
      var wasSpace = false
      for index in block.range {
        let isSpace = document.text[index] <= 0x20
        if wasSpace && !isSpace && index > block.range.lowerBound { ends.append(index) }
        wasSpace = isSpace
      }
      return ends
    }
  }

  /// Cuts blocks at the places that `cuts` gives, and stretches over the budget at white space.
  private func atoms(of document: Document, cuts: (Block) -> [Int]) -> [Piece] {
    var atoms: [Piece] = []
    for (index, block) in document.blocks.enumerated() {
      var start = block.range.lowerBound
      for end in cuts(block) + [block.range.upperBound] where end > start {
        let tokens = counter.count(document.text[start..<end])
        let ends = tokens <= budget ? [end] : hardEnds(document.text, start..<end)
        for end in ends {
          atoms.append(
            Piece(
              block: index, range: start..<end,
              tokens: ends.count == 1 ? tokens : counter.count(document.text[start..<end]),
              isContinuation: start > block.range.lowerBound))
          start = end
        }
      }
    }
    return atoms
  }

  /// Packs atoms into overlapping windows under the budget.
  func windowChunks(of document: Document, atoms: [Piece]) -> [Chunk] {
    var chunks: [Chunk] = []
    var start = 0
    var end = 0
    while end < atoms.count {
      let new = end
      var tokens = 0
      for index in start..<end { tokens += cost(of: atoms, index, after: start, document) }
      // What is repeated gives way to what is new.
      while start < new, tokens + cost(of: atoms, new, after: start, document) > budget {
        tokens -= cost(of: atoms, start, after: start, document)
        start += 1
      }
      repeat {
        tokens += cost(of: atoms, end, after: start, document)
        end += 1
      } while end < atoms.count
        && tokens + cost(of: atoms, end, after: start, document) <= budget
      if !counter.addsUp {
        // The sum of the parts was too low.
        while end > new + 1, count(atoms[start..<end], document) > budget { end -= 1 }
      }
      if end < atoms.count {
        var last = end
        while last > new + 1, isHeading(atoms[last - 1], document) { last -= 1 }
        if !isHeading(atoms[last - 1], document) { end = last }
      }
      let pieces = merged(atoms[start..<end])
      chunks.append(chunk(of: pieces[...], ordinal: chunks.count, in: document))
      let previous = start
      start = end
      var repeated = 0
      while start > max(previous + 1, 0), repeated + atoms[start - 1].tokens <= overlap {
        start -= 1
        repeated += atoms[start].tokens
      }
    }
    return chunks
  }

  private func isHeading(_ atom: Piece, _ document: Document) -> Bool {
    document.blocks[atom.block].kind == .heading
  }

  /// The tokens of an atom in a window, with the line breaks before it.
  private func cost(
    of atoms: [Piece], _ index: Int, after start: Int, _ document: Document
  ) -> Int {
    let beginsBlock = index > start && atoms[index].block != atoms[index - 1].block
    guard beginsBlock else { return atoms[index].tokens }
    let gap = atoms[index - 1].range.upperBound..<atoms[index].range.lowerBound
    return atoms[index].tokens + counter.count(document.text[gap])
  }

  private func count(_ atoms: ArraySlice<Piece>, _ document: Document) -> Int {
    let first = atoms[atoms.startIndex].range.lowerBound
    return counter.count(document.text[first..<atoms[atoms.endIndex - 1].range.upperBound])
  }

  /// Puts neighbours of the same block together, so that a chunk has one span for each block.
  private func merged(_ atoms: ArraySlice<Piece>) -> [Piece] {
    var pieces: [Piece] = []
    for atom in atoms {
      if let last = pieces.last, last.block == atom.block {
        pieces[pieces.count - 1].range = last.range.lowerBound..<atom.range.upperBound
        pieces[pieces.count - 1].tokens += atom.tokens
      } else {
        pieces.append(atom)
      }
    }
    return pieces
  }
}
