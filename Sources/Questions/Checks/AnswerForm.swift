/// Whether evidence has what the form of a question asks for: a number for “how many”, a reason for
/// “why”. English only.
///
/// A rule names what a question says and what must then stand in the evidence. It does not tell
/// whether an answer is right; it finds those that cannot be. Strictly, a question passes only where a
/// rule ties what it asks to what the evidence says of that very thing: what it is (“X is a …”), what
/// it is for (`AskedPurpose`), what happens under a condition (`AskedCondition`). Of a model of 135
/// million parameters, asked about nine samples of 190 passages of PostgreSQL's documentation, such
/// questions were mostly right; of other forms most were wrong.
enum AnswerForm {
  /// What is missing; nil where nothing is, and for other languages.
  static func fault(
    of question: String, evidence: String, language: String, isStrict: Bool
  ) -> String? {
    guard language == "en" else { return nil }
    let asked = " " + Wording.normalised(question) + " "
    let text = " " + Wording.normalised(evidence) + " "
    if let term = defined(in: asked) {
      return isDefined(term, in: text) && !(isStrict && !isSubject(term, of: text))
        ? nil : "it asks what “\(term)” is, and the evidence does not say"
    }
    // Two questions in one are seldom both answered.
    if isStrict, asked.contains(" and what ") || asked.contains(" and how ") {
      return "it asks two things at once"
    }
    var isTied = false
    let first = asked.split(separator: " ").first { asking.contains(String($0)) } ?? ""
    for rule in AnswerFormRule.all where rule.applies(to: asked, first: String(first)) {
      isTied = isTied || rule.isTied
      if !rule.isMet(by: text, question: asked, isStrict: isStrict) {
        return "it asks for \(rule.wanted), and the evidence gives none"
      }
      if isStrict, rule.isTied, let subject = AskedPurpose.subject(in: asked),
        !AskedPurpose.isTold(subject, in: text, signs: rule.signs)
      {
        return
          "it asks for \(rule.wanted) of “\(subject)”, and the evidence does not say it of that"
      }
    }
    if isStrict, let word = AskedCondition.strangeWord(in: question, evidence: evidence) {
      return "it asks what happens under a condition with “\(word)”, and the evidence names none"
    }
    return isTied || !isStrict ? nil : "no rule ties what it asks to what the evidence says"
  }

  private static let asking: Set<String> = [
    "what", "which", "who", "whom", "whose", "when", "where", "why", "how",
  ]

  /// Of “What is X?” the X, without its article; nil for other questions.
  private static func defined(in asked: String) -> String? {
    let words = asked.split(separator: " ").map(String.init)
    guard words.count >= 3, words[0] == "what", ["is", "are"].contains(words[1]) else {
      return nil
    }
    var term = words.dropFirst(2)
    while let first = term.first, ["a", "an", "the"].contains(first) { term = term.dropFirst() }
    // “What is the name of the table that …?” asks for more than a meaning.
    guard (1...4).contains(term.count), !term.contains(where: joints.contains) else { return nil }
    return term.joined(separator: " ")
  }

  private static let joints: Set<String> = [
    "of", "in", "for", "to", "that", "which", "when", "if", "by", "with", "on", "from", "used",
    "and",
    "between", "at", "as", "after", "before", "during", "does", "do", "about", "default", "purpose",
  ]

  /// Whether a text says of a term what it is: “X is a …”, “X stores …”; not “X is described in …”,
  /// nor “X also provides …”.
  private static func isDefined(_ term: String, in text: String) -> Bool {
    text.ranges(of: " \(term) ").contains { place in
      let behind = text[place.upperBound...].split(separator: " ").prefix(3).map(String.init)
      // “X is the same” as something that the reader does not see.
      guard behind.count == 3, behind[2] != "same" else { return false }
      return saying.contains(behind[0])
        || ["is", "are", "was", "were"].contains(behind[0]) && kinds.contains(behind[1])
    }
  }

  /// Whether a text begins with a term, but for articles and words for kinds of things.
  private static func isSubject(_ term: String, of text: String) -> Bool {
    guard let place = text.firstRange(of: " \(term) ") else { return false }
    let before = text[..<place.lowerBound].split(separator: " ")
    return before.count <= 3 && before.allSatisfy { openings.contains(String($0)) }
  }

  private static let openings: Set<String> = [
    "a", "an", "the", "catalog", "view", "function", "parameter", "configuration", "module",
    "command", "option", "extension", "type", "data", "table", "program", "utility", "system",
    "class", "method", "clause", "operator", "variable", "environment", "tool", "package", "file",
  ]

  private static let kinds: Set<String> = [
    "a", "an", "the", "one", "any", "used", "simply", "another", "just", "similar", "like", "sets",
  ]

  private static let saying: Set<String> = [
    "means", "refers", "denotes", "represents", "stands", "specifies",
    "describes", "contains", "controls", "sets", "determines", "defines", "indicates", "consists",
    "returns", "holds", "stores", "identifies", "provides",
  ]
}

/// What a form of question wants of its evidence.
struct AnswerFormRule: Sendable {
  /// The first word that asks; nil where any may.
  var asks: String?
  /// One of these stands in the question; any question where there are none.
  var questions: [String] = []
  var wanted: String
  /// One of these must stand in the evidence.
  var signs: [String] = []
  /// These count too, unless strictly.
  var weakSigns: [String] = []
  var needsNumber = false
  /// Whether what is asked is tied to what the evidence says of it, if strictly.
  var isTied = false
  /// Whether a sign that is in the question as well says nothing.
  var mustBeNew = false

  func applies(to question: String, first: String) -> Bool {
    (asks == nil || asks == first)
      && (questions.isEmpty || questions.contains(where: question.contains))
  }

