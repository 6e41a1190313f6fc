import Artifacts
import Documents
import Retrieval
import Templates

/// Finds questions in the structure of documents: no model, no network.
///
/// Rules propose candidates for every passage; the best few are worded from the templates of the
/// document's language and checked. The outcome depends on nothing but the document, the options
/// and the templates.
struct StructuralGenerator: Sendable {
  static let name = "structure"

  let options: QuestionOptions
  private let templates: [String: QuestionTemplates]
  private let rules: [String: any StatementRules] = [
    "en": EnglishStatements(), "de": GermanStatements(), "ja": JapaneseStatements(),
  ]
  private let kinds: Set<QuestionKind>
  /// The language of wordings for documents whose own is unknown.
  private let usualLanguage: String

  /// - Parameter usualLanguage: for documents that tell no language.
  init(
    options: QuestionOptions, store: TemplateStore, usualLanguage: String
  ) throws(TemplateError) {
    self.usualLanguage = usualLanguage
    self.options = options
    kinds = Set(options.kinds.compactMap(QuestionKind.init))
    var templates: [String: QuestionTemplates] = [:]
    for language in store.languages(prefix: "questions/", suffix: ".yaml") {
      templates[language] = try QuestionTemplates(language: language, store: store)
    }
    self.templates = templates
  }

  /// A question, and the same with its place named, for where others ask the same.
  struct Proposal: Sendable {
    var record: QuestionRecord
    var placedQuestion: String?
    /// The first wording of the question's form: what asks the same has the same, whatever wording
    /// was drawn.
    var plain: String
    var placedPlain: String?
  }

  /// The questions of one document, passage by passage, and what was dropped.
  func questions(
    of document: IndexedDocument, passages: [Passage]
  ) -> (proposals: [Proposal], drops: DropCounts) {
    var drops = DropCounts()
    let views = PassageView.views(of: passages)
    let language = document.language.flatMap { $0.isEmpty ? nil : $0 } ?? usualLanguage
    let wordings = templates[language]
    if wordings == nil {
      drops.add(
        "noTemplates",
        example: "\(document.uri): no question templates for language “\(language)”; only its own "
          + "questions are used")
    }
    let rules = CandidateRules(
      document: document, views: views, statements: rules[language],
      vocabulary: Vocabulary(views: views, language: language))
    var proposals: [Proposal] = []
    for (index, view) in views.enumerated() {
      let candidates = rules.candidates(ofPassage: index).filter { kinds.contains($0.kind) }
      proposals += chosen(candidates, view: view, language: language, wordings, &drops)
    }
    return (proposals, drops)
  }

  /// Words and checks the candidates of a passage, best first, until it has enough.
  private func chosen(
    _ candidates: [Candidate], view: PassageView, language: String,
    _ wordings: QuestionTemplates?, _ drops: inout DropCounts
  ) -> [Proposal] {
    let hash = SeededHash(seed: options.seed)
    let passage = String(view.passage.id)
    let ordered = candidates.map { candidate in
      let key = "\(candidate.form ?? ""):\(candidate.evidence.lowerBound)"
      return (candidate, key, hash.rank("candidate", passage, key))
    }.sorted { ($0.0.rank, $0.2, $0.1) < ($1.0.rank, $1.2, $1.1) }
    var proposals: [Proposal] = []
    var formCounts: [String: Int] = [:]
    var usedEvidence: Set<Range<Int>> = []
    for (candidate, key, _) in ordered where proposals.count < options.perPassage {
      let form = candidate.form ?? "faq"
      // Variety: a form comes again only where there is no other; a fallback only where needed.
      if formCounts[form, default: 0] >= 2 || usedEvidence.contains(candidate.evidence) { continue }
      if candidate.rank >= CandidateRules.fallbackRank && !proposals.isEmpty { continue }
      let render: (String) -> String? = { form in
        wordings?.render(form, candidate.values) { hash.pick($0, "wording", passage, key) }
      }
      let plain: (String) -> String? = { form in
        wordings?.render(form, candidate.values) { _ in 0 }
      }
      guard let worded = candidate.form.flatMap(render) ?? candidate.values["question"] else {
        if wordings != nil { drops.add("noWording", example: "\(language).yaml: \(form)") }
        continue
      }
      let question = Wording.tidy(worded)
      let answer = view.string(candidate.evidence)
      if let reason = Checks.reason(
        against: question, answer: answer, isOwn: candidate.form == nil, language: language, options
      ) {
        drops.add(reason, example: "passage \(passage): \(question)")
        continue
      }
      formCounts[form, default: 0] += 1
      usedEvidence.insert(candidate.evidence)
      let record = QuestionRecord(
        id: Self.id(passage: view.passage.id, question: question), question: question,
        answer: answer, oracleChunks: [view.passage.id],
        evidence: [
          .init(
            chunk: view.passage.id, start: candidate.evidence.lowerBound,
            end: candidate.evidence.upperBound)
        ],
        kind: candidate.kind.rawValue, language: language.isEmpty ? nil : language,
        generator: .init(name: Self.name, version: "1"))
      let placed = candidate.placedForm.flatMap(render).map(Wording.tidy)
      proposals.append(
        Proposal(
          record: record, placedQuestion: placed, plain: candidate.form.flatMap(plain) ?? question,
          placedPlain: candidate.placedForm.flatMap(plain)))
    }
    return proposals
  }

  /// The id of a question: the same as long as its passage and its wording are.
  static func id(passage: Int, question: String) -> String {
    "q" + String(Digest(of: "\(passage)\n\(question)").hex.prefix(12))
  }
}
