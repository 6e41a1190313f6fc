import Artifacts
import Recipe

/// An answer taken apart: what it comes down to, what it quotes, and which passages it names.
///
/// Understood are the shapes that Raftwright writes (raft, gorilla, think, cited, json, plain) and
/// those of the Berkeley scripts; a text without any of their marks is an answer as it is.
///
///     AnswerParts("##Reason: … ##begin_quote##a b##end_quote##\n##Answer: a")
///     // answer "a", quotes ["a b"]
public struct AnswerParts: Sendable, Equatable {
  /// A stretch that the answer gives as somebody else's words.
  public struct Quote: Sendable, Equatable {
    public var text: String
    /// The number of the passage that is given with it, from 1.
    public var passage: Int?

    public init(text: String, passage: Int? = nil) {
      (self.text, self.passage) = (text, passage)
    }
  }

  /// What it comes down to, without reasoning.
  public var answer: String
  /// What leads to it; empty where nothing sets it apart.
  public var reasoning: String
  public var quotes: [Quote]
  /// Numbers of passages that are named, from 1, each once; those of quotes too.
  public var citations: [Int]
  /// Whether each mark has its counterpart.
  public var marksPairUp: Bool

  /// - Parameter answersLast: whether, where no mark sets the answer apart, it is the last paragraph,
  ///   as in the style cited.
  public init(_ text: String, answersLast: Bool = false) {
    let text = Self.withoutEndMark(text)
    if let parts = Self.json(text) {
      self = parts
      return
    }
    var (reasoning, answer) = Self.parted(text)
    if answersLast, reasoning.isEmpty { (reasoning, answer) = Self.lastParagraph(of: text) }
    self.answer = Self.withoutCitations(Self.trimmed(Self.withoutMarks(answer)))
    self.reasoning = Self.trimmed(reasoning)
    // An answer may be about the tag: only one that opens the answer is a mark.
    let opens = text.drop(while: \.isWhitespace).hasPrefix("<think>")
    let thoughts = !opens || text[...].range(ofFirst: "</think>") != nil
    marksPairUp = Quotation.quotes(in: text) != nil && thoughts
    citations = Self.citations(in: text)
    quotes = Self.quotes(in: text, citations: citations)
  }

  /// What an answer quotes, for those who need nothing else of it.
  static func quotes(in text: String) -> [Quote] {
    if let parts = json(text) { return parts.quotes }
    return quotes(in: text, citations: nil)
  }

  /// - Parameter citations: the numbers in the text, where they are known.
  private static func quotes(in text: String, citations known: [Int]?) -> [Quote] {
    let marked = QuotedText.quotes(in: text)
    if !marked.isEmpty { return marked.map { Quote(text: String($0)) } }
    guard !(known ?? citations(in: text)).isEmpty else { return [] }
    return citedQuotes(in: text)
  }

  private init(answer: String, reasoning: String, quotes: [Quote]) {
    self.answer = Self.trimmed(answer)
    self.reasoning = Self.trimmed(reasoning)
    self.quotes = quotes
    citations = quotes.compactMap(\.passage).firstOccurrences
    marksPairUp = true
  }

  /// The paragraphs before the last, and the last.
  private static func lastParagraph(of text: String) -> (String, String) {
    var paragraphs = text[...]
    var end = paragraphs.startIndex
    while let gap = paragraphs.range(ofFirst: "\n\n") {
      end = gap.upperBound
      paragraphs = paragraphs[gap.upperBound...]
    }
    // Nothing but white space behind the gap is no paragraph.
    return paragraphs.allSatisfy(\.isWhitespace) && end > text.startIndex
      ? lastParagraph(of: trimmed(text)) : (String(text[..<end]), String(paragraphs))
  }

  /// The text without the numbers of passages that it ends in: "Ann did. [2][3]" gives "Ann did."
  static func withoutCitations(_ text: String) -> String {
    var rest = text[...]
    while rest.last == "]", let open = rest.lastIndex(of: "["),
      !citations(in: String(rest[open...])).isEmpty
    {
      rest = rest[..<open]
      while rest.last?.isWhitespace == true { rest.removeLast() }
    }
    // An answer that is nothing but numbers keeps them.
    return rest.isEmpty ? text : String(rest)
  }

  private static func withoutMarks(_ text: String) -> String {
    guard text[...].range(ofFirst: "##") != nil else { return text }
    return text.replacing(Quotation.begin, with: "").replacing(Quotation.end, with: "")
  }

  /// What comes before the mark of the answer, and what after it; thoughts have their own marks.
  private static func parted(_ text: String) -> (reasoning: String, answer: String) {
    guard let thought = text[...].range(ofLast: "</think>") else { return AnswerMark.parted(text) }
    var before = String(text[..<thought.lowerBound])
    if let open = before[...].range(ofFirst: "<think>") { before.removeSubrange(open) }
    let (reasoning, answer) = AnswerMark.parted(String(text[thought.upperBound...]))
    return (before + reasoning, answer)
  }

