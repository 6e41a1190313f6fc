/// Finds what should not be trained on, or published: addresses, numbers of people, secrets.
///
/// One pass over the bytes; what is looked for begins at a byte that is rare enough. Numbers are
/// taken only where their check digits are right or their form tells what they are, so that dates,
/// versions and measures stay.
public struct SensitiveText: Sendable {
  /// A stretch of a text that was found.
  public struct Finding: Sendable, Equatable {
    public var kind: RedactedKind
    /// UTF-8 offsets.
    public var range: Range<Int>
    /// The same for every way to write the same: lower case, or digits and letters alone.
    public var key: String
  }

  public let kinds: Set<RedactedKind>
  /// For each byte whether something may be seen at it: most bytes are passed over by this alone.
  private let signs: [Bool]
  private let (email, phone, iban, card, key): (Bool, Bool, Bool, Bool, Bool)

  public init(kinds: Set<RedactedKind>) {
    self.kinds = kinds
    (email, phone, iban) = (kinds.contains(.email), kinds.contains(.phone), kinds.contains(.iban))
    (card, key) = (kinds.contains(.card), kinds.contains(.key))
    var signs = [Bool](repeating: false, count: 256)
    if kinds.contains(.email) { signs[Int(UInt8(ascii: "@"))] = true }
    if kinds.contains(.key) { for byte in AccessKey.firstBytes { signs[Int(byte)] = true } }
    if kinds.contains(.iban) { for byte in 0x41...0x5a { signs[byte] = true } }
    if kinds.contains(.card) || kinds.contains(.phone) {
      for byte in Array(0x30...0x39) + [0x28, 0x2b] { signs[byte] = true }
    }
    self.signs = signs
  }

  /// What is found, in order and without overlap.
  public func findings(in text: String) -> [Finding] {
    if kinds.isEmpty { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var found: [Finding] = []
      var index = 0
      while index < bytes.count {
        guard signs[Int(bytes[index])], let finding = finding(in: bytes, at: index),
          finding.range.count > 0
        else {
          index += 1
          continue
        }
        // An address begins before the sign by which it is seen.
        while let last = found.last, last.range.upperBound > finding.range.lowerBound {
          found.removeLast()
        }
        found.append(finding)
        index = max(index + 1, finding.range.upperBound)
      }
      return found
    }
  }

  private func finding(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Finding? {
    let byte = bytes[index]
    if byte == UInt8(ascii: "@") {
      guard email else { return nil }
      return made(.email, EmailAddress.range(in: bytes, at: index), bytes)
    }
    guard index == 0 || !Self.isWord(bytes[index - 1]) else { return nil }
    if key, let range = AccessKey.range(in: bytes, from: index) {
      return made(.key, range, bytes)
    }
    switch byte {
    case 0x41...0x5a where iban:
      return made(.iban, AccountNumber.iban(in: bytes, from: index), bytes)
    case 0x30...0x39, 0x28, 0x2b:
      if card, let range = AccountNumber.card(in: bytes, from: index) {
        return made(.card, range, bytes)
      }
      guard phone else { return nil }
      return made(.phone, PhoneNumber.range(in: bytes, from: index), bytes)
    default: return nil
    }
  }

  private func made(
    _ kind: RedactedKind, _ range: Range<Int>?, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Finding? {
    guard let range else { return nil }
    let text = bytes[range]
    let key: [UInt8] =
      switch kind {
      case .email: text.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
      case .phone, .card: text.filter { (0x30...0x39).contains($0) }
      case .iban: text.filter { $0 != 0x20 }
      case .key: Array(text)
      }
    return Finding(kind: kind, range: range, key: String(decoding: key, as: UTF8.self))
  }

  /// Whether a byte belongs to a word, so that nothing begins behind it.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x80...: true
    default: false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
