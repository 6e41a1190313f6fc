/// An address as people write it (RFC 5321's dot-string before the sign, a domain with a dot after).
enum EmailAddress {
  /// The address around an at sign.
  static func range(in bytes: UnsafeBufferPointer<UInt8>, at sign: Int) -> Range<Int>? {
    var start = sign
    while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
    while start < sign, bytes[start] == 0x2e { start += 1 }
    guard start < sign, bytes[sign - 1] != 0x2e else { return nil }
    var end = sign + 1
    while end < bytes.count, isDomain(bytes[end]) { end += 1 }
    while end > sign + 1, bytes[end - 1] == 0x2e || bytes[end - 1] == 0x2d { end -= 1 }
    guard let dot = bytes[(sign + 1)..<end].lastIndex(of: 0x2e), dot > sign + 1 else { return nil }
    let top = bytes[(dot + 1)..<end]
    guard top.count >= 2, top.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }) else {
      return nil
    }
    return start..<end
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2e, 0x5f, 0x25, 0x2b, 0x2d: true
    default: false
    }
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2e, 0x2d: true
    default: false
    }
  }
}
