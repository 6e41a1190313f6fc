/// The terms of a document, numbered from 0, as UTF-8 bytes with the hashes of a `TermTable`.
struct TermList: Sendable {
  let hashes: [UInt64]
  private let bytes: [UInt8]
  private let ends: [Int]

  var count: Int { ends.count }

  /// Copies terms of a table.
  init(_ numbers: UnsafeBufferPointer<UInt32>, of terms: borrowing TermTable) {
    var hashes: [UInt64] = []
    var ends: [Int] = []
    hashes.reserveCapacity(numbers.count)
    ends.reserveCapacity(numbers.count)
    var end = 0
    for (index, number) in numbers.enumerated() {
      terms.prefetch(entry: Int(numbers[min(index + TermTable.ahead, numbers.count - 1)]))
      hashes.append(terms.hash(of: Int(number)))
      end += terms.bytes(of: Int(number)).count
      ends.append(end)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end)
    for (index, number) in numbers.enumerated() {
      let next = numbers[min(index + TermTable.ahead, numbers.count - 1)]
      terms.prefetch(bytes: Int(next))
      bytes.append(contentsOf: terms.bytes(of: Int(number)))
    }
    (self.hashes, self.bytes, self.ends) = (hashes, bytes, ends)
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
