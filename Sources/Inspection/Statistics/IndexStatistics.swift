import Artifacts
import Documents
import Retrieval

/// What is counted of an index.
public struct IndexStatistics: Sendable {
  /// A document with the size of its passages.
  public struct DocumentSize: Sendable, Equatable {
    public var uri: String
    public var passages: Int
    public var tokens: Int
  }

  /// How many of the largest documents are named.
  public static let largestLimit = 5

  public internal(set) var counts: IndexCounts
  /// Bytes of all files that were read.
  public internal(set) var sourceBytes = 0
  /// Bytes of text in all blocks, and those of them that lie in passages; no white space.
  public internal(set) var coverage = TextCoverage()
  /// Files of which text lies in no passage, with the bytes: there should be none.
  public internal(set) var uncovered: [(path: String, bytes: Int)] = []
  public internal(set) var readers = NameTally()
  public internal(set) var languages = NameTally()
  public internal(set) var passageTokens = Tally()
  public internal(set) var passagesPerDocument = Tally()
  /// The most tokens first, then by URI.
  public internal(set) var largest: [DocumentSize] = []
  public internal(set) var drops: DropCounts
  /// The tokenizer that counted the tokens; empty where they are estimated.
  public let tokenizer: String

  /// - Parameter configuration: the index's own, as JSON.
  init(counts: IndexCounts, drops: DropCounts, configuration: String) {
    (self.counts, self.drops) = (counts, drops)
    let settings = try? JSONValue(parsing: Array(configuration.utf8))
    tokenizer = settings?["documents"]?["tokenizer"]?.string ?? ""
  }

  mutating func add(_ source: SourceRecord) {
    coverage += TextCoverage(textBytes: source.textBytes, coveredBytes: source.coveredBytes)
    if source.coveredBytes < source.textBytes {
      uncovered.append((source.path, source.textBytes - source.coveredBytes))
    }
  }

  mutating func add(_ document: IndexedDocument, tokenCounts: [Int]) {
    languages.add(document.language ?? "unknown")
    passagesPerDocument.add(tokenCounts.count)
    for tokens in tokenCounts { passageTokens.add(tokens) }
    let size = DocumentSize(
      uri: document.uri, passages: tokenCounts.count, tokens: tokenCounts.reduce(0, +))
    let place = largest.firstIndex {
      size.tokens != $0.tokens ? size.tokens > $0.tokens : size.uri < $0.uri
    }
    largest.insert(size, at: place ?? largest.endIndex)
    if largest.count > Self.largestLimit { largest.removeLast() }
  }
}
