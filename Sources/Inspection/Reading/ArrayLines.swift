/// Makes lines of the elements of a JSON array, as ShareGPT's and Alpaca's files are often passed on:
/// the bytes keep their number and places, commas between elements become line feeds, and line feeds
/// within them spaces. One pass with a few words of state, so the array may have any size.
///
///     [{"a": 1,\n  "b": 2}, {}]     becomes     ·{"a": 1,···"b": 2}\n·{}\n
struct ArrayLines {
  private var depth = 0
  private var hasBegun = false
  private var isInString = false
  private var isEscaped = false

  /// Whether a file that begins so is an array of objects; a line that begins with a bracket, such as
  /// a log's, makes none.
  static func begins(in bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
    rest = rest.drop(while: isSpace)
    guard rest.first == UInt8(ascii: "[") else { return false }
    rest = rest.dropFirst().drop(while: isSpace)
    return rest.first == UInt8(ascii: "{") || rest.first == UInt8(ascii: "]")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  /// Turns the next bytes of the file, in place.
  mutating func turn(_ memory: UnsafeMutableRawBufferPointer) {
    var index = 0
    while index < memory.count {
      defer { index += 1 }
      let byte = memory[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      // What follows the array stays as it is.
      if depth == 0, hasBegun { return }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(1, depth - 1)
      case UInt8(ascii: "["):
        if depth == 0 { (memory[index], hasBegun) = (0x20, true) }
        depth += 1
      case UInt8(ascii: "]"):
        depth = max(0, depth - 1)
        if depth == 0 { memory[index] = 0x0a }
      case UInt8(ascii: ","): if depth == 1 { memory[index] = 0x0a }
      case 0x0a, 0x0d: memory[index] = 0x20
      // A byte order mark.
      case 0xef, 0xbb, 0xbf: if depth == 0 { memory[index] = 0x20 }
      default: break
      }
    }
  }
}
