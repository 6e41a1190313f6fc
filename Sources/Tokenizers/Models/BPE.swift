/// Byte-pair encoding (Sennrich, Haddow, Birch 2016) over characters or bytes.
///
/// A piece that is a token which its own merges lead to is found at once; others are merged, lowest
/// rank first and leftmost among equals, by scanning while they are short and with a heap beyond.
struct BPE: Sendable {
  private var table: TokenTable
  private let merges: MergeTable
  /// Tokens of the 256 bytes, for byte-level models and `byte_fallback`; -1 where there is none.
  private let byteTokens: [Int32]
  private let isByteLevel: Bool
  private let fallsBackToBytes: Bool
  /// Takes the place of characters that are no token; -1 leaves them out.
  private let unknown: Int32
  private let fusesUnknown: Bool
  /// Whether a token is what its own text is merged to, by id.
  private var isWhole: [Bool] = []
  /// With ▁ for a space in the text itself: pieces may be cut before it without changing a merge.
  private let mark: [UInt8]
  private let neighbours: Neighbours?

  /// Pieces of more symbols than this are merged with a heap.
  private static let longestScan = 48

  init(definition: BPEDefinition) {
    table = definition.table
    merges = definition.merges
    byteTokens = definition.byteTokens
    isByteLevel = definition.isByteLevel
    fallsBackToBytes = definition.fallsBackToBytes
    unknown = definition.unknown
    fusesUnknown = definition.fusesUnknown
    mark = definition.cutMark
    neighbours = definition.neighbours
    if definition.ignoresMerges {
      isWhole = [Bool](repeating: true, count: definition.size)
      return
    }
    var whole = [Bool](repeating: false, count: definition.size)
    var symbols: [Int32] = []
    for (id, token) in definition.tokens {
      token.withUnsafeBufferPointer {
        symbols.removeAll(keepingCapacity: true)
        merge($0, 0..<$0.count, &symbols)
        whole[Int(id)] = symbols.count == 1 && symbols[0] == id
      }
    }
    isWhole = whole
  }

