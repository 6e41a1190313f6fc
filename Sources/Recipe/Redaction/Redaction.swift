/// Replaces what is found by `SensitiveText` with placeholders, the same for the same everywhere.
///
///     [EMAIL-1] writes to [EMAIL-2]; [EMAIL-1] answers.
struct Redaction: Sendable {
  private let finder: SensitiveText
  private let placeholders: [String: String]

  /// Replaces nothing.
  init() {
    self.init(finder: SensitiveText(kinds: []), placeholders: [:])
  }

  fileprivate init(finder: SensitiveText, placeholders: [String: String]) {
    (self.finder, self.placeholders) = (finder, placeholders)
  }

  func applied(to text: String) -> String {
    let findings = finder.findings(in: text)
    if findings.isEmpty { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var start = 0
    for finding in findings {
      result += bytes[start..<finding.range.lowerBound]
      let placeholder = placeholders[RedactionPlan.key(finding)]
      result += Array((placeholder ?? "[\(finding.kind.label)]").utf8)
      start = finding.range.upperBound
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }
}

/// Numbers what is found in the order in which it is found.
struct RedactionPlan {
  private let finder: SensitiveText
  private var placeholders: [String: String] = [:]
  /// How many different values there are of each kind.
  private(set) var counts: [RedactedKind: Int] = [:]

  init(finder: SensitiveText) {
    self.finder = finder
  }

  mutating func add(_ findings: [SensitiveText.Finding]) {
    for finding in findings where placeholders[Self.key(finding)] == nil {
      counts[finding.kind, default: 0] += 1
      placeholders[Self.key(finding)] = "[\(finding.kind.label)-\(counts[finding.kind]!)]"
    }
  }

  var redaction: Redaction { Redaction(finder: finder, placeholders: placeholders) }

  static func key(_ finding: SensitiveText.Finding) -> String {
    finding.kind.rawValue + " " + finding.key
  }
}
