/// The marks around a quote in an answer (Zhang et al. 2024, figure 3).
public enum Quotation {
  public static let begin = "##begin_quote##"
  public static let end = "##end_quote##"

  /// The quotes of an answer in order; nil where a mark has no counterpart.
  public static func quotes(in answer: String) -> [String]? {
    var quotes: [String] = []
    var rest = Array(answer.utf8)[...]
    let (open, close) = (Array(begin.utf8), Array(end.utf8))
    while let start = first(open, in: rest) {
      guard first(close, in: rest[..<start]) == nil else { return nil }
      let text = rest[(start + open.count)...]
      guard let stop = first(close, in: text) else { return nil }
      quotes.append(String(decoding: text[..<stop], as: UTF8.self))
      rest = text[(stop + close.count)...]
    }
    return first(close, in: rest) == nil ? quotes : nil
  }

  /// A text with each quote and its marks replaced; as it is from where marks do not pair up.
  static func replacingQuotes(in text: String, with replacement: (String) -> String) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let (open, close) = (Array(begin.utf8), Array(end.utf8))
    while let start = first(open, in: rest),
      let stop = first(close, in: rest[(start + open.count)...])
    {
      result += rest[..<start]
      let quote = String(decoding: rest[(start + open.count)..<stop], as: UTF8.self)
      result += Array(replacement(quote).utf8)
      rest = rest[(stop + close.count)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  private static func first(_ mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index + mark.count <= bytes.endIndex {
      // Every mark begins with a byte that is rare in prose.
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
        return index
      }
      index += 1
    }
    return nil
  }
}
