extension RowRecord {
  private static let (begin, end) = ("<DOCUMENT>", "</DOCUMENT>")

  /// The row with its passages and its question taken from the prompt, where it tells them no other
  /// way: passages stand there between `<DOCUMENT>` and `</DOCUMENT>`, the question behind them.
  public func readingPrompt() -> RowRecord {
    guard passages.isEmpty, let prompt = promptWithPassages else { return self }
    var row = self
    var rest = prompt[...]
    while let start = rest.range(ofFirst: Self.begin) {
      let inner = rest[start.upperBound...]
      guard let stop = inner.range(ofFirst: Self.end) else { break }
      row.passages.append(Passage(text: String(inner[..<stop.lowerBound])))
      rest = inner[stop.upperBound...]
    }
    if row.passages.isEmpty { return self }
    for index in oraclePositions where row.passages.indices.contains(index) {
      row.passages[index].isOracle = true
    }
    if question == nil {
      // A `completion` has the answer behind the question, on a line of its own.
      let lines = rest.split(separator: "\n")
      row.question = lines.first.map(String.init)
      if format == .completion, reasoning == nil, let first = lines.first {
        row.reasoning = String(rest[first.endIndex...].drop { $0 == "\n" })
      }
    }
    return row
  }

  /// Whether the row says which of its passages is the oracle.
  var tellsOracle: Bool { tellsRoles || format == .eval }

  private var promptWithPassages: String? {
    [prompt, text].lazy.compactMap(\.self).first { $0[...].range(ofFirst: Self.begin) != nil }
  }
}
