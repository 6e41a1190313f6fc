/// Which rows are wanted; all conditions must hold.
public struct RowSelection: Sendable, Equatable {
  public var id: String?
  /// A text that the row holds in question, answer, passages or messages; letters of ASCII match in
  /// either case.
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
    let bytes = Array(whole.utf8)
    var start = max(0, range.lowerBound - 40)
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    var end = min(bytes.count, range.upperBound + 60)
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    let around = String(decoding: bytes[start..<end], as: UTF8.self).oneLine
    return "\(name): " + (start > 0 ? "…" : "") + around + (end < bytes.count ? "…" : "")
  }

  private func place(
    of needle: FoldedText, in row: RowRecord
  ) -> (name: String, text: String, range: Range<Int>)? {
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
      if let text, let range = needle.range(in: text) { return (name, text, range) }
    }
    return nil
  }
}

/// A text to look for, the letters of ASCII in either case.
struct FoldedText: Sendable {
  private let needle: [UInt8]

  init(_ text: String) {
    needle = text.utf8.map(Self.folded)
  }

  /// UTF-8 offsets of its first occurrence; an empty text stands nowhere.
  func range(in text: String) -> Range<Int>? {
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
