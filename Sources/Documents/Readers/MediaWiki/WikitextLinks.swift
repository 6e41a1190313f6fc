import Glibc

/// The links of a page of wikitext, which stand in the cleaned text as their labels alone.
///
/// A label whose link leads to another page has a mark before it: `open`, the link's number in
/// digits, `close`. Both are control characters that XML does not allow, so that no page has them.
struct WikitextLinks {
  static let open: UInt8 = 0x1c
  static let close: UInt8 = 0x1d

  /// The titles of pages to which links lead, one behind the other.
  private var titles: [UInt8] = []
  /// Where in `titles` each ends, by the numbers of links.
  private var ends: [Int] = []

  /// Puts a mark before the label of `[[link]]`; none where the line would then be read otherwise,
  /// as its first character may be markup.
  mutating func mark(_ link: String, label: Substring, in output: inout [UInt8]) {
    guard let first = label.utf8.first, first >= 0x80 || Self.isLetterOrDigit(first),
      addTitle(of: link)
    else { return }
    output.append(Self.open)
    var rest = ends.count - 1
    let start = output.count
    repeat {
      output.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
    output.append(Self.close)
  }

  /// Adds the title to which a link leads: no section, no underscores; false for a section of the
  /// same page.
  private mutating func addTitle(of link: String) -> Bool {
    let start = titles.count
    var space = false
    var isEscaped = false
    for byte in link.utf8 {
      if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "#") { break }
      if byte <= 0x20 || byte == UInt8(ascii: "_") {
        space = titles.count > start
        // A link in a link.
        if byte != Self.open { continue }
        titles.removeSubrange(start...)
        return false
      }
      if byte == UInt8(ascii: ":") && titles.count == start { continue }
      if byte == UInt8(ascii: "&") { isEscaped = true }
      if space { titles.append(0x20) }
      titles.append(byte)
      space = false
    }
    if isEscaped {
      let title = WikitextCleaning.decodeEntities(Array(titles[start...]))
      titles.replaceSubrange(start..., with: title.utf8)
    }
    guard titles.count > start, titles.count - start <= Link.longestTarget else {
      titles.removeSubrange(start...)
      return false
    }
    ends.append(titles.count)
    return true
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
  }

  /// Gives text to a machine, piece by piece, and says before each label where it leads.
  func write(_ text: String, to machine: ElementMachine) {
    if ends.isEmpty { return machine.text(text) }
    var text = text
    text.withUTF8 { write($0, to: machine) }
  }

  private func write(_ text: UnsafeBufferPointer<UInt8>, to machine: ElementMachine) {
    var start = 0
    while let open = Self.find(Self.open, in: text, from: start) {
      give(text, start..<open, to: machine)
      var number = 0
      var index = open + 1
      while index < text.count, text[index] != Self.close {
        number = number &* 10 &+ Int(text[index]) &- 0x30
        index += 1
      }
      start = min(index + 1, text.count)
      guard ends.indices.contains(number) else { continue }
      titles[(number == 0 ? 0 : ends[number - 1])..<ends[number]].withUnsafeBufferPointer {
        machine.linkLeads(toTitle: $0)
      }
    }
    give(text, start..<text.count, to: machine)
  }

  private func give(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to machine: ElementMachine
  ) {
    if !range.isEmpty { machine.text(UnsafeBufferPointer(rebasing: text[range]), line: 0) }
  }

  private static func find(
    _ byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard start < text.count, let base = text.baseAddress else { return nil }
    return memchr(base + start, Int32(byte), text.count - start).map {
      UnsafeRawPointer($0) - UnsafeRawPointer(base)
    }
  }
}
