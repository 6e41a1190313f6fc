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
  private var postings = PostingPool()
  /// The numbers in `terms` of the terms of the document at hand.
  private var global = GrowingBuffer<UInt32>(capacity: 1024)

  init(first: Int) {
    self.first = first
  }

  /// The place of the next passage.
  var end: Int { first + lengths.count }
  var termCount: Int { terms.count }

  mutating func add(_ document: AnalyzedDocument, chunkIDs ids: [Int]) {
    number(document.terms)
    document.frequencies.withUnsafeBufferPointer { frequencies in
      for passage in document.passages {
        let number = UInt32(lengths.count)
        for index in passage.terms {
          if index + 2 * TermTable.ahead < frequencies.count {
            postings.prefetch(
              list: Int(global[Int(frequencies[index + 2 * TermTable.ahead].term)]))
            postings.prefetch(end: Int(global[Int(frequencies[index + TermTable.ahead].term)]))
          }
          let entry = frequencies[index]
          postings.append(
            term: Int(global[Int(entry.term)]), passage: number, frequency: entry.count)
        }
        lengths.append(passage.length)
      }
    }
    chunkIDs += ids
  }

  /// Finds the numbers that a document's terms have here.
  private mutating func number(_ list: TermList) {
    global.removeAll()
    var index = 0
    list.hashes.withUnsafeBufferPointer { hashes in
      list.forEach {
        let last = hashes.count - 1
        terms.prefetch(hash: hashes[min(index + 2 * TermTable.ahead, last)])
        terms.prefetchEntry(hash: hashes[min(index + TermTable.ahead, last)])
        index += 1
        global.append(UInt32(terms.insert($0, hash: $1)))
      }
    }
  }

  /// Writes all of it, and lets go of the postings; returns how many terms no earlier segment has.
  mutating func write(segment: Int, _ db: Database) throws -> Int {
    var row = try RowWriter("INSERT INTO term VALUES (?, ?, ?, ?)", db)
    let known = try db.cachedStatement(sql: "SELECT 1 FROM term WHERE segment = ? AND term = ?")
    var encoder = PostingEncoder()
    var new = terms.count
    let order = terms.sorted()
    for (index, number) in order.enumerated() {
      if index + 2 * TermTable.ahead < order.count {
        terms.prefetch(entry: order[index + 2 * TermTable.ahead])
        postings.prefetch(list: order[index + 2 * TermTable.ahead])
        postings.prefetch(start: order[index + TermTable.ahead])
      }
      let term = terms.bytes(of: number)
      if segment > 0 {
        let name = String(decoding: term, as: UTF8.self)
        let isKnown = try (0..<segment).contains {
          try Int.fetchOne(known, arguments: [$0, name]) != nil
        }
        if isKnown { new -= 1 }
      }
      encoder.encode(number, of: postings)
      row.bind(segment)
      row.bind(text: term)
      row.bind(postings.count(of: number))
      row.bind(blob: encoder.bytes.all)
      try row.insert()
    }
    postings = PostingPool()
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
