import Artifacts

/// Relevance judgements (qrels): for each topic the documents that were judged, and how relevant
/// each is; 0 and less is not relevant.
public struct Judgements: Sendable, Equatable {
  /// Topics in the order of their first judgement.
  public private(set) var topics: [String] = []
  private var grades: [String: [String: Int]] = [:]

  public init() {}

  /// The judged documents of a topic.
  public subscript(topic: String) -> [String: Int] { grades[topic] ?? [:] }

  /// False where the document was judged for this topic before.
  @discardableResult
  public mutating func add(topic: String, document: String, grade: Int) -> Bool {
    if grades[topic] == nil { topics.append(topic) }
    return grades[topic, default: [:]].updateValue(grade, forKey: document) == nil
  }

  /// The topics that have at least one relevant document: those that can be evaluated.
  public var answerable: [String] {
    topics.filter { self[$0].values.contains { $0 > 0 } }
  }
}

/// Reads judgements: TREC's `topic 0 docno grade`, or BEIR's tab-separated
/// `query-id corpus-id score`, whose first line names the columns.
public enum QrelsFile {
  public static func read(_ path: String) throws -> Judgements {
    var judgements = Judgements()
    try TextLines.read(path) { line, fields throws(LineError) in
      if fields.count == 3, line.number == 1, Int(fields[2]) == nil { return }
      guard fields.count == 4 || fields.count == 3 else {
        throw line.error(
          "there are \(fields.count) fields; a judgement is `topic 0 docno grade`, or BEIR's "
            + "`query-id corpus-id score`")
      }
      guard let grade = Int(fields[fields.count - 1]) else {
        throw line.error("the grade `\(fields[fields.count - 1])` is not a whole number")
      }
      let document = String(fields[fields.count - 2])
      guard judgements.add(topic: String(fields[0]), document: document, grade: grade) else {
        throw line.error("`\(document)` is judged twice for the topic `\(fields[0])`")
      }
    }
    return judgements
  }
}
