/// Groups of documents that must share a split: union-find with path halving and union by size.
struct DocumentGroups: Sendable {
  private var parents: [Int32]
  private var sizes: [Int32]

  /// Each of `count` documents in a group of its own.
  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
    sizes = [Int32](repeating: 1, count: count)
  }

  /// The number of a document's group: that of one of its documents.
  mutating func group(of document: Int) -> Int {
    var number = Int32(document)
    while parents[Int(number)] != number {
      parents[Int(number)] = parents[Int(parents[Int(number)])]
      number = parents[Int(number)]
    }
    return Int(number)
  }

  mutating func join(_ first: Int, _ second: Int) {
    var (large, small) = (group(of: first), group(of: second))
    if large == small { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = Int32(large)
    sizes[large] += sizes[small]
  }
}
