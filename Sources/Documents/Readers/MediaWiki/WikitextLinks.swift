/// The links of a page of wikitext, which stand in the cleaned text as their labels alone.
///
/// A label whose link leads to another page has a mark before it: `open`, the link's number in
/// digits, `close`. Both are control characters that XML does not allow, so that no page has them.
struct WikitextLinks {
  static let open: UInt8 = 0x1c
  static let close: UInt8 = 0x1d

  /// Titles of pages by the numbers of links.
  private(set) var titles: [String] = []

  /// Puts a mark before the label of `[[link]]`; none where the line would then be read otherwise,
  /// as its first character may be markup.
  mutating func mark(_ link: String, label: Substring, in output: inout [UInt8]) {
    guard let first = label.utf8.first, first >= 0x80 || Self.isLetterOrDigit(first),
      let title = Self.title(of: link)
    else { return }
    output.append(Self.open)
    output.append(contentsOf: String(titles.count).utf8)
    output.append(Self.close)
    titles.append(title)
  }

  /// The title to which a link leads: no section, no underscores; nil for a section of the same page.
  private static func title(of link: String) -> String? {
    let target = link.utf8.prefix { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "#") }
    guard target.count <= Link.longestTarget, !target.contains(open) else { return nil }
    let words = Substring(target).split { $0.isWhitespace || $0 == "_" }
    let title = words.joined(separator: " ").drop { $0 == ":" }
    if title.isEmpty { return nil }
    return title.contains("&") ? WikitextCleaning.decodeEntities(Array(title.utf8)) : String(title)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
  }

  /// Gives text to a machine, piece by piece, and says before each label where it leads.
  func write(_ text: String, to machine: ElementMachine) {
    guard !titles.isEmpty, text.utf8.contains(Self.open) else { return machine.text(text) }
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: Self.open) {
      if open > rest.startIndex { machine.text(String(rest[..<open])) }
      let mark = rest[open...].dropFirst()
      guard let close = mark.utf8.firstIndex(of: Self.close),
        let number = Int(mark[..<close]), titles.indices.contains(number)
      else {
        rest = mark
        continue
      }
      machine.linkLeads(toTitle: titles[number])
      rest = mark[close...].dropFirst()
    }
    if !rest.isEmpty { machine.text(String(rest)) }
  }
}
