/// A hash table from byte strings to token ids; immutable once it is built.
///
/// Open addressing over FNV-1a, which grows byte by byte: `WordPiece` asks for all beginnings of a
/// word at the cost of one pass.
struct TokenTable: Sendable {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var blob: [UInt8] = []
  private var ids: [Int32] = []
  private let mask: Int
  /// The most bytes that a token has.
  private(set) var longest = 0

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  @inline(__always)
  private func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff) & mask
  }

  /// Adds a token unless one with the same bytes is there; there must be room.
  mutating func insert(_ token: some Collection<UInt8>, id: Int32) {
    let hash = token.reduce(Self.seed, Self.step)
    var place = slot(hash)
    while slots[place] >= 0 {
      if hashes[Int(slots[place])] == hash { return }
      place = (place + 1) & mask
    }
    slots[place] = Int32(ids.count)
    hashes.append(hash)
    blob.append(contentsOf: token)
    ends.append(blob.count)
    ids.append(id)
    longest = max(longest, token.count)
  }

  /// The id of `bytes[range]`, whose hash is known; -1 where it is no token.
  @inline(__always)
  func id(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hash: UInt64
  ) -> Int32 {
    var place = slot(hash)
    while true {
      let entry = Int(slots[place])
      if entry < 0 { return -1 }
      if hashes[entry] == hash {
        let start = ends[entry]
        guard ends[entry + 1] - start == range.count else { return -1 }
        var offset = 0
        while offset < range.count {
          if blob[start + offset] != bytes[range.lowerBound + offset] { return -1 }
          offset += 1
        }
        return ids[entry]
      }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  func id(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32 {
    range.count > longest ? -1 : id(bytes, range, hash: Self.hash(bytes, range))
  }

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = seed
    for index in range { hash = step(hash, bytes[index]) }
    return hash
  }

  func id(_ token: [UInt8]) -> Int32? {
    let found = token.withUnsafeBufferPointer { id($0, 0..<$0.count) }
    return found < 0 ? nil : found
  }
}
