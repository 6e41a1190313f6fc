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
  }

  private(set) var entries: [Entry] = []
  private(set) var drops = DropCounts()

  init(index: Index, options: QuestionOptions, reader: TermReader) throws(IndexError) {
    let hash = SeededHash(seed: options.seed)
    let variety = Variety(options.llm, seed: options.seed)
    var seen: Set<String> = []
    var together: [Int] = []
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
        if variety.wantsOthers(passage.digest) { together.append(entries.count) }
        entries.append(
          Entry(
            numbers: [passage.number],
            count: Material.count(tokens: passage.tokenCount, most: options.perPassage),
            rank: hash.rank("passage", passage.digest)))
      }
    }
    let related = RelatedPassages(
      index: index, reader: reader, size: options.llm.hopPassages,
      isAllowed: { allowed.contains($0) })
    for place in together {
      let number = entries[place].numbers[0]
      if let group = try related.group(of: number) {
        entries[place].numbers = group
        entries[place].count = 1
      } else if variety.asksOnlyTogether {
        entries[place].count = 0
        drops.add(
          "noRelatedPassage",
          example:
            "passage \(index.id(ofPassage: number)) shares no rare term with another document"
        )
      }
    }
    entries.removeAll { $0.count == 0 }
    entries.sort { ($0.rank, $0.numbers[0]) < ($1.rank, $1.numbers[0]) }
    if options.llm.maxQuestions > 0 { limit(to: options.llm.maxQuestions) }
  }

  private mutating func limit(to most: Int) {
    var left = most
    var kept: [Entry] = []
    for var entry in entries where left > 0 {
      entry.count = min(entry.count, left)
      left -= entry.count
      kept.append(entry)
    }
    drops.add(
      "questionLimit", count: entries.count - kept.count,
      example: "questions.llm.max_questions is \(most)")
    entries = kept
  }

  /// Reads a passage, or those that belong together.
  static func material(
    _ entry: Entry, of index: Index, usualLanguage: String
  ) throws(IndexError) -> Material {
    var pieces: [Material.Piece] = []
    var language: String?
    for number in entry.numbers {
      let passage = try index.passage(number: number)
      let document = try index.document(of: passage)
      pieces.append(Material.Piece(passage, title: document.title))
      if language == nil { language = document.language }
    }
    let known = language.flatMap { $0.isEmpty ? nil : $0 } ?? usualLanguage
    return Material(pieces, language: known, count: entry.count)
  }
}
