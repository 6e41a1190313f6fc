/// A link of the running text to another file, as its source writes it.
public struct Link: Sendable, Hashable {
  /// What `Document.linkTargets` says of it.
  enum Kind: Sendable {
    /// A relative reference (RFC 3986, section 4.2), without query and fragment.
    case reference
    /// The title of another record of the same file, as wikis link.
    case title
  }

  /// The UTF-8 offset in the document's text at which its text begins; of a link without text where
  /// the text goes on, or the last character of its block.
  public var offset: Int
  var kind: Kind
  /// Offsets in the document's `linkTargets`.
  var target: Range<Int>

  /// At most so many links of a block are kept: more are an index and no running text.
  static let mostInBlock = 64
  /// A longer target, in bytes, is no file's.
  static let longestTarget = 2_048
}

/// Where a link leads, as far as its document can tell: there may be no such document.
public enum LinkTarget: Sendable, Hashable {
  /// The URI of a file of the corpus, or of a folder, which ends with `/` or is empty.
  case uri(String)
  /// The title of a record of a file, whose URI is `file`.
  case title(String, file: String)
}

extension Document {
  /// The URI of a document's file: of a record it is what stands before the `#`, which no name of a
  /// file has in a URI.
  public static func fileURI(of uri: String) -> String {
    uri.utf8.firstIndex(of: UInt8(ascii: "#")).map { String(uri[..<$0]) } ?? uri
  }

  /// The indices of the links that begin in a range of the text.
  func links(in range: Range<Int>) -> Range<Int> {
    if links.isEmpty { return 0..<0 }
    let first = firstLink(at: range.lowerBound)
    return first..<max(first, firstLink(at: range.upperBound))
  }

  /// The index of the first link at or after an offset.
  private func firstLink(at offset: Int) -> Int {
    var (low, high) = (0, links.count)
    while low < high {
      let middle = (low + high) / 2
      if links[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What stands in the source for where a link leads.
  public func target(of link: Link) -> String {
    String(decoding: linkTargets[link.target], as: UTF8.self)
  }

  /// Where the links of a chunk lead, in order of appearance, each target once. References to the
  /// document itself, and those that no file can have, are left out.
  public func linkTargets(of chunk: Chunk) -> [LinkTarget] {
    if chunk.links.isEmpty { return [] }
    let file = Self.fileURI(of: uri)
    var targets: [LinkTarget] = []
    for link in links[chunk.links] {
      let target: LinkTarget
      switch link.kind {
      case .title:
        let title = self.target(of: link)
        if title == self.title { continue }
        target = .title(title, file: file)
      case .reference:
        guard let uri = LinkReference.resolve(linkTargets[link.target], against: file),
          uri != file
        else { continue }
        target = .uri(uri)
      }
      if !targets.contains(target) { targets.append(target) }
    }
    return targets
  }
}