  /// Appends the tokens of a piece.
  ///
  /// - Parameter memory: the slots of a `MergeMemory` of this model's, or nil.
  func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [Int32],
    memory: UnsafeMutableRawPointer? = nil
  ) {
    if mark.isEmpty && neighbours == nil {
      encodeUncut(bytes, range, &ids, memory)
      return
    }
    var start = range.lowerBound
    var index = start + 1
    while index < range.upperBound {
      let byte = bytes[index]
      // Not inside of a character, nor between neighbours.
      if byte & 0xc0 != 0x80,
        neighbours.map({ !$0.contains(bytes[index - 1], byte) }) ?? false
          || begins(bytes, index, after: start, range.upperBound)
      {
        encodeUncut(bytes, start..<index, &ids, memory)
        start = index
      }
      index += 1
    }
    if start < range.upperBound { encodeUncut(bytes, start..<range.upperBound, &ids, memory) }
  }

  /// Whether a mark stands here behind something else, and so begins a stretch of its own.
  @inline(__always)
  private func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, after start: Int, _ end: Int
  ) -> Bool {
    !mark.isEmpty && bytes[index] == mark[0] && isMark(bytes, index, end)
      && !(index - start >= mark.count && isMark(bytes, index - mark.count, index))
  }

  @inline(__always)
  private func isMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    guard index + mark.count <= end else { return false }
    for offset in mark.indices where bytes[index + offset] != mark[offset] { return false }
    return true
  }

  @inline(__always)
  private func encodeUncut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [Int32],
    _ memory: UnsafeMutableRawPointer?
  ) {
    guard range.count <= max(table.longest, MergeMemory.longest) else {
      merge(bytes, range, &ids)
      return
    }
    let hash = TokenTable.hash(bytes, range)
    let id = table.id(bytes, range, hash: hash)
    if id >= 0 && isWhole[Int(id)] {
      ids.append(id)
    } else if let memory, range.count <= MergeMemory.longest {
      if MergeMemory.append(bytes, range, hash: hash, in: memory, to: &ids) { return }
      let first = ids.count
      merge(bytes, range, &ids)
      MergeMemory.keep(bytes, range, hash: hash, in: memory, ids: ids[first...])
    } else {
      merge(bytes, range, &ids)
    }
  }

  // MARK: Merging

  private func merge(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [Int32]
  ) {
    let first = ids.count
    appendSymbols(bytes, range, &ids)
    let count = ids.count - first
    if count < 2 { return }
    if count > Self.longestScan {
      var symbols = Array(ids[first...])
      mergeWithHeap(&symbols)
      ids.removeSubrange(first...)
      ids.append(contentsOf: symbols)
      return
    }
    let left = withUnsafeTemporaryAllocation(of: MergeTable.Merge.self, capacity: count) { ranks in
      ids.withUnsafeMutableBufferPointer {
        mergeByScan(UnsafeMutableBufferPointer(rebasing: $0[first...]), ranks)
      }
    }
    ids.removeLast(count - left)
  }

  /// Merges in place; returns how many symbols are left at the front.
  private func mergeByScan(
    _ symbols: UnsafeMutableBufferPointer<Int32>,
    _ ranks: UnsafeMutableBufferPointer<MergeTable.Merge>
  ) -> Int {
    var count = symbols.count
    for index in 0..<count - 1 { ranks[index] = merges.find(symbols[index], symbols[index + 1]) }
    while count > 1 {
      var best = 0
      for index in 1..<count - 1 where ranks[index].rank < ranks[best].rank { best = index }
      guard ranks[best].rank != .max else { break }
      symbols[best] = ranks[best].id
      var index = best + 1
      while index < count - 1 {
        symbols[index] = symbols[index + 1]
        ranks[index] = ranks[index + 1]
        index += 1
      }
      count -= 1
      if best < count - 1 { ranks[best] = merges.find(symbols[best], symbols[best + 1]) }
      if best > 0 { ranks[best - 1] = merges.find(symbols[best - 1], symbols[best]) }
    }
    return count
  }

  private func mergeWithHeap(_ symbols: inout [Int32]) {
    var previous = symbols.indices.map { $0 - 1 }
    var next = symbols.indices.map { $0 + 1 }
    let end = symbols.count
    var heap = MergeHeap()
    func push(_ left: Int, _ symbols: [Int32]) {
      guard left >= 0, next[left] < end else { return }
      let merge = merges.find(symbols[left], symbols[next[left]])
      if merge.rank != .max { heap.push(rank: merge.rank, place: left, id: merge.id) }
    }
    for index in 0..<end - 1 { push(index, symbols) }
    while let top = heap.pop() {
      let left = top.place
      guard symbols[left] >= -1, next[left] < end, previous[left] != Self.gone else { continue }
      // The neighbours may have changed since.
      let merge = merges.find(symbols[left], symbols[next[left]])
      guard merge.rank == top.rank, merge.id == top.id else { continue }
      let right = next[left]
      symbols[left] = merge.id
      next[left] = next[right]
      previous[right] = Self.gone
      if next[left] < end { previous[next[left]] = left }
      push(previous[left], symbols)
      push(left, symbols)
    }
    var result: [Int32] = []
    var index = 0
    while index < end {
      result.append(symbols[index])
      index = next[index]
    }
    symbols = result
  }

  /// In place of a neighbour: the symbol was merged into the one before it.
  private static let gone = -2

  /// Appends a token for each byte or character.
  private func appendSymbols(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [Int32]
  ) {
    if isByteLevel {
      for byte in bytes[range] {
        let id = byteTokens[Int(byte)]
        if id >= 0 { ids.append(id) } else if unknown >= 0 { ids.append(unknown) }
      }
      return
    }
    var wasUnknown = false
    var index = range.lowerBound
    while index < range.upperBound {
      let end = min(index + UTF8Scalar.width(bytes[index]), range.upperBound)
      let id = table.id(bytes, index..<end)
      if id >= 0 {
        ids.append(id)
        wasUnknown = false
      } else if fallsBackToBytes {
        for byte in bytes[index..<end] { ids.append(byteTokens[Int(byte)]) }
        wasUnknown = false
      } else if unknown >= 0 {
        if !(wasUnknown && fusesUnknown) { ids.append(unknown) }
        wasUnknown = true
      }
      index = end
    }
  }
}
