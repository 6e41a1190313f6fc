/// What words were merged to, so that frequent ones are merged once.
///
/// For one thread, which makes one and hands it to every call of `Tokenizer.encode`; the ids are the
/// same with and without. Takes 512 KiB; a word that falls into the place of another replaces it.
public final class MergeMemory {
  // A slot is 64 bytes, a line of the cache: how many ids, how many bytes, the bytes, the ids.
  let slots: UnsafeMutableRawPointer

  static let longest = 26
  private static let most = 9
  private static let slotSize = 64
  private static let count = 1 << 13
  private static let idOffset = 28

  public init() {
    let size = Self.slotSize * Self.count
    slots = .allocate(byteCount: size, alignment: Self.slotSize)
    slots.initializeMemory(as: UInt8.self, repeating: 0, count: size)
  }

  deinit {
    slots.deallocate()
  }

  @inline(__always)
  private static func slot(
    _ slots: UnsafeMutableRawPointer, _ hash: UInt64
  ) -> UnsafeMutableRawPointer {
    slots + Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(count - 1)) * slotSize
  }

  /// Appends the ids of a word; false where it is not remembered.
  @inline(__always)
  static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hash: UInt64,
    in slots: UnsafeMutableRawPointer, to ids: inout [Int32]
  ) -> Bool {
    let slot = slot(slots, hash)
    guard Int(slot.load(fromByteOffset: 1, as: UInt8.self)) == range.count else { return false }
    for offset in 0..<range.count
    where slot.load(fromByteOffset: 2 + offset, as: UInt8.self)
      != bytes[range.lowerBound + offset]
    {
      return false
    }
    let known = slot.load(as: UInt8.self)
    for number in 0..<Int(known) {
      ids.append(slot.load(fromByteOffset: idOffset + 4 * number, as: Int32.self))
    }
    return true
  }

  /// Remembers a word, unless it has too many ids.
  static func keep(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, hash: UInt64,
    in slots: UnsafeMutableRawPointer, ids: ArraySlice<Int32>
  ) {
    guard ids.count <= most else { return }
    let slot = slot(slots, hash)
    slot.storeBytes(of: UInt8(ids.count), as: UInt8.self)
    slot.storeBytes(of: UInt8(range.count), toByteOffset: 1, as: UInt8.self)
    for offset in 0..<range.count {
      slot.storeBytes(
        of: bytes[range.lowerBound + offset], toByteOffset: 2 + offset, as: UInt8.self)
    }
    for (number, id) in ids.enumerated() {
      slot.storeBytes(of: id, toByteOffset: idOffset + 4 * number, as: Int32.self)
    }
  }
}
