/// Words that were read and are to be looked up together, so that the memory which each of them needs
/// arrives while others are read.
struct WordQueue: ~Copyable {
  struct Word {
    var key: WordTable.Key
    /// Where its bytes begin in `bytes`, and how many there are.
    var start: Int
    var count: Int
  }

  static let limit = 32
  /// How much longer a word may be than its place in the queue says: bytes are written by eights.
  private static let spare = 8

  private(set) var words = GrowingBuffer<Word>(capacity: limit)
  private var bytes: GrowingBuffer<UInt8>
  private var end = 0
  private let longest: Int

  init(longest: Int) {
    self.longest = longest
    bytes = GrowingBuffer(capacity: Self.limit * (longest + Self.spare))
    bytes.fill(to: Self.limit * (longest + Self.spare), with: 0)
  }

  @inline(__always)
  var isFull: Bool { words.count == Self.limit }

  /// Where the bytes of the next word go: as many as the longest has, and eight.
  @inline(__always)
  var space: UnsafeMutablePointer<UInt8> { bytes.start + end }

  @inline(__always)
  func bytes(of word: Word) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes.start + word.start, count: word.count)
  }

  /// Adds the word in `space`.
  @inline(__always)
  mutating func append(_ key: WordTable.Key, count: Int) {
    assert(!isFull && count <= longest)
    words.append(Word(key: key, start: end, count: count))
    end &+= count
  }

  @inline(__always)
  mutating func removeAll() {
    words.removeAll()
    end = 0
  }
}
