import Artifacts
import Retrieval

/// A system's answer to a set of topics: for each the documents that it found, the best first.
public struct RankedRun: Sendable {
  /// What the run is called in reports.
  public var name: String
  private var rankings: [String: [String]] = [:]

  public init(name: String) {
    self.name = name
  }

  /// The ranking of a topic; empty where the run has none.
  public subscript(topic: String) -> [String] {
    get { rankings[topic] ?? [] }
    set { rankings[topic] = newValue }
  }

  public var topics: Set<String> { Set(rankings.keys) }

  /// Ranks as trec_eval does, whatever ranks a file names: by score, which it keeps in single
  /// precision, and of equal ones the greater docno first.
  static func order(_ scored: [(docno: String, score: Float)]) -> [String] {
    scored.sorted {
      $0.score != $1.score
        ? $0.score > $1.score : IndexWriter.precedes($1.docno, $0.docno)
    }.map(\.docno)
  }

  /// Reads a run file: `topic Q0 docno rank score tag` a line.
  public static func read(_ path: String) throws -> RankedRun {
    var found: [String: [(docno: String, score: Float)]] = [:]
    var seen: [String: Set<String>] = [:]
    try TextLines.read(path) { line, fields throws(LineError) in
      guard fields.count == 6 else {
        throw line.error(
          "there are \(fields.count) fields; a line of a run is `topic Q0 docno rank score tag`")
      }
      guard let score = Double(fields[4]), score.isFinite else {
        throw line.error("the score `\(fields[4])` is not a number")
      }
      let (topic, docno) = (String(fields[0]), String(fields[2]))
      guard seen[topic, default: []].insert(docno).inserted else {
        throw line.error("`\(docno)` stands twice in the ranking of `\(topic)`")
      }
      found[topic, default: []].append((docno, Float(score)))
    }
    var run = RankedRun(name: path.split(separator: "/").last.map(String.init) ?? path)
    for (topic, scored) in found { run[topic] = order(scored) }
    return run
  }
}
