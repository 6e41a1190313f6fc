import Artifacts
import Questions
import Retrieval

/// Which group each question is of; questions of one group share a split.
///
/// Documents belong together when one question has oracles in both, or when oracles of theirs have
/// the same text: else a model would be tested on a passage that it was trained on. By near
/// duplicates or by links further documents are joined.
struct SplitGroups {
  /// The group of each candidate, from 0.
  private(set) var groups: [Int32] = []
  /// The hash by which each group goes into a split.
  private(set) var ranks: [UInt64] = []

  init(_ candidates: CandidateList, index: Index, options: DatasetOptions) throws {
    if options.splits.by == .question {
      groups = (0..<Int32(candidates.count)).map { $0 }
      ranks = candidates.entries.map(\.splitRank)
      return
    }
    var documents = DocumentGroups(count: try index.documents.count)
    var owners: [String: Int] = [:]
    var firsts: [Int32] = []
    firsts.reserveCapacity(candidates.count)
    for candidate in 0..<candidates.count {
      var first: Int?
      for oracle in candidates.oracles(of: candidate) {
        let document = try index.documentNumber(ofPassage: oracle)
        if let first { documents.join(first, document) }
        first = first ?? document
        let digest = try index.digest(ofPassage: oracle)
        if let owner = owners[digest] {
          documents.join(owner, document)
        } else {
          owners[digest] = document
        }
      }
      firsts.append(Int32(first ?? 0))
    }
    if options.splits.by == .nearDuplicate {
      try Self.joinTwins(candidates, index: index, options: options, &documents)
    }
    try number(firsts, &documents, index: index, options: options)
    if options.splits.by == .link {
      try joinLinked(candidates, firsts, index: index, options: options)
    }
  }

  /// Joins the documents of oracles that are nearly the same.
  private static func joinTwins(
    _ candidates: CandidateList, index: Index, options: DatasetOptions,
    _ documents: inout DocumentGroups
  ) throws {
    var seen: Set<Int> = []
    var buckets: [UInt64: [Int32]] = [:]
    func shingles(_ number: Int) throws -> Shingles {
      Shingles(NormalizedText(try index.passage(number: number).text))
    }
    for candidate in 0..<candidates.count {
      for oracle in candidates.oracles(of: candidate) where seen.insert(oracle).inserted {
        let mine = try shingles(oracle)
        var met: Set<Int32> = []
        for band in MinHash(mine.hashes).bands {
          met.formUnion(buckets[band] ?? [])
          // What many passages share is met by the first of them.
          if (buckets[band]?.count ?? 0) < 64 {
            buckets[band, default: []].append(Int32(oracle))
          }
        }
        let document = try index.documentNumber(ofPassage: oracle)
        for other in met.sorted() {
          let theirs = try index.documentNumber(ofPassage: Int(other))
          // Whether they are joined already is known without a look at their texts.
          guard documents.group(of: document) != documents.group(of: theirs),
            try shingles(Int(other)).resembles(mine, over: options.nearDuplicate)
          else { continue }
          documents.join(document, theirs)
        }
      }
    }
  }

  /// Numbers the groups of the candidates' documents, and gives each the hash of its name: the
  /// smallest URI, by bytes, of its documents.
  private mutating func number(
    _ firsts: [Int32], _ documents: inout DocumentGroups, index: Index, options: DatasetOptions
  ) throws {
    let hash = SeededHash(seed: options.seed)
    let all = try index.documents
    var numbers: [Int: Int32] = [:]
    var names: [String] = []
    for document in Set(firsts).sorted() {
      let root = documents.group(of: Int(document))
      let uri = all[Int(document)].uri
      if let number = numbers[root] {
        if uri.utf8.lexicographicallyPrecedes(names[Int(number)].utf8) { names[Int(number)] = uri }
      } else {
        numbers[root] = Int32(names.count)
        names.append(uri)
      }
    }
    groups = firsts.map { numbers[documents.group(of: Int($0))]! }
    ranks = names.map { hash.rank("split", $0) }
  }

  /// Makes clusters of the groups whose oracles link to one another.
  private mutating func joinLinked(
    _ candidates: CandidateList, _ firsts: [Int32], index: Index, options: DatasetOptions
  ) throws {
    var sizes = [Int](repeating: 0, count: ranks.count)
    var groupOf: [Int: Int] = [:]
    for (candidate, group) in groups.enumerated() {
      sizes[Int(group)] += 1
      for oracle in candidates.oracles(of: candidate) {
        groupOf[try index.documentNumber(ofPassage: oracle)] = Int(group)
      }
    }
    let ids = Dictionary(
      uniqueKeysWithValues: try index.documents.enumerated().map { ($1.id, $0) })
    var links: [(Int, Int)] = []
    for (document, group) in groupOf.sorted(by: { $0.key < $1.key }) {
      for passage in try index.passages(in: index.documents[document].passages) {
        for target in try index.documents(linkedFrom: passage) {
          if let other = ids[target.id].flatMap({ groupOf[$0] }) { links.append((group, other)) }
        }
      }
    }
    let shares = [options.splits.validation, options.splits.test].filter { $0 > 0 }
    let quota = SplitPlan.quota(shares.min() ?? 1, of: candidates.count)
    let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    let labels = LinkClusters.clusters(
      links: links, sizes: sizes, limit: max(1, quota), order: order)
    groups = groups.map { Int32(labels[Int($0)]) }
  }
}
