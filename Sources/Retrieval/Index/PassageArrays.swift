/// The arrays of an index that a search needs whole, by the places of passages.
struct PassageArrays {
  private(set) var ids: [Int] = []
  /// In terms.
  private(set) var lengths: [Int] = []
  /// The first place of each segment, and the end.
  private(set) var segments = [0]
  /// By place the number of the passage in the order of documents, `gone` for none; nil in a fresh
  /// index, where both are the same.
  let numbers: [UInt32]?

  static let gone = UInt32.max

  init(_ store: IndexStore) throws(IndexError) {
    numbers = try store.order().map(Self.numbers)
    for packed in try store.packed() {
      ids += Self.ids(packed.ids)
      lengths += Self.lengths(packed.lengths)
      guard ids.count == lengths.count else { throw Self.damage(store) }
      segments.append(ids.count)
    }
    if let numbers, numbers.count != ids.count { throw Self.damage(store) }
  }

  static func damage(_ store: IndexStore) -> IndexError {
    IndexError(.damaged("its arrays have the wrong length"), path: store.path)
  }

  private static func ids(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count & ~7, by: 8).map { offset in
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Int(truncatingIfNeeded: UInt64(littleEndian: word))
      }
    }
  }

  private static func lengths(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      var lengths: [Int] = []
      lengths.reserveCapacity(bytes.count / 2)
      var position = 0
      while let length = ByteCoding.read(bytes, &position) {
        lengths.append(Int(truncatingIfNeeded: length & 0xffff_ffff))
      }
      return lengths
    }
  }

  private static func numbers(_ bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count & ~3, by: 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
      }
    }
  }
}
