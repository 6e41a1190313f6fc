import Artifacts
import Questions
import Recipe
import Retrieval

/// What was measured of a corpus.
public struct CorpusFacts: Sendable {
  public var files = 0
  public var documents = 0
  public var passages = 0
  /// Of all passages.
  public var tokens = 0
  /// The mean of a passage.
  public var passageTokens: Int { passages == 0 ? 0 : tokens / passages }
  /// Of passages that are, or nearly are, others.
  public var duplicates = 0.0
  /// How old files are; nil where no dates tell it.
  public var ages: FileAges?
  /// Questions that structure gives, each an example to train on.
  public var examples = 0
  /// Of a sample of the questions: the share whose passage is among the first k found.
  public var recall: [(k: Int, value: Double)] = []
  /// How many questions the recall is of.
  public var asked = 0
  /// Seconds of one search on one thread, sorted.
  public var latencies: [Double] = []

  /// Tokens that a passage may have, as the index was cut.
  public var chunkTokens = 256

  public init() {}

  public func recall(at k: Int) -> Double? { recall.first { $0.k == k }?.value }

  /// Seconds, by nearest rank; nil where nothing was searched.
  public func latency(_ share: Double) -> Double? {
    guard !latencies.isEmpty else { return nil }
    return latencies[
      min(latencies.count - 1, Int((share * Double(latencies.count)).rounded(.down)))]
  }

  /// At most so many questions are searched for.
  static let sample = 500

  /// Measures an index and the questions that its structure gives.
  public static func measure(
    _ index: Index, questions: [QuestionRecord], progress: any ProgressReporter = SilentProgress()
  ) async throws -> CorpusFacts {
    var facts = CorpusFacts()
    facts.files = index.counts.sources
    facts.documents = index.counts.documents
    facts.passages = index.passageCount
    let settings = try? JSONValue(parsing: Array(index.configuration.utf8))
    if let tokens = settings?["documents"]?["chunk_tokens"]?.int { facts.chunkTokens = tokens }
    for document in try index.documents {
      for passage in try index.passages(in: document.passages) {
        facts.tokens += passage.tokenCount
      }
    }
    facts.duplicates = try PassageTwins(in: index).share
    facts.examples = questions.count
    try await facts.search(index, questions, progress)
    return facts
  }

  private mutating func search(
    _ index: Index, _ questions: [QuestionRecord], _ progress: any ProgressReporter
  ) async throws {
    let count = min(Self.sample, questions.count)
    guard count > 0 else { return }
    let chosen = (0..<count).map { questions[$0 * questions.count / count] }
    let search = PassageSearch(index: index)
    let ranks = [1, 5, 10]
    var found = [Int](repeating: 0, count: ranks.count)
    progress.begin(stage: "search", total: count, unit: "questions")
    for question in chosen {
      let query = try await search.prepare([question.question])
      let clock = ContinuousClock()
      let start = clock.now
      let hits = try await search.search(query, top: 10, threads: 1).first ?? []
      latencies.append((clock.now - start) / .seconds(1))
      let place = hits.firstIndex { question.oracleChunks.contains($0.id) }
      for (index, k) in ranks.enumerated() where place.map({ $0 < k }) == true { found[index] += 1 }
      progress.advance(by: 1)
    }
    progress.finish(detail: "")
    // The first search fills what the index keeps in memory.
    if latencies.count > 1 { latencies.removeFirst() }
    latencies.sort()
    asked = count
    recall = zip(ranks, found).map { ($0, Double($1) / Double(count)) }
  }
}

/// How old the files of a corpus are, in days.
public struct FileAges: Sendable, Equatable {
  /// In order; never empty.
  public let days: [Int]
  /// What the dates are of: files, or what documents say of themselves.
  public let source: String

  /// Nil without dates, and where all are of one day: a copy has the date of its making.
  public init?(days: [Int], source: String) {
    guard let first = days.min(), let last = days.max(), last - first > 1 else { return nil }
    (self.days, self.source) = (days.sorted(), source)
  }

  /// The share that is at most so many days old.
  public func share(within limit: Int) -> Double {
    Double(days.count { $0 <= limit }) / Double(days.count)
  }

  public var median: Int { days[(days.count - 1) / 2] }
}
