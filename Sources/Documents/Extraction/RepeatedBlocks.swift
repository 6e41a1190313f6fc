import Artifacts

/// The blocks that many pages of one site begin or end with: footers, notices, "Share this".
///
/// Found in a sample of each site's pages before the corpus is read: a run of blocks from the first
/// or the last of a page inwards is boilerplate where at least `leastPages` and `leastShare` of the
/// sampled pages begin or end with that same run. So a sentence that every page has in its middle
/// stays, and so does "New in version 3.9." at the end of some. Blocks are compared by their letters
/// and digits, in lower case, without the years that footers hold. Listings, tables, definitions
/// and the title end a run. Copies of one page count once, and a page of which nothing would be left
/// keeps all.
struct RepeatedBlocks: Sendable {
  static let leastPages = 5
  static let leastShare = 0.3
  /// The longest run, in blocks.
  static let longestRun = 16

  /// The ends of a page, from where runs go inwards.
  private enum End: UInt8 {
    case head = 1
    case foot = 2
  }

  /// Digests of runs by site.
  private var runs: [String: Set<UInt64>] = [:]

  var isEmpty: Bool { runs.isEmpty }

  /// For each site a digest of its runs.
  var digests: [String: String] {
    runs.mapValues { runs in
      Digest(of: runs.sorted().map { String($0, radix: 16) }.joined(separator: " ")).hex
    }
  }

  /// The folder directly below the corpus; empty for files beside it.
  static func site(of uri: String) -> String {
    let path = uri.prefix { $0 != "#" }
    return path.firstIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// What is known of a page of the sample.
  struct Page: Sendable {
    var site: String
    /// Of title and text.
    var digest: Digest
    /// Digests of the runs of every length that it begins and ends with.
    var runs: [UInt64]

    init(_ document: Document) {
      site = RepeatedBlocks.site(of: document.uri)
      digest = document.digest
      let indices = Array(document.blocks.indices)
      let hash: (Int) -> UInt64? = { index in
        let block = document.blocks[index]
        return RepeatedBlocks.hash(block.kind, document.text[block.range])
      }
      runs =
        RepeatedBlocks.runs(from: .head, indices.lazy.map(hash))
        + RepeatedBlocks.runs(from: .foot, indices.reversed().lazy.map(hash))
    }
  }

  /// Counts pages one after another; the order does not matter.
  struct Counter {
    private var counts: [String: [UInt64: Int]] = [:]
    private var pages: [String: Set<Digest>] = [:]

    mutating func add(_ page: Page) {
      guard pages[page.site, default: []].insert(page.digest).inserted else { return }
      for run in page.runs { counts[page.site, default: [:]][run, default: 0] += 1 }
    }

    func finish() -> RepeatedBlocks {
      var found = RepeatedBlocks()
      for (site, counts) in counts {
        let share = RepeatedBlocks.leastShare * Double(pages[site]?.count ?? 0)
        let least = max(RepeatedBlocks.leastPages, Int(share.rounded(.up)))
        let repeated = counts.filter { $0.value >= least }
        if !repeated.isEmpty { found.runs[site] = Set(repeated.keys) }
      }
      return found
    }
  }

  /// Leaves the repeated blocks at the head and foot of a page out; returns how many.
  func dropEdges(of builder: DocumentBuilder, site: String, from keep: inout [Bool]) -> Int {
    guard let known = runs[site] else { return 0 }
    let kept = keep.indices.filter { keep[$0] }
    let hash: (Int) -> UInt64? = { index in
      Self.hash(builder.blocks[index].kind, builder.text[builder.blocks[index].range])
    }
    let head = Self.runs(from: .head, kept.lazy.map(hash)).prefix { known.contains($0) }.count
    let foot = Self.runs(from: .foot, kept.reversed().lazy.map(hash))
      .prefix { known.contains($0) }.count
    guard head + foot > 0,
      kept.dropFirst(head).dropLast(foot).contains(where: { builder.blocks[$0].kind != .heading })
    else { return 0 }
    for index in kept.prefix(head) + kept.suffix(foot) { keep[index] = false }
    return head + foot
  }

  /// The digests of the runs of one block, of two, …, that `hashes` begin with.
  private static func runs(from end: End, _ hashes: some Sequence<UInt64?>) -> [UInt64] {
    var found: [UInt64] = []
    var run = WordHash()
    run.add(end.rawValue)
    for hash in hashes.prefix(longestRun) {
      guard let hash else { break }
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        run.add(UInt8(truncatingIfNeeded: hash >> shift))
      }
      found.append(run.value)
    }
    return found
  }

  /// A block's letters and digits; nil where it is none that repeats.
  private static func hash(_ kind: BlockKind, _ text: ArraySlice<UInt8>) -> UInt64? {
    switch kind {
    case .heading, .paragraph, .listItem, .quotation: break
    case .code, .definition, .tableRow, .questionAnswer: return nil
    }
    var hash = WordHash()
    var number: [UInt8] = []
    for byte in text {
      let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      if lower >= 0x30 && lower <= 0x39 {
        number.append(lower)
        continue
      }
      add(number, to: &hash)
      number.removeAll(keepingCapacity: true)
      if lower >= 0x80 || lower >= 0x61 && lower <= 0x7a { hash.add(lower) }
    }
    add(number, to: &hash)
    return hash.isEmpty ? nil : hash.value
  }

  /// Adds a number unless it is a year.
  private static func add(_ number: [UInt8], to hash: inout WordHash) {
    let isYear = number.count == 4 && (number.starts(with: [0x31, 0x39]) || number[0] == 0x32)
    if !isYear { for digit in number { hash.add(digit) } }
  }
}
