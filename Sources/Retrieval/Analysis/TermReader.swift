/// Turns text into the numbers of its terms, and remembers the words that it has seen.
///
/// Text is read as bytes. A word is looked up as it stands in the text (ASCII in lower case) and
/// gives its terms; only new words are normalised and stemmed, so most cost one hash look-up.
struct TermReader: ~Copyable {
  /// Longer words are cut: they are encoded data, not language.
  static let longestWord = 255
  /// The reader begins anew at this many words or terms.
  private static let limit = 1 << 17

  let stemmer: Stemmer?
  let stemsAllScripts: Bool
  let stopwords: Set<[UInt8]>

  /// All terms so far, by number.
  private(set) var terms = TermTable(capacity: 4096)
  private var words = WordTable()
  /// The terms of the word that is learnt.
  private var learnt = GrowingBuffer<UInt32>(capacity: 16)
  /// Each byte of a word in lower case; 0 for a byte that is in no word by itself.
  private var folded = GrowingBuffer<UInt8>(capacity: 256)
  private var queue = WordQueue(longest: longestWord)

  init(_ language: LanguageAnalysis, options: RetrievalOptions) {
    stemmer = language.algorithm.flatMap { Stemmer(algorithm: $0) }
    stemsAllScripts = language.stemsAllScripts
    stopwords = options.stopwords && language.dropsEnglishStopwords ? Stopwords.english : []
    for byte in UInt8.min...UInt8.max {
      let isUpper = byte >= 0x41 && byte <= 0x5a
      folded.append(Self.isWordByte(byte) ? (isUpper ? byte | 0x20 : byte) : 0)
    }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x5f: true
    default: false
    }
  }

  /// Gives the numbers of the terms of UTF-8 text in order.
  @inline(__always)
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ emit: (Int) -> Void) {
    var position = 0
    while position < text.count {
      let isIdeograph = fill(text, &position)
      lookUp(emit)
      if isIdeograph { readIdeographs(text, &position, emit) }
    }
  }

  /// Reads words into the queue, until it is full, the text ends, or, true, a script without spaces
  /// begins.
  private mutating func fill(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) -> Bool {
    while position < text.count && !queue.isFull {
      if readShort(text, &position) { continue }
      let byte = text[position]
      if folded[Int(byte)] != 0 {
        readWord(text, &position)
      } else if byte < 0x80 {
        position += 1
      } else {
        let (scalar, width) = UTF8Reader.scalar(text, position)
        switch CharacterClass(scalar) {
        case .word: readWord(text, &position)
        case .ideograph: return true
        case .separator, .ignorable: position += width
        }
      }
    }
    return false
  }

  /// Gives the terms of the words in the queue, and empties it.
  @inline(__always)
  private mutating func lookUp(_ emit: (Int) -> Void) {
    for index in 0..<queue.words.count { words.prefetchRecord(queue.words[index].key) }
    for index in 0..<queue.words.count {
      let word = queue.words[index]
      switch words.find(word.key, queue.bytes(of: word)) {
      case .one(let term)?: emit(term)
      case .many(let terms)?: for term in terms { emit(Int(term)) }
      case nil:
        learn(word)
        for index in 0..<learnt.count { emit(Int(learnt[index])) }
      }
    }
    queue.removeAll()
  }

  @inline(never)
  private mutating func learn(_ word: WordQueue.Word) {
    learnt.removeAll()
    let bytes = queue.bytes(of: word)
    learn(bytes)
    words.add(bytes, terms: learnt)
  }

  /// Begins anew where too much is remembered. Numbers are others afterwards.
  mutating func forgetMuch() {
    guard words.count >= Self.limit || terms.count >= Self.limit else { return }
    words = WordTable()
    terms = TermTable(capacity: 4096)
  }

  /// The number of a term that is no word of its own.
  mutating func number(of term: UnsafeBufferPointer<UInt8>) -> Int { terms.insert(term) }

  /// Adds a term to those of the word that is learnt.
  mutating func remember(_ term: UnsafeBufferPointer<UInt8>) {
    learnt.append(UInt32(terms.insert(term)))
  }

  /// Passes over a gap or reads an ASCII word of up to seven bytes: most of a text. False where the
  /// bytes at hand need a closer look.
  @inline(__always)
  private mutating func readShort(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) -> Bool {
    guard let start = text.baseAddress, position &+ 8 <= text.count else { return false }
    let run = ByteRun(start + position)
    let size = run.wordCount
    if size == 0 {
      let gap = run.gapCount
      position &+= gap
      return gap > 0
    }
    guard size < 8 else { return false }
    let end = position &+ size
    switch text[end] {
    case 0x80..., 0x27: return false
    case 0x2c, 0x2e:
      if end + 1 < text.count && Self.isDigit(text[end - 1]) && Self.isDigit(text[end + 1]) {
        return false
      }
    default: break
    }
    let key = WordTable.Key(short: run.prefix(size))
    UnsafeMutableRawPointer(queue.space).storeBytes(
      of: run.folded.littleEndian, as: UInt64.self)
    words.prefetchSlot(key)
    queue.append(key, count: size)
    // What stands there was seen to be in no word.
    position = end &+ 1
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Reads a run of word characters and underscores.
  ///
  /// As in UAX #29 a full stop or comma between digits, and an apostrophe between letters, belong to
  /// the word (rules WB6, WB7, WB11 and WB12).
  @inline(__always)
  private mutating func readWord(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) {
    let word = queue.space
    var count = 0
    while position < text.count {
      if let start = text.baseAddress, position + 8 <= text.count, count + 8 <= Self.longestWord {
        let run = ByteRun(start + position)
        UnsafeMutableRawPointer(word + count).storeBytes(
          of: run.folded.littleEndian, as: UInt64.self)
        position += run.wordCount
        count += run.wordCount
        if run.wordCount == 8 { continue }
      }
      let byte = text[position]
      let plain = folded[Int(byte)]
      if plain != 0 {
        if count < Self.longestWord {
          word[count] = plain
          count += 1
        }
        position += 1
        continue
      }
      // Only these continue a word.
      guard byte >= 0x80 || byte == 0x27 || byte == 0x2c || byte == 0x2e,
        readSpecial(text, &position, word, &count)
      else { break }
    }
    if count == 0 { return }
    let key = WordTable.Key(UnsafeBufferPointer(start: word, count: count))
    words.prefetchSlot(key)
    queue.append(key, count: count)
  }

  /// Reads a joint or a character above U+007F; false where the word ends.
  @inline(never)
  private func readSpecial(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int,
    _ word: UnsafeMutablePointer<UInt8>, _ count: inout Int
  ) -> Bool {
    if let joint = WordJoint(text, position) {
      position += joint.width
      if joint.endsWord { return false }
      if count < Self.longestWord {
        word[count] = joint.byte
        count += 1
      }
      return true
    }
    guard text[position] >= 0x80 else { return false }
    let (scalar, width) = UTF8Reader.scalar(text, position)
    switch CharacterClass(scalar) {
    case .word, .ignorable:
      if count + width <= Self.longestWord {
        for offset in 0..<width { word[count + offset] = text[position + offset] }
        count += width
      }
      position += width
      return true
    case .ideograph, .separator:
      return false
    }
  }
}
