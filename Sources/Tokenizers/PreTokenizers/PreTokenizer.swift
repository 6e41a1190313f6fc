/// How a normalized text is split into the pieces that the model sees: the `pre_tokenizer` of a
/// `tokenizer.json`.
indirect enum PreTokenizer: Sendable {
  /// White space is left out, punctuation stands alone.
  case bert
  /// GPT-2's pattern, where it is asked for; the model then sees bytes.
  case byteLevel(addsPrefixSpace: Bool, pattern: WordPattern?)
  case pattern(WordPattern)
  case split(by: Delimiter, SplitBehavior)
  /// Spaces become ▁ (or another mark), and words begin with it.
  case metaspace(mark: [UInt8], prepends: Prepending, splits: Bool)
  /// `\w+|[^\w\s]+`.
  case whitespace
  case sequence([PreTokenizer])

  enum Prepending: Sendable { case always, first, never }

  /// What separates pieces.
  enum Delimiter: Sendable {
    case whitespace, punctuation
    /// Digits, each alone or in runs.
    case digits, digitRuns
    case text([UInt8])
  }

  /// Whether the model sees bytes instead of characters.
  var isByteLevel: Bool {
    switch self {
    case .byteLevel: true
    case .sequence(let steps): steps.last?.isByteLevel ?? false
    default: false
    }
  }

  func apply(_ pieces: inout Pieces) {
    switch self {
    case .bert: pieces.split(Self.splitAsBert)
    case .byteLevel(let addsPrefixSpace, let pattern):
      if addsPrefixSpace { pieces.prepend([0x20]) { $1.first != 0x20 } }
      if let pattern { pieces.split(pattern.split) }
    case .pattern(let pattern): pieces.split(pattern.split)
    case .split(let delimiter, let behavior):
      pieces.split { bytes, range, parts in
        behavior.parts(of: delimiter.stretches(bytes, range), into: &parts)
      }
    case .metaspace(let mark, let prepends, let splits):
      pieces.replaceSpaces(by: mark)
      if prepends != .never {
        let isAtStart = pieces.isAtStart
        pieces.prepend(mark) { number, piece in
          (prepends == .always || number == 0 && isAtStart) && !piece.starts(with: mark)
        }
      }
      if splits {
        pieces.split { bytes, range, parts in
          SplitBehavior.mergedWithNext.parts(
            of: Delimiter.text(mark).stretches(bytes, range), into: &parts)
        }
      }
    case .whitespace: pieces.split(Self.splitWords)
    case .sequence(let steps): for step in steps { step.apply(&pieces) }
    }
  }

  @inline(__always)
  private static func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e: true
    default: false
    }
  }

  private static func splitAsBert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ parts: inout [Range<Int>]
  ) {
    let classes = CharacterClasses.shared
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      let byte = bytes[index]
      var width = 1
      let isSpace: Bool
      let isPunctuation: Bool
      if byte < 0x80 {
        isSpace = byte == 0x20 || byte >= 0x09 && byte <= 0x0d
        isPunctuation = isASCIIPunctuation(byte)
      } else {
        let scalar = UTF8Scalar.read(bytes, index, range.upperBound)
        let bits = classes[scalar.value]
        width = scalar.width
        isSpace = bits.contains(.space)
        isPunctuation = bits.contains(.punctuation)
      }
      if isSpace || isPunctuation {
        if index > start { parts.append(start..<index) }
        if isPunctuation { parts.append(index..<index + width) }
        start = index + width
      }
      index += width
    }
    if index > start { parts.append(start..<index) }
  }

  private static func splitWords(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ parts: inout [Range<Int>]
  ) {
    let classes = CharacterClasses.shared
    var start = range.lowerBound
    var index = start
    // 0 white space, 1 word, 2 others.
    var state = 0
    while index < range.upperBound {
      let (value, width) = UTF8Scalar.read(bytes, index, range.upperBound)
      let bits = classes[value]
      let next = bits.contains(.word) ? 1 : bits.contains(.space) ? 0 : 2
      if next != state {
        if state != 0 { parts.append(start..<index) }
        (start, state) = (index, next)
      }
      index += width
    }
    if state != 0 { parts.append(start..<index) }
  }
}

extension PreTokenizer.Delimiter {
  /// The delimiters in a piece and what lies between them, in order.
  func stretches(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> [(range: Range<Int>, isDelimiter: Bool)] {
    let classes = CharacterClasses.shared
    var result: [(range: Range<Int>, isDelimiter: Bool)] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      var (value, width) = UTF8Scalar.read(bytes, index, range.upperBound)
      let bits = classes[value]
      let isDelimiter: Bool
      switch self {
      case .whitespace: isDelimiter = bits.contains(.space)
      case .punctuation:
        isDelimiter =
          bits.contains(.punctuation)
          || value < 0x80 && !bits.contains(.word) && value > 0x20 && value < 0x7f
      case .digits, .digitRuns: isDelimiter = bits.contains(.number)
      case .text(let text):
        isDelimiter =
          index + text.count <= range.upperBound
          && bytes[index..<index + text.count].elementsEqual(text)
        if isDelimiter { width = text.count }
      }
      if isDelimiter {
        if index > start { result.append((start..<index, false)) }
        if case .digitRuns = self, let last = result.last, last.isDelimiter,
          last.range.upperBound == index
        {
          result[result.count - 1].range = last.range.lowerBound..<index + width
        } else {
          result.append((index..<index + width, true))
        }
        start = index + width
      }
      index += width
    }
    if index > start { result.append((start..<index, false)) }
    return result
  }
}
