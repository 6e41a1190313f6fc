import Artifacts
import Documents
import Retrieval

/// Makes questions of pairs that people wrote: reads them, finds in the index the passages that bear
/// them out, and checks every pair.
///
/// The outcome depends on the index, the options and the files, not on the number of threads; the
/// records come in the order of the files.
public struct ImportFinder: Sendable {
  static let name = "import"
  static let version = "1"

  private let index: Index
  private let options: QuestionOptions
  private let reader: TermReader
  private let locator: EvidenceLocator
  private let check: ImportCheck

  public init(index: Index, options: QuestionOptions) throws {
    self.index = index
    self.options = options
    reader = try TermReader(index)
    locator = try EvidenceLocator(index: index, options: options.import, reader: reader)
    check = ImportCheck(options: options, reader: reader)
  }

  /// The endings by which the files of a folder are found that may hold pairs.
  public static let endings = ImportFormat.endings.values.flatMap(\.self).sorted()

  /// Tells by their names and first bytes whether pairs can be read from these files.
  ///
  /// - Throws: `ImportFileError` for a file that is empty or of no known format.
  public static func inspect(_ files: [String]) throws {
    _ = try ImportFiles(files)
  }

  /// Reads the files of the options.
  @concurrent
  public func find(
    threads: Int, progress: any ProgressReporter
  ) async throws -> FoundQuestions {
    let files = try ImportFiles(options.files)
    var found = FoundQuestions()
    found.passages = index.passageCount
    found.ledger = files.faults.map(\.dropped)
    progress.begin(stage: "questions", total: nil, unit: "pairs")
    var pairs: [CandidatePair] = []
    for reader in files.readers {
      try await reader.read(threads: threads) { items in
        Result { try outcome(of: items) }
      } emit: { (result: Result<Outcome, any Error>) in
        let outcome = try result.get()
        pairs += outcome.pairs
        found.ledger += outcome.dropped
        found.pairsRead += outcome.read
        found.drops.merge(outcome.passedOver)
        progress.advance(by: outcome.read)
      }
    }
    pairs = try PairComparison(index: index, options: options, reader: self.reader)
      .kept(of: pairs, threads: threads, &found)
    found.records = records(of: pairs)
    found.passagesWithQuestion = Set(found.records.flatMap(\.oracleChunks)).count
    found.evidenceByQuote = found.records.count { $0.scores["quote"] != nil }
    found.count(found.ledger)
    progress.finish(detail: "\(found.records.count) questions")
    return found
  }

  /// What became of some items, in their order.
  private struct Outcome {
    var pairs: [CandidatePair] = []
    var dropped: [DroppedPair] = []
    var passedOver = DropCounts()
    var read = 0
  }

  private func outcome(of items: [ImportedItem]) throws(IndexError) -> Outcome {
    var outcome = Outcome()
    for item in items {
      switch item {
      case .fault(let fault): outcome.dropped.append(fault.dropped)
      case .passedOver(let reason, let count, let detail):
        outcome.passedOver.add(reason, count: count, example: detail)
      case .pair(var pair):
        outcome.read += 1
        pair.question = MarkupText.plain(pair.question)
        pair.answers = pair.answers.map { MarkupText.plain($0).trimmingSpaces }
        if let fault = check.lengthFault(of: pair) {
          outcome.dropped.append(fault.dropped)
          continue
        }
        switch try locator.candidate(pair) {
        case .failure(let fault): outcome.dropped.append(fault.dropped)
        case .success(let candidate):
          if let verdict = try check.verdict(on: candidate) {
            outcome.dropped.append(DroppedPair(verdict, candidate))
          } else {
            outcome.pairs.append(candidate.withoutTexts)
          }
        }
      }
    }
    return outcome
  }

  /// The lines of `questions.jsonl`: an id that the file gives is kept, unless an earlier pair has it.
  private func records(of pairs: [CandidatePair]) -> [QuestionRecord] {
    var ids: Set<String> = []
    return pairs.map { pair in
      let own = pair.source?.id.flatMap { ids.contains($0) || $0.isEmpty ? nil : $0 }
      let record = pair.record(id: own, by: .init(name: Self.name, version: Self.version))
      ids.insert(record.id)
      return record
    }
  }
}

extension CandidatePair {
  /// The pair without what its passages say, which nothing after the checks of single pairs reads:
  /// of a dump of a million posts all pairs are kept until they are compared.
  fileprivate var withoutTexts: CandidatePair {
    var pair = self
    for place in pair.material.pieces.indices {
      pair.material.pieces[place].passage.text = ""
      pair.material.pieces[place].passage.spans = []
    }
    return pair
  }
}
