import Artifacts
import Foundation
import GRDB

/// The postings of a segment while it is built: two or three bytes each, in memory.
struct SegmentPostings: ~Copyable {
  /// The place of its first passage.
  let first: Int
  private(set) var lengths: [Int] = []
  private(set) var chunkIDs: [Int] = []
  private var terms = TermTable(capacity: 1 << 14)
  private var postings: [PostingBuffer] = []

  init(first: Int) {
    self.first = first
  }

  /// The place of the next passage.
  var end: Int { first + lengths.count }
  var termCount: Int { terms.count }

  mutating func add(_ document: AnalyzedDocument, chunkIDs ids: [Int]) {
    var global: [Int] = []
    global.reserveCapacity(document.terms.count)
    document.terms.forEach { global.append(terms.insert($0, hash: $1)) }
    while postings.count < terms.count { postings.append(PostingBuffer()) }
    for passage in document.passages {
      let number = lengths.count
      for (term, count) in passage.frequencies {
        postings[global[Int(term)]].append(passage: number, frequency: Int(count))
      }
      lengths.append(passage.length)
    }
    chunkIDs += ids
  }

  /// Writes all of it, and lets go of the postings; returns how many terms no earlier segment has.
  mutating func write(segment: Int, _ db: Database) throws -> Int {
    let statement = try db.cachedStatement(sql: "INSERT INTO term VALUES (?, ?, ?, ?)")
    let known = try db.cachedStatement(sql: "SELECT 1 FROM term WHERE segment = ? AND term = ?")
    var new = terms.count
    for number in terms.sorted() {
      let buffer = postings[number]
      let term = String(decoding: terms.bytes(of: number), as: UTF8.self)
      if segment > 0 {
        let isKnown = try (0..<segment).contains {
          try Int.fetchOne(known, arguments: [$0, term]) != nil
        }
        if isKnown { new -= 1 }
      }
      try statement.execute(arguments: [
        segment, term, buffer.count, Data(PostingEncoder.encode(buffer.postings())),
      ])
      postings[number] = PostingBuffer()
    }
    try writePacked(segment: segment, db)
    return new
  }

  private func writePacked(segment: Int, _ db: Database) throws {
    var packedLengths: [UInt8] = []
    for length in lengths { ByteCoding.append(UInt64(length), to: &packedLengths) }
    var ids: [UInt8] = []
    for id in chunkIDs { ByteCoding.append(fixed: UInt64(id), to: &ids) }
    for (name, bytes) in [("ids", ids), ("lengths", packedLengths)] {
      try db.execute(
        sql: "INSERT INTO packed VALUES (?, ?, ?)", arguments: [name, segment, Data(bytes)])
    }
  }
}
