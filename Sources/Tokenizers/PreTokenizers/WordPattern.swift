/// The regular expressions by which byte-level tokenizers split text, as rules over UTF-8.
///
/// GPT-2's and the one of cl100k with its descendants (Llama 3, Qwen 2 and 3, …) have one build:
/// contractions, letters, digits, other characters, line ends, white space. What differs between
/// them are the properties below. A pattern that is none of them is not supported.
struct WordPattern: Sendable, Equatable {
  /// `(?i:…)` around the contractions.
  var ignoresCase = false
  /// `[^\r\n\p{L}\p{N}]?` before letters instead of a space.
  var takesAnyPrefix = false
  /// `\p{M}` counts as a letter.
  var takesMarks = false
  /// At most this many digits in a piece.
  var digits = Int.max
  /// A space goes with the digits that follow it.
  var spaceBeforeDigits = true
  /// `[\r\n]*` after other characters, and `\s*[\r\n]+` as a piece.
  var takesLineEnds = false

  static let gpt2 = WordPattern()
  static let cl100k = WordPattern(
    ignoresCase: true, takesAnyPrefix: true, digits: 3, spaceBeforeDigits: false,
    takesLineEnds: true)
  static let qwen2 = WordPattern(
    ignoresCase: true, takesAnyPrefix: true, digits: 1, spaceBeforeDigits: false,
    takesLineEnds: true)
  static let qwen3 = WordPattern(
    ignoresCase: true, takesAnyPrefix: true, takesMarks: true, digits: 1,
    spaceBeforeDigits: false, takesLineEnds: true)

  /// The rules of a pattern, nil for one that is not known.
  init?(regex: String) {
    let tail = #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
    let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    let words = contractions + #"|[^\r\n\p{L}\p{N}]?\p{L}+"#
    let others = #"| ?[^\s\p{L}\p{N}]+[\r\n]*"#
    switch regex {
    case #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
      #"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#:
      self = .gpt2
    case words + #"|\p{N}{1,3}"# + others + tail,
      #"(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"# + others + tail,
      #"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"# + others + tail:
      self = .cl100k
    case words + #"|\p{N}"# + others + tail: self = .qwen2
    case contractions + #"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*"#
      + tail:
      self = .qwen3
    default: return nil
    }
  }

  private init(
    ignoresCase: Bool = false, takesAnyPrefix: Bool = false, takesMarks: Bool = false,
    digits: Int = .max, spaceBeforeDigits: Bool = true, takesLineEnds: Bool = false
  ) {
    self.ignoresCase = ignoresCase
    self.takesAnyPrefix = takesAnyPrefix
    self.takesMarks = takesMarks
    self.digits = digits
    self.spaceBeforeDigits = spaceBeforeDigits
    self.takesLineEnds = takesLineEnds
  }
}
