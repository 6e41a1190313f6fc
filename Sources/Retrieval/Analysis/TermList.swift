/// The terms of a document, numbered from 0, as UTF-8 bytes with the hashes of a `TermTable`.
struct TermList: Sendable {
  private(set) var hashes: [UInt64] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  mutating func reserve(_ count: Int) {
    hashes.reserveCapacity(count)
    ends.reserveCapacity(count)
    bytes.reserveCapacity(count * 8)
  }

  mutating func append(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    bytes.append(contentsOf: term)
    ends.append(bytes.count)
    hashes.append(hash)
  }

  /// Gives each term with its hash, in order.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (end, hash) in zip(ends, hashes) {
        body(UnsafeBufferPointer(rebasing: bytes[start..<end]), hash)
        start = end
      }
    }
  }
}
