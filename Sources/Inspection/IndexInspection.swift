import Artifacts
import Retrieval

/// Looks at an index, one document's passages at a time.
public struct IndexInspection: Sendable {
  let index: Index

  /// Opens the index; throws what `Index` throws of a file that is none.
  public init(path: String) throws {
    index = try Index(path: path)
  }

  public var passageCount: Int { index.passageCount }

  public func statistics(progress: any ProgressReporter) throws -> IndexStatistics {
    var statistics = IndexStatistics(
      counts: index.counts, drops: index.drops, configuration: index.configuration)
    for source in try index.sources {
      statistics.sourceBytes += source.bytes
      statistics.readers.add(source.reader)
      statistics.add(source)
    }
    progress.begin(stage: "inspect", total: index.counts.documents, unit: "documents")
    for document in try index.documents {
      let passages = try index.passages(in: document.passages)
      statistics.add(document, tokenCounts: passages.map(\.tokenCount))
      progress.advance(by: 1)
    }
    progress.finish(detail: "\(index.passageCount) passages")
    return statistics
  }

  /// The passage with an id; nil where the index has none.
  public func passage(id: Int) throws -> PassageReading? {
    guard let passage = try index.passage(id: id) else { return nil }
    return PassageReading(
      passage: passage, document: try index.document(of: passage), total: passageCount)
  }

  /// Passage `number`, counted from 1 in the order of the index; nil where there are fewer.
  public func example(_ number: Int) throws -> PassageReading? {
    guard (1...max(1, passageCount)).contains(number), passageCount > 0 else { return nil }
    let passage = try index.passage(number: number - 1)
    return PassageReading(
      passage: passage, document: try index.document(of: passage), total: passageCount)
  }
}
