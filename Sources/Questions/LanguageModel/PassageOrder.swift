import Artifacts
import Retrieval

/// The passages that a model is asked about, in the order in which it is asked.
///
/// The order is by a hash of seed and text, so that the first n are a sample of the corpus: what
/// `max_questions` and `budget_tokens` leave out is not always its end.
struct PassageOrder: Sendable {
  /// A passage that is asked about; its text is read when its turn comes.
  struct Entry: Sendable {
    /// Passage numbers in the index: one, or those that belong together.
    var numbers: [Int]
    /// How many questions are asked for.
    var count: Int
    var rank: UInt64
    /// Whether it is to be asked about together with others.
    var wantsOthers: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var drops = DropCounts()

  init(index: Index, options: QuestionOptions, reader: TermReader) throws(IndexError) {
    let hash = SeededHash(seed: options.seed)
    let variety = Variety(options.llm, seed: options.seed)
    var seen: Set<String> = []
    var allowed: Set<Int> = []
    for document in try index.documents {
      for passage in try index.passages(in: document.passages) {
        if passage.tokenCount < options.llm.leastTokens {
          drops.add(
            "passageTooShort",
            example: "passage \(passage.id) of \(document.uri): \(passage.tokenCount) tokens")
          continue
        }
        guard seen.insert(passage.digest).inserted else {
          drops.add(
            "passageRepeats", example: "passage \(passage.id) of \(document.uri): asked elsewhere")
          continue
        }
        allowed.insert(passage.number)
        entries.append(
          Entry(
            numbers: [passage.number],
            count: Material.count(tokens: passage.tokenCount, most: options.perPassage),
            rank: hash.rank("passage", passage.digest),
            wantsOthers: variety.wantsOthers(passage.digest)))
      }
    }
    entries.sort { ($0.rank, $0.numbers[0]) < ($1.rank, $1.numbers[0]) }
    try choose(
      RelatedPassages(
        index: index, reader: reader, size: options.llm.hopPassages,
        isAllowed: { allowed.contains($0) }),
      most: options.llm.maxQuestions > 0 ? options.llm.maxQuestions : .max,
      alone: !variety.asksOnlyTogether)
  }

  /// Keeps what is asked about: others join the passages that want some, until there are questions
  /// enough.
  private mutating func choose(
    _ related: RelatedPassages, most: Int, alone: Bool
  ) throws(IndexError) {
    var left = most
    var kept: [Entry] = []
    for (place, entry) in entries.enumerated() {
      if left == 0 {
        drops.add(
          "questionLimit", count: entries.count - place,
          example: "questions.llm.max_questions is \(most)")
        break
      }
      var entry = entry
      if entry.wantsOthers {
        if let group = try related.group(of: entry.numbers[0]) {
          (entry.numbers, entry.count) = (group, 1)
        } else if !alone {
          let id = related.index.id(ofPassage: entry.numbers[0])
          drops.add(
            "noRelatedPassage",
            example: "passage \(id) shares no rare term with another document")
          continue
        }
      }
      entry.count = min(entry.count, left)
      left -= entry.count
      kept.append(entry)
    }
    entries = kept
  }

  /// Reads a passage, or those that belong together.
  static func material(
    _ entry: Entry, of index: Index, usualLanguage: String
  ) throws(IndexError) -> Material {
    var passages: [Passage] = []
    for number in entry.numbers { passages.append(try index.passage(number: number)) }
    return try Material(passages, of: index, usualLanguage: usualLanguage, count: entry.count)
  }
}
