/// Groups of documents that must share a split: union-find with path halving and union by size.
///
/// Two documents belong together when one question has oracles in both, or when oracles of theirs
/// have the same text: else a model would be tested on a passage that it was trained on.
struct DocumentGroups {
  private var parents: [Int] = []
  private var sizes: [Int] = []
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  /// The first document that was seen with an oracle of this digest.
  private var owners: [String: Int] = [:]

  /// Adds a question's oracles: the URI of each one's document and the digest of its text.
  mutating func add(_ oracles: [(uri: String, digest: String)]) {
    var first: Int?
    for oracle in oracles {
      let document = number(of: oracle.uri)
      if let first { join(first, document) }
      first = first ?? document
      if let owner = owners[oracle.digest] {
        join(owner, document)
      } else {
        owners[oracle.digest] = document
      }
    }
  }

  /// The smallest URI, by bytes, in the group of a document that was added: the group's name.
  mutating func name(of uri: String) -> String {
    names[root(number(of: uri))]
  }

  private mutating func number(of uri: String) -> Int {
    if let number = numbers[uri] { return number }
    let number = parents.count
    parents.append(number)
    sizes.append(1)
    names.append(uri)
    numbers[uri] = number
    return number
  }

  private mutating func root(_ number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  private mutating func join(_ first: Int, _ second: Int) {
    var (large, small) = (root(first), root(second))
    if large == small { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = large
    sizes[large] += sizes[small]
    if names[small].utf8.lexicographicallyPrecedes(names[large].utf8) {
      names[large] = names[small]
    }
  }
}
