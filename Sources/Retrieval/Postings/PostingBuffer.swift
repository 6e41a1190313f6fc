/// One posting: a passage that holds a term, and how often.
struct Posting: Sendable, Hashable {
  var passage: Int
  var frequency: Int
}

/// The postings of one term while an index is built: two or three bytes each.
struct PostingBuffer: Sendable {
  private(set) var count = 0
  private var last = -1
  private var bytes: [UInt8] = []

  /// Appends a posting; passages come in ascending order.
  mutating func append(passage: Int, frequency: Int) {
    precondition(passage > last && frequency > 0, "postings come in ascending order")
    ByteCoding.append(UInt64(passage - last - 1), to: &bytes)
    ByteCoding.append(UInt64(frequency - 1), to: &bytes)
    last = passage
    count += 1
  }

  /// The postings in the order in which they came.
  func postings() -> [Posting] {
    var result: [Posting] = []
    result.reserveCapacity(count)
    bytes.withUnsafeBytes { bytes in
      var position = 0
      var passage = -1
      while let delta = ByteCoding.read(bytes, &position),
        let more = ByteCoding.read(bytes, &position)
      {
        passage += Int(delta) + 1
        result.append(Posting(passage: passage, frequency: Int(more) + 1))
      }
    }
    return result
  }
}