  /// The text without the marks that end a turn in models' own templates, where a server left them.
  private static func withoutEndMark(_ text: String) -> String {
    let marks = [
      "</s>", "<|eot_id|>", "<|im_end|>", "<|endoftext|>", "<|end_of_text|>", "<|end|>",
      "<end_of_turn>", "<eos>",
    ]
    var rest = text[...]
    while let mark = marks.first(where: { trimmed(String(rest.suffix(24))).hasSuffix($0) }),
      let place = rest.range(ofLast: mark)
    {
      rest = rest[..<place.lowerBound]
    }
    return String(rest)
  }

  /// The style json: `reasoning`, `quotes` and `answer`; perhaps in a fence, as models write it.
  private static func json(_ text: String) -> AnswerParts? {
    guard let open = text.utf8.prefix(16).firstIndex(of: UInt8(ascii: "{")),
      let close = text.utf8.lastIndex(of: UInt8(ascii: "}")), open < close,
      let value = try? JSONValue(parsing: Array(text.utf8[open...close])),
      let answer = value["answer"].flatMap(Self.plain)
    else { return nil }
    let quotes = (value["quotes"]?.array ?? []).compactMap { quote -> Quote? in
      if let text = quote.string { return Quote(text: text) }
      return quote["text"]?.string.map { Quote(text: $0, passage: quote["passage"]?.int) }
    }
    return AnswerParts(
      answer: answer, reasoning: value["reasoning"]?.string ?? "", quotes: quotes)
  }

  /// A JSON value as an answer says it; nil for objects.
  private static func plain(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let digits): digits
    case .bool(let truth): truth ? "true" : "false"
    case .array(let values):
      values.allSatisfy { plain($0) != nil }
        ? values.compactMap(plain).joined(separator: ", ") : nil
    case .null, .object: nil
    }
  }

  /// The numbers in `[2]` and `[1, 3]`; not those of `a[1]`, which belong to a name, unless they end
  /// a sentence.
  private static func citations(in text: String) -> [Int] {
    var numbers: [Int] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "["),
        let close = bytes[index...].prefix(24).firstIndex(of: UInt8(ascii: "]"))
      else {
        index += 1
        continue
      }
      let inner = bytes[(index + 1)..<close].split(separator: UInt8(ascii: ","))
      let values = inner.map { Int(String(decoding: $0.filter { $0 != 0x20 }, as: UTF8.self)) }
      if !values.isEmpty, values.allSatisfy({ $0 != nil && $0! > 0 && $0! < 1000 }),
        !isSubscript(bytes, from: index, to: close)
      {
        numbers += values.compactMap(\.self)
      }
      index = close + 1
    }
    return numbers.firstOccurrences
  }

  private static func isSubscript(_ bytes: [UInt8], from open: Int, to close: Int) -> Bool {
    guard open > 0 else { return false }
    let before = bytes[open - 1]
    let isName = before &- 0x30 < 10 || (before | 0x20) &- 0x61 < 26 || before == 0x5f
    guard isName, close + 1 < bytes.count else { return false }
    return !".,;:!?\n[".utf8.contains(bytes[close + 1])
  }

  /// Stretches of some words in quotation marks, for answers that quote without any other mark:
  /// whether each is a quote only the passages tell.
  static func stretches(in text: String) -> [String] {
    var found: [String] = []
    for (open, close) in [("“", "”"), ("„", "“"), ("「", "」"), ("\"", "\"")] {
      var rest = text[...]
      while found.count < 100, let start = rest.range(ofFirst: open) {
        let inner = rest[start.upperBound...].prefix(1000)
        guard let end = inner.range(ofFirst: close) else { break }
        let stretch = inner[..<end.lowerBound]
        if stretch.utf8.count >= 12 { found.append(String(stretch)) }
        rest = rest[end.upperBound...]
      }
    }
    return found
  }

  /// Stretches in quotation marks that a number follows: “…” [2].
  private static func citedQuotes(in text: String) -> [Quote] {
    var quotes: [Quote] = []
    for (open, close) in [("“", "”"), ("„", "“"), ("「", "」"), ("\"", "\"")] {
      var rest = text[...]
      var left = 1000
      while left > 0, let start = rest.range(ofFirst: open) {
        left -= 1
        let inner = rest[start.upperBound...]
        // Nobody quotes more or more often, and a text of opening marks alone must not take long.
        let limit = inner.utf8.index(inner.startIndex, offsetBy: 4000, limitedBy: inner.endIndex)
        guard let end = inner[..<(limit ?? inner.endIndex)].range(ofFirst: close) else {
          rest = inner
          continue
        }
        let after = inner[end.upperBound...].drop { $0 == " " }.prefix(8)
        if after.first == "[", let number = citations(in: String(after)).first {
          quotes.append(Quote(text: String(inner[..<end.lowerBound]), passage: number))
          rest = inner[end.upperBound...]
        } else {
          rest = open == close ? inner[end.lowerBound...].dropFirst() : inner
        }
      }
      if !quotes.isEmpty { break }
    }
    return quotes
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    var rest = text[...].drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }
}

extension [Int] {
  fileprivate var firstOccurrences: [Int] {
    var seen: Set<Int> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Substring {
  /// Where `needle` last stands, compared byte for byte.
  func range(ofLast needle: String) -> Range<Index>? {
    var found: Range<Index>?
    var rest = self
    while let range = rest.range(ofFirst: needle) {
      found = range
      rest = rest[range.upperBound...]
    }
    return found
  }
}
