import Artifacts

/// What is known of a corpus as a whole before its files are read.
public struct CorpusSurvey: Sendable {
  let repeated: RepeatedBlocks?
  /// What the pages of each site repeat, as a digest; sites that repeat nothing are left out. A file
  /// is read differently when the digest of its site changes.
  public let sites: [String: String]

  init(repeated: RepeatedBlocks?) {
    self.repeated = repeated
    sites = repeated?.digests ?? [:]
  }

  /// The site of a file: the folder directly below the corpus; empty for files beside it.
  public static func site(of uri: String) -> String { RepeatedBlocks.site(of: uri) }
}

extension Array {
  /// The elements in groups of at most `size`, in order.
  func batches(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
