import CPrefetch

/// The postings of many terms while an index is built: two or three bytes each.
///
/// Each term has a chain of slices that double in size, as in Lucene's in-memory index: a posting
/// costs a few bytes written behind the last one, and no term an allocation of its own. A slice
/// begins with a pointer to the next one. Gaps and frequencies are as `PostingEncoder` wants them.
struct PostingPool: ~Copyable {
  private struct List {
    var first: UnsafeMutableRawPointer
    var next: UnsafeMutableRawPointer
    /// How many bytes are left in the slice at hand, and how many it has.
    var left: UInt32
    var size: UInt32
    var count: UInt32
    /// The passage after the last one.
    var end: UInt32
  }

  private static let firstSlice = 8
  private static let lastSlice = 4096
  private static let link = MemoryLayout<UnsafeMutableRawPointer?>.size
  private static let blockSize = 1 << 18

  private var lists = GrowingBuffer<List>(capacity: 4096)
  /// All slices lie in these.
  private var blocks: [UnsafeMutableRawPointer] = []
  private var free: UnsafeMutableRawPointer?
  private var freeSize = 0

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Appends a posting to those of a term; passages come in ascending order, and new terms get the
  /// next number.
  @inline(__always)
  mutating func append(term: Int, passage: UInt32, frequency: UInt32) {
    if term == lists.count { addList() }
    precondition(term < lists.count)
    let list = lists.start + term
    precondition(passage >= list.pointee.end && frequency > 0, "postings come in ascending order")
    append(passage &- list.pointee.end, to: list)
    append(frequency &- 1, to: list)
    list.pointee.end = passage &+ 1
    list.pointee.count &+= 1
  }

  func count(of term: Int) -> Int {
    precondition(term < lists.count)
    return Int(lists[term].count)
  }

  /// Replaces the buffers' content with the postings of a term: of each the passages that it leaves
  /// out, and its frequency less one.
  func read(
    term: Int, gaps: inout GrowingBuffer<UInt32>, more: inout GrowingBuffer<UInt32>
  ) {
    gaps.removeAll()
    more.removeAll()
    precondition(term < lists.count)
    let list = lists[term]
    var reader = SliceReader(list.first)
    for _ in 0..<list.count {
      gaps.append(reader.number())
      more.append(reader.number())
    }
  }

  /// Reads the numbers of a chain of slices.
  private struct SliceReader {
    var slice: UnsafeMutableRawPointer
    var size = PostingPool.firstSlice
    var at: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer

    init(_ first: UnsafeMutableRawPointer) {
      slice = first
      at = first + PostingPool.link
      end = at + size
    }

    @inline(__always)
    mutating func number() -> UInt32 {
      if at < end {
        // Most numbers are one byte, in the slice at hand.
        let byte = at.load(as: UInt8.self)
        if byte < 0x80 {
          at += 1
          return UInt32(byte)
        }
      }
      return longNumber()
    }

    @inline(never)
    private mutating func longNumber() -> UInt32 {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while true {
        if at == end {
          slice = slice.load(as: UnsafeMutableRawPointer.self)
          size = min(size * 2, PostingPool.lastSlice)
          at = slice + PostingPool.link
          end = at + size
        }
        let byte = at.load(as: UInt8.self)
        at += 1
        value |= UInt32(byte & 0x7f) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
    }
  }

  /// Asks for the memory of what is known of a term; any number will do.
  @inline(__always)
  func prefetch(list term: Int) { raftwright_prefetch(lists.start + term) }

  /// Asks for the memory where the next posting of a term goes, if there is such a term.
  @inline(__always)
  func prefetch(end term: Int) {
    if term < lists.count { raftwright_prefetch(lists[term].next) }
  }

  /// Asks for the memory of a term's first postings.
  @inline(__always)
  func prefetch(start term: Int) {
    if term < lists.count { raftwright_prefetch(lists[term].first) }
  }

  @inline(__always)
  private mutating func append(_ value: UInt32, to list: UnsafeMutablePointer<List>) {
    var rest = value
    while rest >= 0x80 {
      append(byte: UInt8(truncatingIfNeeded: rest) | 0x80, to: list)
      rest >>= 7
    }
    append(byte: UInt8(truncatingIfNeeded: rest), to: list)
  }

  @inline(__always)
  private mutating func append(byte: UInt8, to list: UnsafeMutablePointer<List>) {
    if list.pointee.left == 0 { extend(list) }
    list.pointee.next.storeBytes(of: byte, as: UInt8.self)
    list.pointee.next += 1
    list.pointee.left &-= 1
  }

  @inline(never)
  private mutating func addList() {
    let slice = take(Self.firstSlice)
    lists.append(
      List(
        first: slice, next: slice + Self.link, left: UInt32(Self.firstSlice),
        size: UInt32(Self.firstSlice), count: 0, end: 0))
  }

  @inline(never)
  private mutating func extend(_ list: UnsafeMutablePointer<List>) {
    let size = min(Int(list.pointee.size) * 2, Self.lastSlice)
    let slice = take(size)
    let current = list.pointee.next - Int(list.pointee.size) - Self.link
    current.storeBytes(of: slice, as: UnsafeMutableRawPointer.self)
    list.pointee.next = slice + Self.link
    list.pointee.left = UInt32(size)
    list.pointee.size = UInt32(size)
  }

  /// Memory for a slice, all of whose sizes are multiples of a link's.
  private mutating func take(_ size: Int) -> UnsafeMutableRawPointer {
    let wanted = Self.link + size
    if freeSize < wanted {
      let block = UnsafeMutableRawPointer.allocate(
        byteCount: Self.blockSize, alignment: Self.link)
      blocks.append(block)
      (free, freeSize) = (block, Self.blockSize)
    }
    guard let slice = free else { preconditionFailure("a block was just made") }
    free = slice + wanted
    freeSize -= wanted
    return slice
  }
}
