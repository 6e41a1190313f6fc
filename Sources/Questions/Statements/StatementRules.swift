/// A sentence that answers a question by its shape.
struct Statement {
  var kind: QuestionKind
  /// The wordings' name; with `needsPlace` there is also `form_title` for subjects without heading.
  var form: String
  var values: [String: String]
  var rank: Int
  /// Whether the question must say where its subject is from.
  var needsPlace = false
  /// Where in the sentence the answer begins, in UTF-8 bytes.
  var answerStart = 0
  /// A form that says where the subject is from, for a question that others ask, too.
  var placedForm: String?
}

extension StatementRules {
  func purpose(of lead: String) -> String? { nil }
  func isChangeList(_ title: String) -> Bool { false }
  func word(_ noun: String) -> String { noun }
  func version(in sentence: String) -> (form: String, values: [String: String])? { nil }
}

/// What is known of the sentences of one language.
protocol StatementRules: Sendable {
  /// The questions that a sentence answers.
  func statements(in sentence: String, _ vocabulary: Vocabulary) -> [Statement]

  /// Whether a description says what its subject does (“Specifies …”, “Gibt … an”) and not what it
  /// is; `noun` is what the subject is called, if anything.
  func describesAction(_ description: String, noun: String?) -> Bool

  /// Whether a sentence says what a default is.
  func statesDefault(_ sentence: String) -> Bool

  /// What the items under a heading are, as a noun: “Options” are options.
  func noun(forItemsUnder heading: String) -> String?

  /// An English noun for an item, such as “option” or “class”, in the rules' language.
  func word(_ noun: String) -> String

  /// A name with its noun, and what it belongs to: “the method f() of C”.
  func named(_ name: String, noun: String, of owner: String?) -> String

  /// What a sentence leads to that stands before a list of steps: “To remove the bezel:”.
  func purpose(of lead: String) -> String?

  /// The version in which something was added, changed or deprecated, as wordings of a form.
  func version(in sentence: String) -> (form: String, values: [String: String])?

  /// A heading as a phrase that follows “about” or “for”: “creating a table”; nil where it is none.
  func topic(ofHeading heading: String, _ vocabulary: Vocabulary) -> String?

  /// Whether a sentence only leads on to what follows: “Here is an example.”
  func saysNothing(_ sentence: String) -> Bool

  /// Whether an item of a numbered list tells one to do something.
  func isInstruction(_ item: String) -> Bool

  /// Whether a document of that title lists changes.
  func isChangeList(_ title: String) -> Bool

  /// What an entry of a list of changes is about: “Fix memory leak in …”; nil for other entries.
  func change(in sentence: String, title: String) -> String?
}
