/// Access keys by the prefixes that services publish, so that scanners find them.
enum AccessKey {
  private struct Form: Sendable {
    var prefix: [UInt8]
    /// The least number of characters behind the prefix.
    var least: Int

    init(_ prefix: String, _ least: Int) {
      (self.prefix, self.least) = (Array(prefix.utf8), least)
    }
  }

  private static let forms = [
    Form("AKIA", 16), Form("ASIA", 16), Form("AIza", 35), Form("ghp_", 36), Form("gho_", 36),
    Form("ghu_", 36), Form("ghs_", 36), Form("ghr_", 36), Form("github_pat_", 22),
    Form("glpat-", 20), Form("sk-", 20), Form("sk_live_", 20), Form("rk_live_", 20),
    Form("xoxb-", 10), Form("xoxp-", 10), Form("xoxa-", 10), Form("xoxr-", 10), Form("xoxs-", 10),
    Form("hf_", 30), Form("npm_", 36), Form("pypi-", 40), Form("SG.", 40), Form("eyJ", 40),
  ]
  private static let armour = (
    begin: Array("-----BEGIN ".utf8), mark: Array("PRIVATE KEY-----".utf8),
    end: Array("-----END ".utf8)
  )

  /// The bytes that keys begin with.
  static let firstBytes = Set(forms.map { $0.prefix[0] } + [0x2d])

  /// The key that begins here.
  static func range(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    if bytes[start] == 0x2d { return armoured(bytes, from: start) }
    for form in forms where begins(bytes, with: form.prefix, at: start) {
      var end = start + form.prefix.count
      var (hasDigit, dots) = (false, 0)
      while end < bytes.count, isKey(bytes[end]) || bytes[end] == 0x2e {
        if SensitiveText.isDigit(bytes[end]) { hasDigit = true }
        if bytes[end] == 0x2e { dots += 1 }
        end += 1
      }
      while end > start, bytes[end - 1] == 0x2e { (end, dots) = (end - 1, dots - 1) }
      // Words with hyphens, such as names of CSS classes, have no digits; a JSON web token has
      // three parts.
      guard end - start - form.prefix.count >= form.least, hasDigit else { continue }
      if form.prefix.starts(with: "eyJ".utf8), dots != 2 { continue }
      return start..<end
    }
    return nil
  }

  /// A key in PEM's armour, to its end line.
  private static func armoured(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    guard begins(bytes, with: armour.begin, at: start) else { return nil }
    var index = start + armour.begin.count
    while index < bytes.count, bytes[index] != 0x0a, index - start < 64 {
      if begins(bytes, with: armour.mark, at: index) {
        index += armour.mark.count
        while index < bytes.count, !begins(bytes, with: armour.end, at: index) { index += 1 }
        while index < bytes.count, bytes[index] != 0x0a { index += 1 }
        return start..<index
      }
      index += 1
    }
    return nil
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, with prefix: [UInt8], at index: Int
  ) -> Bool {
    guard bytes[index] == prefix[0], index + prefix.count <= bytes.count else { return false }
    return bytes[index..<index + prefix.count].elementsEqual(prefix)
  }

  private static func isKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
    default: false
    }
  }
}
