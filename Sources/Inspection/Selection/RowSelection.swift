import Questions

/// Which rows are wanted; all conditions must hold.
public struct RowSelection: Sendable, Equatable {
  public var id: String?
  /// A text that the row holds in question, answer, passages or messages, in either case.
  public var text: String?
  public var rowClass: String?
  public var split: String?
  public var kind: String?
  public var language: String?

  public init() {}

  public var isEmpty: Bool { self == RowSelection() }

  func takes(_ row: RowRecord) -> Bool {
    if let id, row.id != id { return false }
    if let rowClass, row.rowClass != rowClass { return false }
    if let split, row.split != split { return false }
    if let kind, row.kind != kind { return false }
    if let language, row.language != language { return false }
    guard let text else { return true }
    return place(of: FoldedText(text), in: row) != nil
  }

  /// Where the text stands, and what is around it.
  func snippet(of row: RowRecord) -> String? {
    guard let text, let (name, whole, range) = place(of: FoldedText(text), in: row) else {
      return nil
    }
    let bytes = whole
    var start = max(0, range.lowerBound - 40)
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    var end = min(bytes.count, range.upperBound + 60)
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    let around = String(decoding: bytes[start..<end], as: UTF8.self).oneLine
    return "\(name): " + (start > 0 ? "…" : "") + around + (end < bytes.count ? "…" : "")
  }

  private func place(
    of needle: FoldedText, in row: RowRecord
  ) -> (name: String, text: [UInt8], range: Range<Int>)? {
    var texts: [(String, String?)] = [
      ("question", row.question), ("answer", row.answer), ("answer", row.reasoning),
    ]
    texts += row.passages.enumerated().flatMap { index, passage in
      [("passage \(index + 1)", passage.text), ("title \(index + 1)", passage.title)]
    }
    texts += row.messages.map { ($0.role, $0.content) }
    texts += [("oracle", row.oracleContext), ("text", row.text), ("worse answer", row.rejected)]
    if row.passages.isEmpty { texts.append(("prompt", row.instruction)) }
    for (name, text) in texts {
      if let text, let (whole, range) = needle.find(in: text) { return (name, whole, range) }
    }
    return nil
  }
}

/// A text to look for in either case. One of ASCII alone is compared as it stands; another, and the
/// texts that it is looked for in, in normalized form: ways to write an accent are one, and so are
/// all white space.
struct FoldedText: Sendable {
  private let needle: [UInt8]
  private let isPlain: Bool

  init(_ text: String) {
    isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    needle = isPlain ? text.utf8.map(Self.folded) : NormalizedText(text).bytes
  }

  /// The text as it was looked through, and UTF-8 offsets in it of the first occurrence; an empty text
  /// stands nowhere.
  func find(in text: String) -> (text: [UInt8], range: Range<Int>)? {
    if isPlain { return range(in: text).map { (Array(text.utf8), $0) } }
    let whole = NormalizedText(text).bytes
    return ByteSearch.first(needle, in: whole).map { (whole, $0..<$0 + needle.count) }
  }

  private func range(in text: String) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count >= needle.count else { return nil }
      for start in 0...(bytes.count - needle.count) where Self.folded(bytes[start]) == first {
        if (1..<needle.count).allSatisfy({ Self.folded(bytes[start + $0]) == needle[$0] }) {
          return start..<start + needle.count
        }
      }
      return nil
    }
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