  func isMet(by text: String, question: String, isStrict: Bool) -> Bool {
    if needsNumber {
      return text.contains(where: \.isNumber) || Self.numberWords.contains(where: text.contains)
    }
    let isSign = { (sign: String) in
      text.contains(sign) && !(mustBeNew && isStrict && question.contains(sign))
    }
    return signs.contains(where: isSign) || !isStrict && weakSigns.contains(where: isSign)
  }

  static let all = [
    AnswerFormRule(
      questions: [
        " how many ", " how much ", " what number ", " number of ", " how large ", " how long ",
        " how often ", " what percentage ", " how big ", " what size ",
      ], wanted: "a number", needsNumber: true),
    AnswerFormRule(
      questions: [" why ", " reason for ", " reason that "], wanted: "a reason",
      signs: [
        " because ", " since ", " so that ", " due to ", " therefore ", " thus ", " hence ",
        " in order to ", " to avoid ", " to prevent ", " to ensure ", " otherwise ",
        " as a result ",
        " for this reason ", " in case ",
      ], weakSigns: [" to ", " as ", " for ", " so ", " cause ", " causes ", " by "]),
    AnswerFormRule(
      questions: [" purpose of ", " what for ", " used for ", " the use of ", " goal of "],
      wanted: "a purpose",
      signs: [
        " used to ", " used for ", " used by ", " used when ", " used as ", " so that ",
        " in order to ", " allows ", " allow ", " enables ", " enable ", " serves ", " designed ",
        " intended ", " meant ", " useful ", " helps ", " ensures ", " controls ", " specifies ",
        " determines ", " defines ", " provides ", " lets ", " makes ", " sets ", " prevents ",
      ], weakSigns: [" to ", " for ", " can ", " specify ", " define ", " set "], isTied: true),
    AnswerFormRule(
      questions: [" difference between ", " differ ", " differ from ", " compared "],
      wanted: "a difference",
      signs: [
        " whereas ", " unlike ", " differ ", " differs ", " difference ", " in contrast ",
        " on the other hand ",
      ],
      weakSigns: [
        " but ", " while ", " whilst ", " rather than ", " instead of ",
        " than ", " not ", " however ", " although ", " only ", " except ", " both ", " other ",
        " without ", " instead ", " like ", " same ",
      ], mustBeNew: true),
    AnswerFormRule(
      questions: [" default "], wanted: "a default",
      signs: [
        " by default ", " defaults to ", " default is ", " default value is ", " default value of ",
        " the default ",
      ],
      weakSigns: [" default ", " unless ", " otherwise ", " initially ", " normally "],
      mustBeNew: true),
    AnswerFormRule(
      questions: [" happens if ", " happens when ", " what happens ", " what will happen "],
      wanted: "what happens", signs: [" if ", " when ", " whenever ", " once "],
      weakSigns: [" then ", " will ", " is ", " are ", " causes ", " otherwise ", " on "],
      isTied: true),
    AnswerFormRule(
      questions: [" affect ", " effect of ", " influence ", " impact "], wanted: "an effect",
      signs: [
        " affect ", " affects ", " effect ", " effects ", " cause ", " causes ", " necessitates ",
        " results in ", " leads to ", " increase ", " increases ", " reduce ", " reduces ",
        " prevents ", " impact ", " makes ", " slows ", " improve ", " improves ",
      ],
      weakSigns: [" will ", " is ", " are ", " can ", " may ", " if ", " when "]),
    AnswerFormRule(
      asks: "when", wanted: "a time or a condition",
      signs: [
        " when ", " whenever ", " if ", " until ", " after ", " before ", " once ", " during ",
        " at the end ", " as soon as ", " while ", " unless ", " only if ", " at startup ",
      ], weakSigns: [" at ", " on ", " by ", " in ", " since ", " every "]),
    AnswerFormRule(
      asks: "where", wanted: "a place",
      signs: [" in ", " at ", " under ", " within ", " below ", " into ", " on ", " from "]),
    AnswerFormRule(
      asks: "who", wanted: "somebody",
      signs: [
        " user ", " users ", " owner ", " superuser ", " superusers ", " administrator ", " role ",
        " roles ", " only ", " by ", " person ", " people ", " anyone ", " everyone ", " author ",
        " developer ", " developers ", " client ", " member ", " members ",
      ], weakSigns: [" the ", " a "]),
    AnswerFormRule(
      questions: [
        " must be done ", " should be done ", " must i ", " should i ", " must you ",
        " should you ",
        " is needed ", " is required ", " need to ", " have to ", " needed to ", " required to ",
        " necessary to ",
      ],
      wanted: "something to do",
      signs: [
        " must ", " should ", " need ", " needs ", " required ", " requires ", " have to ",
        " has to ",
        " necessary ", " be sure ", " make sure ", " use ", " only ",
      ], weakSigns: [" can ", " to "]),
    AnswerFormRule(
      asks: "how",
      questions: [
        " how can ", " how do i ", " how do you ", " how does one ", " how to ", " how is ",
        " how are ", " how should ", " how must ",
      ],
      wanted: "a way",
      signs: [
        " by ", " using ", " use ", " via ", " through ", " with the ", " issue ", " run ",
        " call ",
        " execute ", " invoke ",
      ],
      weakSigns: [" to ", " is ", " are ", " in ", " from ", " for ", " as ", " with ", " can "],
      mustBeNew: true),
  ]

  private static let numberWords = [
    " no ", " one ", " two ", " three ", " four ", " five ", " six ", " seven ", " eight ",
    " nine ",
    " ten ", " eleven ", " twelve ", " hundred ", " thousand ", " million ", " zero ", " once ",
    " twice ", " single ", " both ", " half ", " unlimited ", " always ", " every ", " each ",
    " never ",
  ]
}
