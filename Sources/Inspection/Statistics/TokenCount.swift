import Documents

/// The estimate of tokens that inspection reports: the one that chunks are budgeted with.
enum TokenCount {
  static func estimate(_ text: String) -> Int { TokenEstimate.count(text) }
}
