/// Telephone numbers by the forms that nothing else has.
enum PhoneNumber {
  /// `+49 30 1234567`, `(030) 123 4567`, `030/1234567`, `555-123-4567`; a date, a version or a plain
  /// number is none.
  static func range(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    var groups: [Int] = []
    var separators: [UInt8] = []
    var digits = 0
    var index = start
    var end = start
    if bytes[index] == 0x2b { index += 1 }
    while index < bytes.count {
      let byte = bytes[index]
      if SensitiveText.isDigit(byte) {
        if groups.isEmpty || end != index || separators.count == groups.count { groups.append(0) }
        groups[groups.count - 1] += 1
        digits += 1
        end = index + 1
        if digits > 15 { return nil }
      } else if [0x20, 0x2d, 0x2e, 0x2f, 0x28, 0x29].contains(byte), index - end < 2 {
        if separators.count < groups.count { separators.append(byte) }
      } else {
        break
      }
      index += 1
    }
    guard end > start, end == bytes.count || !SensitiveText.isWord(bytes[end]) else { return nil }
    separators = Array(separators.prefix(max(0, groups.count - 1)))
    switch bytes[start] {
    case 0x2b:
      // The greatest number of 32 bits, as ranges write it.
      let isLimit = bytes[start + 1..<end].elementsEqual("2147483647".utf8)
      return digits >= 8 && !isLimit ? start..<end : nil
    case 0x28:
      guard let first = groups.first, (2...5).contains(first), groups.count >= 2, digits >= 9,
        bytes[start..<end].contains(0x29)
      else { return nil }
      return start..<end
    case 0x30:
      // A group of a longer number.
      let goesOn =
        start >= 2 && bytes[start - 1] == 0x20 && SensitiveText.isDigit(bytes[start - 2])
      // A trunk prefix with its area code, then the rest.
      guard !goesOn, groups.count >= 2, (3...5).contains(groups[0]), (9...12).contains(digits),
        !separators.contains(0x2e)
      else { return nil }
      return start..<end
    default:
      guard groups == [3, 3, 4], separators == [0x2d, 0x2d] || separators == [0x2e, 0x2e] else {
        return nil
      }
      return start..<end
    }
  }
}
