/// Numbers of accounts and cards, told by their check digits.
enum AccountNumber {
  /// An IBAN from a letter on, in one piece or in groups of four, its remainder by 97 being 1
  /// (ISO 13616, ISO 7064).
  static func iban(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    guard start + 15 <= bytes.count, isUpper(bytes[start + 1]),
      SensitiveText.isDigit(bytes[start + 2]), SensitiveText.isDigit(bytes[start + 3])
    else { return nil }
    var characters: [UInt8] = []
    var best: Int?
    var index = start
    while index < bytes.count, characters.count < 34 {
      let byte = bytes[index]
      if byte == 0x20 {
        // Groups are of four, but for the last.
        guard characters.count % 4 == 0, index + 1 < bytes.count,
          isUpper(bytes[index + 1]) || SensitiveText.isDigit(bytes[index + 1])
        else { break }
      } else if isUpper(byte) || SensitiveText.isDigit(byte) {
        characters.append(byte)
        let isEnd = index + 1 == bytes.count || !SensitiveText.isWord(bytes[index + 1])
        if isEnd, characters.count >= 15, remainder(characters) == 1 { best = index + 1 }
      } else {
        break
      }
      index += 1
    }
    return best.map { start..<$0 }
  }

  private static func remainder(_ characters: [UInt8]) -> Int {
    var rest = 0
    for byte in characters[4...] + characters[..<4] {
      if SensitiveText.isDigit(byte) {
        rest = (rest * 10 + Int(byte - 0x30)) % 97
      } else {
        rest = (rest * 100 + Int(byte - 0x41) + 10) % 97
      }
    }
    return rest
  }

  /// A card number from a digit on: as many digits as the network of its first ones gives, in one
  /// piece or in groups as they are printed, its check digit right (ISO/IEC 7812).
  static func card(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    guard (0x32...0x36).contains(bytes[start]) else { return nil }
    var digits: [UInt8] = []
    var groups: [Int] = []
    var index = start
    var end = start
    while index < bytes.count {
      let byte = bytes[index]
      if SensitiveText.isDigit(byte) {
        if groups.isEmpty || index > end { groups.append(0) }
        groups[groups.count - 1] += 1
        digits.append(byte - 0x30)
        end = index + 1
        if digits.count > 19 { return nil }
      } else if byte != 0x20 && byte != 0x2d || index + 1 == bytes.count
        || !SensitiveText.isDigit(bytes[index + 1])
      {
        break
      }
      index += 1
    }
    guard isIssued(digits), groups.count == 1 || printed.contains(groups),
      end == bytes.count || !SensitiveText.isWord(bytes[end])
    else { return nil }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place % 2 == 1 ? Int(digit) * 2 : Int(digit)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0 ? start..<end : nil
  }

  /// How the digits of cards are grouped.
  private static let printed = [[4, 4, 4, 4], [4, 6, 5], [4, 4, 4, 4, 3], [4, 4, 4, 1]]

  /// Whether a network gives numbers that begin so and are as long.
  private static func isIssued(_ digits: [UInt8]) -> Bool {
    guard digits.count >= 13 else { return false }
    let first = digits[..<4].reduce(0) { $0 * 10 + Int($1) }
    switch first {
    case 4000...4999: return [13, 16, 19].contains(digits.count)
    case 5100...5599, 2221...2720: return digits.count == 16
    case 3400...3499, 3700...3799: return digits.count == 15
    case 3000...3099, 3600...3699, 3800...3999: return digits.count == 14 || digits.count == 16
    case 3528...3589: return digits.count >= 16
    case 6011, 6200...6299, 6440...6599: return digits.count >= 16
    default: return false
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) }
}
