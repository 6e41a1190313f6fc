import Artifacts
import Questions
import Retrieval

/// The passages of a row before their order and split are known.
struct MinedQuestion: Sendable {
  /// A passage and where the search for the question had it.
  struct Pick: Sendable {
    var number: Int
    var rank: Int?
    var score: Double?
  }

  var oracles: [Pick]
  var distractors: [Pick]
  /// How many candidates each guard kept out.
  var rejected: [DistractorGuard.Verdict: Int] = [:]
}

/// Finds distractors: passages that the search takes for answers but that hold none.
///
/// The hits for the question come first, the best first, then passages drawn at random. Every
/// candidate passes the guards of `DistractorGuard`.
struct DistractorMiner: Sendable {
  private let index: Index
  private let distractors: Int
  private let random: RandomPassages

  init(index: Index, options: DatasetOptions) {
    self.index = index
    distractors = options.distractors
    random = RandomPassages(index: index, hash: SeededHash(seed: options.seed))
  }

  func mine(
    _ question: QuestionRecord, shelf: inout PassageShelf
  ) throws(IndexError) -> MinedQuestion {
    let hits = try index.search(question.question, top: 10 * distractors + 20)
    var places: [Int: MinedQuestion.Pick] = [:]
    for (place, hit) in hits.enumerated() {
      places[hit.number] = MinedQuestion.Pick(
        number: hit.number, rank: place + 1, score: hit.score)
    }
    var oracles: [ShelvedPassage] = []
    for chunk in question.oracleChunks {
      guard let number = try index.number(ofPassage: chunk) else { continue }
      oracles.append(try shelf.passage(number))
    }
    var mined = MinedQuestion(
      oracles: oracles.map {
        places[$0.passage.number] ?? MinedQuestion.Pick(number: $0.passage.number)
      }, distractors: [])
    var filter = try DistractorGuard(
      question: question, oracles: oracles, index: index, shelf: &shelf)
    try take(hits.map { places[$0.number]! }, &mined, &filter, &shelf)
    if mined.distractors.count < distractors {
      let drawn = random.numbers(row: question.id, count: 20 * distractors + 100)
      let unseen = drawn.filter { places[$0] == nil }.map { MinedQuestion.Pick(number: $0) }
      try take(unseen, &mined, &filter, &shelf)
    }
    return mined
  }

  /// Takes candidates that pass the guards until there are enough.
  private func take(
    _ candidates: [MinedQuestion.Pick], _ mined: inout MinedQuestion,
    _ filter: inout DistractorGuard, _ shelf: inout PassageShelf
  ) throws(IndexError) {
    for candidate in candidates where mined.distractors.count < distractors {
      if let verdict = try filter.verdict(candidate.number, shelf: &shelf) {
        mined.rejected[verdict, default: 0] += 1
        continue
      }
      filter.take(try shelf.passage(candidate.number))
      mined.distractors.append(candidate)
    }
  }
}
