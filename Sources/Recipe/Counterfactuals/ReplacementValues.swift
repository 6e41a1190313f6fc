import Artifacts
import Questions

/// Other values of the kind of an answer: another number for a number, another name for a name.
struct ReplacementValues: Sendable {
  private static let longest = 60
  /// A longer answer is a sentence, whose number may be part of a name.
  private static let mostWords = 5
  private static let mostNames = 512

  private let hash: SeededHash
  /// Names among the answers of all questions, each with its rank; those of the lowest are kept.
  private var names: [(rank: UInt64, name: String)] = []
  private var known: Set<String> = []

  init(hash: SeededHash) {
    self.hash = hash
  }

  /// Takes up an answer that other rows may get instead of theirs.
  mutating func add(_ answer: String) {
    guard Self.isName(answer), known.insert(answer).inserted else { return }
    names.append((hash.rank("name", answer), answer))
    if names.count == 2 * Self.mostNames { trim() }
  }

  /// Keeps the names of the lowest ranks, in their order.
  mutating func trim() {
    names.sort { ($0.rank, $0.name) < ($1.rank, $1.name) }
    names.removeLast(max(0, names.count - Self.mostNames))
    known = Set(names.map(\.name))
  }

  /// Whether an answer is of a kind that can be changed and stands in its evidence as it is.
  static func isChangeable(_ question: QuestionRecord, evidence: [String]) -> Bool {
    let answer = question.answer
    guard answer.utf8.count <= longest, !question.question.contains(answer) else { return false }
    if let number = number(in: answer) {
      // What the question names is no value.
      guard !question.question.contains(answer[number]) else { return false }
    } else if !isName(answer) {
      return false
    }
    return evidence.contains { $0.contains(answer) }
  }

  /// Another value; nil where there is none that the row's passages do not have already.
  func replacement(
    for answer: String, question: String, row: String, isFree: (String) -> Bool
  ) -> String? {
    var draw = hash.sequence("value", row)
    if let range = Self.number(in: answer) {
      for _ in 0..<16 {
        let digits = Self.otherNumber(Array(answer.utf8[range]), &draw)
        let value = String(answer[..<range.lowerBound]) + digits + answer[range.upperBound...]
        if value != answer, isFree(value) { return value }
      }
      return nil
    }
    let words = answer.split(separator: " ").count
    let others = names.filter { $0.name.split(separator: " ").count == words }
    guard !others.isEmpty else { return nil }
    for _ in 0..<16 {
      let name = others[draw.below(others.count)].name
      if name != answer, !question.contains(name), isFree(name) { return name }
    }
    return nil
  }

  /// The only number of an answer; nil where there is none, or several.
  static func number(in answer: String) -> Range<String.Index>? {
    let bytes = answer.utf8
    guard let start = bytes.firstIndex(where: SensitiveText.isDigit) else { return nil }
    var end = start
    while end < bytes.endIndex, SensitiveText.isDigit(bytes[end]) { end = bytes.index(after: end) }
    guard !bytes[end...].contains(where: SensitiveText.isDigit) else { return nil }
    // A digit in a name, such as those of v2, SHA-384 and 15.X, is no number.
    let before = start == bytes.startIndex ? 0x20 : bytes[bytes.index(before: start)]
    guard before == 0x20 || before == 0x28 || before >= 0x80 else { return nil }
    if end < bytes.endIndex {
      guard
        [0x20, 0x25, 0x29].contains(bytes[end]) || bytes[end] >= 0x80
          || (bytes[end] == 0x2e && bytes.index(after: end) == bytes.endIndex)
      else { return nil }
    }
    guard answer.split(separator: " ").count <= mostWords else { return nil }
    return start..<end
  }

  /// As many digits, others; a year stays near.
  private static func otherNumber(_ digits: [UInt8], _ draw: inout SplitMix64) -> String {
    if digits.count == 4, let year = Int(String(decoding: digits, as: UTF8.self)),
      (1500...2099).contains(year)
    {
      return String(year + (draw.below(2) == 0 ? -1 : 1) * (1 + draw.below(20)))
    }
    let others = digits.indices.map { place -> UInt8 in
      place == 0 && digits.count > 1 ? 0x31 + UInt8(draw.below(9)) : 0x30 + UInt8(draw.below(10))
    }
    return String(decoding: others, as: UTF8.self)
  }

  /// Whether a text is a name: one to four capitalised words of letters.
  private static func isName(_ answer: String) -> Bool {
    let words = answer.split(separator: " ", omittingEmptySubsequences: false)
    guard answer.utf8.count <= longest, (1...4).contains(words.count) else { return false }
    return words.allSatisfy { word in
      guard let first = word.first, first.isUppercase, word.count >= 3 else { return false }
      return word.allSatisfy { $0.isLetter || $0 == "-" || $0 == "'" }
    }
  }
}
