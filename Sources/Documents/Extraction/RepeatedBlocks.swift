/// The blocks that many pages of one site begin or end with: footers, notices, "Share this".
///
/// Found in a sample of each site's pages before the corpus is read. A block counts by the digest
/// of its letters, in lower case; digits are passed over, since footers hold years. It is
/// boilerplate where at least `leastPages` and `leastShare` of the sampled pages have it at their
/// edge, and it is dropped from a page only as part of the run of such blocks that the page begins
/// or ends with: a sentence that every page has in its middle stays. So do listings, tables,
/// definitions and the title, and a page that consists of such blocks alone (copies of one page).
struct RepeatedBlocks: Sendable {
  static let leastPages = 5
  static let leastShare = 0.3
  /// How far from its first or last block a page's edge goes, in blocks.
  static let edge = 24

  /// Digests by site.
  private var digests: [String: Set<UInt64>] = [:]

  var isEmpty: Bool { digests.isEmpty }

  /// The folder directly below the corpus; empty for files beside it.
  static func site(of uri: String) -> String {
    let path = uri.prefix { $0 != "#" }
    return path.firstIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// Counts pages one after another; the order does not matter.
  struct Counter {
    private var counts: [String: [UInt64: Int]] = [:]
    private var pages: [String: Int] = [:]

    mutating func add(_ digests: Set<UInt64>, site: String) {
      pages[site, default: 0] += 1
      for digest in digests { counts[site, default: [:]][digest, default: 0] += 1 }
    }

    func finish() -> RepeatedBlocks {
      var found = RepeatedBlocks()
      for (site, counts) in counts {
        let share = RepeatedBlocks.leastShare * Double(pages[site] ?? 0)
        let least = max(RepeatedBlocks.leastPages, Int(share.rounded(.up)))
        let repeated = counts.filter { $0.value >= least }
        if !repeated.isEmpty { found.digests[site] = Set(repeated.keys) }
      }
      return found
    }
  }

  /// The digests of the blocks at the edges of a document.
  static func edges(of document: Document) -> Set<UInt64> {
    var found: Set<UInt64> = []
    let count = document.blocks.count
    for (index, block) in document.blocks.enumerated() where index < edge || index >= count - edge {
      guard mayRepeat(block.kind) else { continue }
      if let digest = digest(document.text[block.range]) { found.insert(digest) }
    }
    return found
  }

  /// Leaves the repeated blocks at the head and foot of a page out; returns how many.
  func dropEdges(of builder: DocumentBuilder, site: String, from keep: inout [Bool]) -> Int {
    guard let digests = digests[site] else { return 0 }
    let kept = keep.indices.filter { keep[$0] }
    let isRepeated: (Int) -> Bool = { index in
      let block = builder.blocks[index]
      guard Self.mayRepeat(block.kind) else { return false }
      return Self.digest(builder.text[block.range]).map { digests.contains($0) } ?? false
    }
    let head = kept.prefix(Self.edge).prefix(while: isRepeated)
    let rest = kept.dropFirst(head.count)
    let foot = Array(rest.reversed().prefix(Self.edge).prefix(while: isRepeated))
    let middle = rest.dropLast(foot.count)
    guard middle.contains(where: { builder.blocks[$0].kind != .heading }) else { return 0 }
    for index in head { keep[index] = false }
    for index in foot { keep[index] = false }
    return head.count + foot.count
  }

  private static func mayRepeat(_ kind: BlockKind) -> Bool {
    switch kind {
    case .heading, .paragraph, .listItem, .quotation: true
    case .code, .definition, .tableRow, .questionAnswer: false
    }
  }

  /// FNV-1a over the letters of a text; nil where it has none.
  private static func digest(_ text: ArraySlice<UInt8>) -> UInt64? {
    var hash = WordHash()
    for byte in text {
      let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      if lower >= 0x80 || lower >= 0x61 && lower <= 0x7a { hash.add(lower) }
    }
    return hash.isEmpty ? nil : hash.value
  }
}
