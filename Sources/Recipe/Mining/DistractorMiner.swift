import Artifacts
import Questions
import Retrieval

/// Finds distractors: passages that look like answers but hold none.
///
/// A row's distractors come from the sources that have a share; one that has no more is made up for
/// by the others and by passages drawn at random. Every candidate passes `DistractorGuard`.
struct DistractorMiner: Sendable {
  private let index: Index
  private let options: DatasetOptions
  private let hash: SeededHash
  private let shares: SourceShares
  private let random: RandomPassages
  private let rankings: QuestionRankings

  init(index: Index, options: DatasetOptions, rankings: QuestionRankings) {
    self.index = index
    self.options = options
    self.rankings = rankings
    hash = SeededHash(seed: options.seed)
    shares = SourceShares(options)
    random = RandomPassages(index: index, hash: hash)
  }

  /// k of a row, the same whatever else changes.
  private func count(row: String) -> Int {
    let range = options.distractors.range
    return range.lowerBound + hash.pick(range.count, "k", row)
  }

  /// Passages that will be looked at for a question, as far as that is known beforehand: most
  /// distractors are among the first hits, and random ones among the first draws.
  func expected(
    for question: QuestionRecord, places: [DistractorSource: RankedPlaces]
  ) -> [Int] {
    let wanted = count(row: question.id)
    var numbers = places.values.flatMap { $0.hits.prefix(wanted + 3).map(\.number) }
    if let place = shares.sources.firstIndex(of: .random) {
      let drawn = shares.counts(wanted, hash: hash, row: question.id)[place]
      var draws = random.draws(row: question.id)
      for _ in 0..<drawn { if let number = draws.next() { numbers.append(number) } }
    }
    return numbers
  }

  /// - Parameter places: what each ranking found for the question.
  func mine(
    _ question: QuestionRecord, places: [DistractorSource: RankedPlaces], shelf: PassageShelf
  ) throws(IndexError) -> MinedQuestion {
    var oracles: [ShelvedPassage] = []
    for chunk in question.oracleChunks {
      guard let number = shelf.number(ofID: chunk) else { continue }
      oracles.append(try shelf.passage(number))
    }
    var mined = MinedQuestion(
      oracles: oracles.map { oracle in
        let number = oracle.passage.number
        let place = rankings.sources.lazy.compactMap { places[$0]?.place(of: number) }.first
        return MinedQuestion.Pick(number: number, rank: place?.rank, score: place?.score)
      })
    mined.wanted = count(row: question.id)
    // Without the oracle's score no other can be compared with it.
    if options.context == .mined {
      mined.isExhausted = places.values.contains { $0.oracleScore(mined.oracles) == nil }
    }
    let filter = try DistractorGuard(
      question: question, oracles: oracles, index: index, options: options, shelf: shelf)
    if options.context == .asRetrieved {
      try takeRetrieved(places, &mined, filter, shelf)
    } else {
      var draft = Draft(filter: filter, mined: mined)
      try takeMined(question, oracles, places, &draft, shelf)
      mined = draft.mined
    }
    return mined
  }

  /// What is found, as it is found: only the oracles are told from the rest.
  private func takeRetrieved(
    _ places: [DistractorSource: RankedPlaces], _ mined: inout MinedQuestion,
    _ filter: DistractorGuard, _ shelf: PassageShelf
  ) throws(IndexError) {
    guard let source = rankings.sources.first, let found = places[source] else { return }
    let oracles = Set(mined.oracles.map(\.number))
    for hit in found.hits.prefix(mined.wanted + 1) where !oracles.contains(hit.number) {
      mined.distractors.append(hit)
      if filter.holdsAnswer(try shelf.normalized(hit.number)) { mined.isAnsweredElsewhere = true }
    }
  }

  /// A row's distractors while they are gathered.
  private struct Draft {
    var filter: DistractorGuard
    var mined: MinedQuestion
    var seen: Set<Int> = []
  }

  private func takeMined(
    _ question: QuestionRecord, _ oracles: [ShelvedPassage],
    _ places: [DistractorSource: RankedPlaces], _ draft: inout Draft, _ shelf: PassageShelf
  ) throws(IndexError) {
    let wanted = draft.mined.wanted
    let spare = options.fillOracle && options.oracleFraction < 1 ? oracles.count : 0
    guard wanted + spare > 0 else { return }
    let counts = shares.counts(wanted, hash: hash, row: question.id)
    for (source, count) in zip(shares.sources, counts) {
      try take(
        count, source, question, oracles, places, &draft, shelf)
    }
    let missing = { (draft: Draft) in wanted + spare - draft.mined.distractors.count }
    for source in shares.sources where missing(draft) > 0 {
      try take(missing(draft), source, question, oracles, places, &draft, shelf)
    }
    if missing(draft) > 0 {
      try take(missing(draft), .random, question, oracles, places, &draft, shelf)
    }
  }

  /// Takes up to `count` candidates of a source that pass the guards.
  private func take(
    _ count: Int, _ source: DistractorSource, _ question: QuestionRecord,
    _ oracles: [ShelvedPassage], _ places: [DistractorSource: RankedPlaces],
    _ draft: inout Draft, _ shelf: PassageShelf
  ) throws(IndexError) {
    var left = count
    /// Takes a candidate, unless it was offered before or a guard keeps it out.
    func offer(_ candidate: MinedQuestion.Pick) throws(IndexError) {
      guard draft.seen.insert(candidate.number).inserted else { return }
      let oracleScore = places[source]?.oracleScore(draft.mined.oracles)
      if let verdict = try draft.filter.verdict(
        candidate, oracleScore: oracleScore, shelf: shelf)
      {
        draft.mined.rejected[verdict, default: 0] += 1
        if verdict == .contaminated, let match = try shelf.contamination(candidate.number) {
          draft.mined.contaminated.append(
            ContaminatedPassage(id: index.id(ofPassage: candidate.number), match: match))
        }
        return
      }
      draft.filter.take(try shelf.passage(candidate.number))
      draft.mined.distractors.append(candidate)
      left -= 1
    }
    switch source {
    case .bm25, .dense, .hybrid:
      for hit in places[source]?.hits ?? [] where left > 0 { try offer(hit) }
      if left > 0 { draft.mined.isExhausted = true }
    case .sameDocument, .neighbour:
      for number in try companions(of: oracles, source, row: question.id) where left > 0 {
        try offer(MinedQuestion.Pick(number: number, source: source))
      }
    case .random:
      var draws = random.draws(row: question.id)
      // Guards may keep all passages of a small corpus out.
      var tries = 20 * count + 100
      while left > 0, tries > 0, let number = draws.next() {
        tries -= 1
        try offer(MinedQuestion.Pick(number: number, source: source))
      }
    }
  }

  /// The other passages of the oracles' documents: the nearest first for neighbours, else in the
  /// row's own order.
  private func companions(
    of oracles: [ShelvedPassage], _ source: DistractorSource, row: String
  ) throws(IndexError) -> [Int] {
    var found: [Int] = []
    for oracle in oracles {
      let number = oracle.passage.number
      let all = try index.document(ofPassage: number).passages
      if source == .neighbour {
        found += all.filter { $0 != number }.sorted {
          (abs($0 - number), $0) < (abs($1 - number), $1)
        }
      } else {
        found += all
      }
    }
    guard source == .sameDocument else { return found }
    return found.map {
      (rank: hash.rank("companion", row, "\(index.id(ofPassage: $0))"), number: $0)
    }
    .sorted { $0.rank < $1.rank }.map(\.number)
  }
}
