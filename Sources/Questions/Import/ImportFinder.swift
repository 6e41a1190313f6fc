import Artifacts
import Documents
import Retrieval

/// Takes pairs that people wrote, finds their evidence in the index, and checks them.
///
/// The outcome depends on the files, the index and the options; pairs come in the order of the files.
public struct ImportFinder: Sendable {
  static let name = "import"
  static let version = "1"

  private let index: Index
  private let options: QuestionOptions
  private let documents: DocumentsOptions
  private let checks: PairCheck
  private let evidence: EvidenceFinder

  /// Pairs whose evidence is looked for at once.
  private static let wave = 1024

  /// - Parameter documents: how files are read that are documents.
  public init(index: Index, options: QuestionOptions, documents: DocumentsOptions) throws {
    self.index = index
    self.options = options
    self.documents = documents
    let reader = try TermReader(index)
    checks = PairCheck(options: options.checks, limits: options, reader: reader)
    evidence = EvidenceFinder(
      index: index, reader: reader, usualLanguage: try index.usualLanguage)
  }

  /// Reads the files and keeps what passes.
  public func find(
    files: [String], threads: Int, progress: any ProgressReporter
  ) async throws -> FoundQuestions {
    var found = FoundQuestions()
    found.passages = index.passageCount
    var pairs: [CandidatePair] = []
    progress.begin(stage: "questions", total: files.count, unit: "files")
    let readers = PairFiles(documents: documents, threads: threads)
    for file in files {
      var waiting: [ImportedPair] = []
      var count = 0
      try await readers.reader(of: file).read(file) { item in
        count += 1
        switch item {
        case .fault(let dropped): found.ledger.append(dropped)
        case .pair(let pair):
          waiting.append(pair)
          if waiting.count == Self.wave {
            pairs += try located(&waiting, threads: threads, &found)
          }
        }
      }
      pairs += try located(&waiting, threads: threads, &found)
      if count == 0 {
        found.ledger.append(
          DroppedPair(
            reason: "noPairs",
            detail:
              "\(file): there are no pairs in it: no rows or objects with question and answer, "
              + "no questions with answers that a reader of documents knows", passages: []))
      }
      progress.advance(by: 1)
    }
    pairs = try PairComparison(index: index, options: options, reader: checks.reader)
      .kept(of: pairs, threads: threads, &found)
    found.records = pairs.map(Self.record)
    found.passagesWithQuestion = Set(found.records.flatMap(\.oracleChunks)).count
    found.count(found.ledger)
    progress.finish(detail: "\(found.records.count) questions")
    return found
  }

  /// The pairs whose evidence is found and says what they say.
  private func located(
    _ waiting: inout [ImportedPair], threads: Int, _ found: inout FoundQuestions
  ) throws -> [CandidatePair] {
    // Evidence is wanted for what rows will say.
    let pairs = waiting.map { pair in
      var pair = pair
      pair.question = Wording.tidy(pair.question)
      pair.answer = shortened(pair.answer)
      return pair
    }
    waiting.removeAll(keepingCapacity: true)
    var kept: [CandidatePair] = []
    for (pair, place) in zip(pairs, try evidence.find(pairs, threads: threads)) {
      guard let place else {
        found.ledger.append(
          DroppedPair(
            reason: "noEvidence",
            detail: "\(pair.place): no passage has a word of the answer", question: pair.question,
            answer: pair.answer, passages: []))
        continue
      }
      var candidate = CandidatePair(
        question: pair.question, answer: pair.answer, reasoning: nil,
        material: Material(place.pieces, language: place.language, count: 1),
        evidence: place.evidence, type: nil, kind: "imported", scores: place.scores)
      if let verdict = try checks.verdict(onImported: &candidate) {
        found.ledger.append(
          DroppedPair(
            Verdict(verdict.reason, "\(pair.place): \(verdict.detail)"), candidate))
      } else {
        kept.append(candidate)
      }
    }
    return kept
  }

  /// An answer as long as answers may be: its first sentences.
  private func shortened(_ answer: String) -> String {
    let answer = answer.trimmingSpaces
    guard answer.count > options.longestAnswer else { return answer }
    let bytes = Array(answer.utf8)
    var end = 0
    for sentence in Sentences.ranges(in: bytes, 0..<bytes.count) {
      let text = String(decoding: bytes[..<sentence.upperBound], as: UTF8.self)
      guard text.count <= options.longestAnswer else { break }
      end = sentence.upperBound
    }
    return end == 0 ? answer : String(decoding: bytes[..<end], as: UTF8.self)
  }

  private static func record(_ pair: CandidatePair) -> QuestionRecord {
    QuestionRecord(
      id: StructuralGenerator.id(passage: pair.passageIDs[0], question: pair.question),
      question: pair.question, answer: pair.answer, oracleChunks: pair.passageIDs,
      evidence: pair.evidence, kind: pair.kind,
      language: pair.material.language.isEmpty ? nil : pair.material.language,
      generator: .init(name: name, version: version), scores: pair.scores)
  }
}
