/// Turns HZ (RFC 1843), Chinese in seven bits, into GB18030; the system's iconv has none.
///
/// `~{` begins and `~}` ends a run of GB 2312's characters without their high bits; `~~` is a tilde.
struct HZDecoder {
  static let name = "HZ"

  private var isChinese = false
  private var carry: [UInt8] = []

  /// Whether there are runs of whole characters between `~{` and `~}`.
  static func isLikely(_ bytes: ArraySlice<UInt8>) -> Bool {
    var runs = 0
    var index = bytes.startIndex
    while let start = bytes[index...].firstIndex(of: 0x7e), start + 1 < bytes.endIndex {
      index = start + 1
      guard bytes[index] == UInt8(ascii: "{") else { continue }
      let run = bytes[(index + 1)...].prefix { $0 > 0x20 && $0 < 0x7e }
      guard run.count.isMultiple(of: 2), run.count >= 2,
        bytes[run.endIndex...].starts(with: [0x7e, 0x7d])
      else { continue }
      runs += 1
      if runs == 3 { return true }
    }
    return false
  }

  mutating func decode(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    let input = carry + piece
    carry = []
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var index = 0
    while index < input.count {
      guard index + 1 < input.count || isLast else {
        carry = Array(input[index...])
        break
      }
      let (byte, next) = (input[index], index + 1 < input.count ? input[index + 1] : 0)
      index += 1
      if byte == 0x7e && [0x7b, 0x7d, 0x7e, 0x0a].contains(next) {
        if next == 0x7b { isChinese = true }
        if next == 0x7d { isChinese = false }
        if next == 0x7e { output.append(next) }
        index += 1
      } else if isChinese, byte > 0x20, next > 0x20 {
        output += [byte | 0x80, next | 0x80]
        index += 1
      } else {
        // A run ends with its line at the latest.
        if byte == 0x0a { isChinese = false }
        output.append(byte)
      }
    }
    return output
  }
}
