import Documents
import Retrieval

/// Proposes questions for the passages of one document; one file for each kind of structure.
struct CandidateRules {
  /// Candidates from this rank on are taken only for a passage that has nothing better.
  static let fallbackRank = 8

  let document: IndexedDocument
  let views: [PassageView]
  /// What is known of the sentences of the document's language; nil for other languages.
  let statements: (any StatementRules)?
  let vocabulary: Vocabulary
  /// Terms that the document explains in four places or more.
  private(set) var repeatedTerms: Set<String> = []

  init(
    document: IndexedDocument, views: [PassageView], statements: (any StatementRules)?,
    vocabulary: Vocabulary
  ) {
    self.document = document
    self.views = views
    self.statements = statements
    self.vocabulary = vocabulary
    var counts: [String: Int] = [:]
    for view in views {
      for item in view.items where item.span.kind == .definition {
        guard let term = item.span.parts.first(where: { $0.role == .term }) else { continue }
        counts[TermName(view.string(term.range)).name, default: 0] += 1
      }
    }
    repeatedTerms = Set(counts.filter { $0.value >= 4 }.keys)
  }

  /// Everything that a passage could be asked, in no order.
  func candidates(ofPassage index: Int) -> [Candidate] {
    let view = views[index]
    var found: [Candidate] = []
    for (number, item) in view.items.enumerated() {
      switch item.span.kind {
      case .heading: found += headingCandidates(number, index)
      case .definition: found += definitionCandidates(number, index)
      case .questionAnswer: found += questionAnswerCandidates(item, index)
      case .tableRow: found += tableCandidates(item, index)
      case .paragraph: found += paragraphCandidates(number, index)
      case .listItem: found += listItemCandidates(number, index)
      case .quotation, .code: break
      }
    }
    found += procedureCandidates(index)
    return found
  }

  func subject(_ item: PassageView.Item, ownHeading: Bool = true) -> Subject {
    let headings = ownHeading ? item.headings : Array(item.headings.dropLast())
    return Subject(title: document.title, headings: headings)
  }

  /// The names that wordings may use for where something stands.
  func placeValues(_ subject: Subject) -> [String: String] {
    var values = ["title": subject.title, "nearest": subject.nearest]
    values["heading"] = subject.heading ?? subject.title
    return values
  }

  /// `form` for a subject with a heading of its own, `form_title` for one that has only its title.
  func placed(_ form: String, _ subject: Subject) -> String {
    subject.heading == nil ? form + "_title" : form
  }

  /// The first sentence of a range, and the next with it while it says little.
  func opening(_ view: PassageView, _ range: Range<Int>, atMost limit: Int = 350) -> Range<Int>? {
    let sentences = view.sentences(range)
    guard var answer = sentences.first else { return nil }
    for next in sentences.dropFirst() {
      guard answer.count < 40, next.upperBound - answer.lowerBound <= limit else { break }
      answer = answer.lowerBound..<next.upperBound
    }
    return answer.count <= limit * 2 ? answer : nil
  }
}
