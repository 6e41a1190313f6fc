import Artifacts
import Retrieval

/// A query of a batch.
struct TrecQuery {
  var id: String
  var text: String
}

/// A file of queries, one a line: `id<TAB>text`.
enum QueryFile {
  static func read(_ path: String) throws -> [TrecQuery] {
    let lines = String(decoding: try WholeFile.read(path), as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var queries: [TrecQuery] = []
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      guard let tab = line.firstIndex(of: "\t"), tab > line.startIndex else {
        throw Failure(
          "\(path):\(index + 1): there is no tab; a line is an id, a tab and a query",
          code: .workFailed)
      }
      queries.append(
        TrecQuery(id: String(line[..<tab]), text: String(line[line.index(after: tab)...])))
    }
    return queries
  }
}

/// A run in the format of trec_eval: `query Q0 docno rank score tag`, documents by their best
/// passage.
struct TrecRun {
  var index: Index
  /// How many documents a query gets at most.
  var top: Int
  var threads: Int

  static let tag = "raftwright"

  func lines(_ queries: [TrecQuery]) throws -> [UInt8] {
    var output: [UInt8] = []
    var rankings = [[Ranked]?](repeating: nil, count: queries.count)
    var open = Array(queries.indices)
    var passages = max(top, 1) * 3
    // A document may have many passages: ask for more until there are enough documents.
    while !open.isEmpty {
      let found = try index.searchBatch(
        open.map { queries[$0].text }, top: passages, threads: threads)
      var short: [Int] = []
      for (query, hits) in zip(open, found) {
        let documents = ranked(hits)
        if documents.count < top, hits.count == passages {
          short.append(query)
        } else {
          rankings[query] = documents
        }
      }
      (open, passages) = (short, passages * 4)
    }
    for (query, ranking) in zip(queries, rankings) {
      for (rank, document) in (ranking ?? []).enumerated() {
        let line =
          "\(Self.field(query.id)) Q0 \(Self.field(document.docno)) \(rank + 1) "
          + "\(document.score) \(Self.tag)\n"
        output += Array(line.utf8)
      }
    }
    return output
  }

  private struct Ranked {
    var docno: String
    var score: Double
  }

  private func ranked(_ hits: [Hit]) -> [Ranked] {
    var seen: Set<Int> = []
    var result: [Ranked] = []
    for hit in hits where result.count < top {
      let document = index.document(ofPassage: hit.number)
      if seen.insert(document.id).inserted {
        result.append(Ranked(docno: document.docno, score: hit.score))
      }
    }
    return result
  }

  /// Fields are parted by spaces, so white space in a name is percent-encoded.
  private static func field(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case " ": result += "%20"
      case "\t": result += "%09"
      case "\n": result += "%0A"
      case "\r": result += "%0D"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
