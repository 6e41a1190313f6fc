/// A question with its answer as people wrote it, before its evidence is found.
struct ImportedPair: Sendable, Hashable {
  /// Where it stands: `faq.csv:12`.
  var place: String
  var id: String?
  var question: String
  /// The first one counts; the others say the same.
  var answers: [String]
  /// What the file says that a passage says, word for word.
  var quotes: [String] = []
  /// Longer texts in which the answer is said to stand.
  var contexts: [String] = []
  /// Where the answer begins in the first context, in Unicode scalars, as SQuAD counts.
  var answerStart: Int?
  /// Ids of passages, where the file names them.
  var passageIDs: [Int] = []
  /// A document's URI, docno or title, where the file names one.
  var document: String?
  /// What is asked for, in the file's own words.
  var type: String?

  var answer: String { answers.first ?? "" }

  /// The longest text that is shown of a question or an answer that is dropped, in characters.
  private static let shown = 4000

  /// Why this one is no question of the corpus.
  func fault(_ reason: String, _ detail: String) -> ImportFault {
    ImportFault(
      place: place, reason: reason, detail: detail, question: String(question.prefix(Self.shown)),
      answer: String(answer.prefix(Self.shown)))
  }
}

/// What a reader of pairs gives: a pair, or why there is none.
enum ImportedItem: Sendable, Hashable {
  case pair(ImportedPair)
  case fault(ImportFault)
  /// Things that are passed over by rule, no pair and no fault among them.
  case passedOver(reason: String, count: Int, detail: String)
}

/// Why a part of a file is no pair.
struct ImportFault: Error, Sendable, Hashable {
  /// Where it stands: `faq.csv:12`.
  var place: String
  /// The name under which it is counted.
  var reason: String
  /// What is wrong, as a sentence.
  var detail: String
  var question: String?
  var answer: String?

  /// The line of the ledger.
  var dropped: DroppedPair {
    DroppedPair(
      reason: reason, detail: "\(place): \(detail)", question: question, answer: answer,
      passages: [])
  }
}

/// A file out of which no pair can be read at all.
public struct ImportFileError: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String
  /// What is wrong and what to do, as half a sentence.
  public var reason: String

  public init(path: String, reason: String) {
    (self.path, self.reason) = (path, reason)
  }

  public var description: String { "\(path): \(reason)" }
}
