/// The words by which English sentences are understood.
enum EnglishPhrases {
  /// The phrase before a verb, if it is a plain subject: as it stands in mid-sentence, else nil.
  static func nounPhrase(_ words: ArraySlice<String>, _ vocabulary: Vocabulary) -> String? {
    guard (1...7).contains(words.count), let first = words.first, !first.hasSuffix("ly") else {
      return nil
    }
    let text = words.joined(separator: " ")
    guard !notSubjects.contains(first.lowercased()), text.count <= 60,
      !text.contains(where: { ",:;—?!\"“”".contains($0) }),
      text.filter({ $0 == "(" }).count == text.filter({ $0 == ")" }).count,
      isSelfContained(text)
    else { return nil }
    for (place, word) in words.enumerated() {
      let lower = word.lowercased()
      if relative.contains(lower) || auxiliaries.contains(lower) { return nil }
      if place == words.count - 1, prepositions.contains(lower) || lower.hasSuffix("ly") {
        return nil
      }
      // “The Vacuum never …”: an adverb or a second verb is no part of a subject.
      if place > 0, adverbs.contains(lower) || pluralVerbs.contains(lower) { return nil }
    }
    if words.last == "one" || words.last == "ones" { return nil }
    // “The second objection” and “the last example” are counted on the page.
    let ordinals: Set<String> = ["first", "second", "third", "last", "next", "previous"]
    if words.count > 1, articles.contains(first.lowercased()),
      ordinals.contains(words[words.startIndex + 1])
    {
      return nil
    }
    if words.contains(where: { ["example", "examples", "-", "hereafter"].contains($0) }) {
      return nil
    }
    let content = words.map { $0.lowercased() }.filter { !articles.contains($0) }
    guard content.contains(where: { !vagueNouns.contains($0) && $0.contains(where: \.isLetter) })
    else { return nil }
    return vocabulary.midSentence(text)
  }

  /// Whether a phrase points at nothing outside of itself.
  static func isSelfContained(_ phrase: String) -> Bool {
    !StandAlone.isDangling(phrase, isOwn: false, language: "en")
  }

  /// The comma that ends the first clause; nil where there is none outside of brackets.
  static func clauseEnd(_ sentence: String) -> String.Index? {
    var depth = 0
    for index in sentence.indices {
      switch sentence[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "," where depth == 0:
        let next = sentence[sentence.index(after: index)...]
        // “x, y, or z” lists things; a clause is followed by words of its own.
        let rest = next.split(separator: " ").prefix(2)
        if let word = rest.first, ["or", "and", "but", "then"].contains(word), word != "then" {
          return nil
        }
        // “If the request leaves at one, arrives at two, and …” goes on.
        if let word = rest.first, verbs[String(word)] != nil { return nil }
        return next.hasPrefix(" ") ? index : nil
      default: break
      }
    }
    return nil
  }

  static let wishes = [
    "you want to ", "you wish to ", "you need to ", "you would like to ", "it is necessary to ",
  ]

  private static let articles: Set<String> = ["the", "a", "an"]

  private static let notSubjects: Set<String> = [
    "this", "that", "these", "those", "it", "they", "he", "she", "we", "you", "i", "there", "here",
    "if", "when", "while", "because", "since", "although", "though", "as", "for", "in", "on", "at",
    "by", "with", "without", "from", "to", "of", "after", "before", "however", "note", "also",
    "but",
    "and", "or", "so", "then", "thus", "therefore", "what", "which", "who", "how", "why", "where",
    "another", "other", "others", "one", "some", "such", "each", "every", "no", "both", "any",
    "all",
    "most", "many", "few", "several", "certain", "see", "only", "not", "once", "until", "unless",
    "either", "neither", "its", "their", "his", "her", "our", "your", "my", "instead", "similarly",
    "currently", "normally", "usually", "generally", "typically", "often", "sometimes", "first",
    "second", "finally", "next", "more", "less", "even", "just", "still", "now", "today", "like",
    "unlike", "during", "under", "over", "between", "among", "per", "via", "whether", "else", "yes",
    "none", "nothing", "everything", "something", "anything", "two", "three", "four", "five",
    "within", "inside", "outside", "across", "against", "along", "behind", "beyond", "despite",
    "except", "onto", "regarding", "throughout", "toward", "upon", "depending", "using", "given",
    "assuming", "based", "due", "according", "rather", "contrary", "apart", "aside", "prior",
    "thanks",
    "together", "notice", "consider", "suppose", "remember", "recall", "beware", "perhaps", "maybe",
    "otherwise", "meanwhile", "hence", "namely", "furthermore", "moreover", "nevertheless",
    "through",
    "new", "always", "never", "optional", "whoever", "whatever", "whichever", "a.", "b.", "c.",
    "same", "above", "below",
    "additional", "further", "again", "likewise",
  ]

  private static let relative: Set<String> = [
    "that", "which", "who", "whom", "whose", "if", "when", "where", "because", "while", "to",
    "then",
  ]

  private static let adverbs: Set<String> = [
    "also", "never", "always", "often", "usually", "only", "not", "then", "now", "sometimes",
    "therefore", "normally", "typically", "currently", "already", "still", "simply", "first",
    "itself", "themselves", "but", "nor", "so", "just", "even", "thus", "both", "generally",
  ]

  private static let prepositions: Set<String> = [
    "of", "in", "on", "at", "by", "with", "from", "to", "for", "as", "and", "or", "about", "than",
    "into", "over", "under", "between",
  ]

  static let auxiliaries: Set<String> = [
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "may", "might", "must",
    "shall",
    "should", "will", "would", "cannot", "do", "does", "did", "needs", "need", "be", "been",
    "isn't", "aren't", "don't", "doesn't", "can't", "won't",
  ]

  private static let vagueNouns: Set<String> = [
    "default", "value", "values", "result", "results", "example", "examples", "problem", "problems",
    "reason", "reasons", "idea", "point", "first", "second", "third", "last", "next", "same",
    "other",
    "main", "rest", "answer", "effect", "remainder", "name", "names", "type", "types", "difference",
    "argument", "arguments", "parameter", "parameters", "option", "options", "command", "function",
    "functions", "field", "column", "columns", "table", "file", "line", "list", "string", "number",
    "object", "process", "method", "order", "case", "cases", "way", "ways", "thing", "things",
    "user",
    "section", "chapter", "page", "text", "data", "system", "program", "procedure", "information",
    "only", "best", "worst", "new", "old", "current", "given", "second", "return", "output",
    "input",
    "setting", "settings", "feature", "features", "syntax", "usage", "purpose", "advantage",
    "disadvantage", "exception", "exceptions", "alternative", "solution", "latter", "former",
    "actual", "specified", "details", "behavior", "behaviour", "form", "forms", "module", "class",
    "possible", "possibility", "alternative", "safe", "optional", "true", "false", "yes", "no",
    "special", "distinction", "consequence", "message", "messages", "assertion", "limit", "index",
    "prefix", "count", "difficulty", "trick", "fact", "bug", "fix", "change", "changes", "mistake",
    "operation", "operations", "entry", "entries", "item", "items", "element", "elements",
  ]

  /// Prepositions that belong to the verb before them: “consists of”, “listens on”.
  static let verbPrepositions: Set<String> = ["of", "on", "to", "from", "with", "for", "as", "in"]

  static let baseVerbs = Set(verbs.values).subtracting([
    "form", "list", "order", "point", "group", "set",
  ])

  static let imperatives: Set<String> = [
    "use", "set", "see", "try", "check", "run", "specify", "call", "add", "make", "consider",
    "choose",
    "remove", "replace", "install", "create", "write", "read", "start", "stop", "keep", "avoid",
    "put",
    "take", "turn", "let", "give", "clean", "wait", "apply", "repeat", "move", "store", "select",
    "define", "include", "ensure", "move", "open", "close", "press", "pull", "push", "wrap", "test",
    "place", "return", "delete", "change", "adjust", "tighten", "loosen", "measure", "never",
    "always",
    "first", "just", "simply", "please", "don't", "be", "refer", "look", "pass", "type", "enter",
  ]

  /// Words among `imperatives` that say how, and not what to do.
  static let manners: Set<String> = [
    "never", "always", "first", "just", "simply", "please", "be", "don't", "see", "refer", "type",
    "test", "place", "set",
  ]

  /// Whether a phrase says by itself what it means: “the distinction” is known on its page only,
  /// “the visibility map”, “slots” and `the SELECT command` everywhere.
  static func isSpecific(_ phrase: String) -> Bool {
    let words = phrase.split(separator: " ").map(String.init)
    if phrase.contains(where: { $0.isUppercase || "_(<`".contains($0) }) { return true }
    let content = words.filter { !articles.contains($0) && !vagueAdjectives.contains($0) }
    if phrase.hasPrefix("a number of ") || content.isEmpty { return false }
    guard let first = words.first, articles.contains(first) else { return true }
    if words.last == "one" || words.last == "ones" { return false }
    return content.count > 1
  }

  /// Whether what is said leans on its neighbours: “… can be used for this purpose”.
  static func pointsElsewhere(_ words: ArraySlice<String>) -> Bool {
    let pointers: Set<String> = [
      "this", "these", "those", "above", "below", "following", "preceding", "previous", "such",
      "here", "latter", "former", "thus",
    ]
    return words.contains { pointers.contains($0.trimmingSuffix { ".,;:)".contains($0) }) }
  }

  /// Verbs of plural subjects that are no nouns: “inherited queries perform access checks”.
  private static let pluralVerbs: Set<String> = [
    "perform", "provide", "allow", "require", "contain", "include", "become", "exist", "appear",
    "depend", "occur", "remain", "consist", "apply", "produce", "create", "receive", "follow",
  ]

  private static let vagueAdjectives: Set<String> = [
    "other", "same", "new", "old", "different", "special", "useful", "simple", "common", "main",
    "next", "last", "two", "three", "four", "only", "entire", "whole", "resulting", "original",
  ]

  /// Words with which a description says what a thing is.
  static let nounOpenings: Set<String> = [
    "the", "a", "an", "name", "number", "one", "any", "optional", "maximum", "minimum", "type",
    "list",
    "oid", "new", "value", "either", "path", "size", "amount", "whether", "true", "each", "another",
  ]

  /// Verbs that begin descriptions, besides those in `verbs`.
  static let describingVerbs: Set<String> = [
    "causes", "tells", "asks", "lets", "does", "acts", "works",
  ]

  static let changeVerbs: Set<String> = [
    "Fix", "Add", "Allow", "Avoid", "Prevent", "Remove", "Improve", "Change", "Make", "Ensure",
    "Disallow", "Reduce", "Repair", "Support", "Update", "Require", "Restore", "Detect", "Handle",
    "Correct", "Align", "Rename", "Enable", "Tighten", "Show", "Report", "Reject", "Adjust",
    "Speed",
  ]

  static let objectEnds: Set<String> = [
    "when", "in", "by", "to", "for", "so", "that", "with", "if", "during", "correctly", "properly",
    "from", "on", "after",
    "while", "caused", "where", "which", "as", "at", "and", "or", "of", "the", "a", "an", "using",
    "within", "under", "due", "before", "via", "into", "is", "are", "be",
  ]

  /// Verbs of statements, third person to base form.
  static let verbs: [String: String] = {
    let bases = """
      accept access add adjust affect aggregate allow alter analyze appear apply attach authenticate \
      balance begin belong bind block break bring build cache calculate call cancel cause change \
      check clean clear close collect combine compare compress compute configure connect consume \
      contain control convert copy correct count cover create cut decide declare decode define \
      delete depend describe detect determine disable discard display distinguish divide drop \
      emit enable encode encrypt enforce ensure establish estimate evaluate execute expand explain \
      export expose extend extract fasten fetch fill filter find follow force form generate get give \
      grant group guarantee guide handle help hold identify implement import improve include \
      increase indicate influence inherit initialize insert install introduce invoke join keep \
      kill lead let lift limit list listen load lock log loosen lower maintain make manage map mark \
      match measure merge modify monitor move need obtain offer open operate optimize order override \
      parse perform permit place point prepare present preserve press prevent print proceed produce \
      prohibit promise propagate protect prove provide pull push put quote raise read rebuild receive \
      reclaim record recover reduce refer refresh reject release reload remove rename render repair \
      replace replicate report represent request require reserve reset resolve restore restrict \
      retrieve return reverse revoke rewrite rotate run save scan schedule search select send separate \
      serve set shield show shut sign skip sort specify split start stop store strip submit support \
      suppress switch synchronize take tell terminate test track transfer transform translate treat \
      trigger truncate turn unlock update upgrade use validate verify wait warn wrap write join join \
      mean carry deny modify apply copy specify identify satisfy verify notify carry occupy supply
      """
    var verbs: [String: String] = [
      "consists": "consist", "catches": "catch", "reaches": "reach",
      "passes": "pass", "processes": "process", "accesses": "access", "expresses": "express",
      "fixes": "fix", "mixes": "mix", "fetches": "fetch", "matches": "match", "switches": "switch",
      "pushes": "push", "publishes": "publish", "establishes": "establish", "finishes": "finish",
      "compresses": "compress", "suppresses": "suppress", "presses": "press", "attaches": "attach",
      "distinguishes": "distinguish", "refreshes": "refresh", "teaches": "teach", "reads": "read",
    ]
    for base in bases.split(separator: " ").map(String.init) {
      let before = base.dropLast().last ?? "a"
      if base.hasSuffix("y"), !"aeiou".contains(before) {
        verbs[base.dropLast() + "ies"] = base
      } else if ["s", "x", "z", "ch", "sh", "o"].contains(where: base.hasSuffix) {
        verbs[base + "es"] = base
      } else {
        verbs[base + "s"] = base
      }
    }
    // What something does, gets, makes or takes says too little.
    for vague in [
      "gets", "makes", "takes", "gives", "lets", "goes", "does", "keeps", "puts", "means",
    ] {
      verbs[vague] = nil
    }
    // Plural nouns more often than verbs where a subject is looked for.
    for noun in [
      "lists", "orders", "points", "forms", "groups", "logs", "locks", "reports", "tests",
      "maps", "marks", "places", "scans", "signs", "limits", "measures", "calls", "needs", "blocks",
      "changes", "copies", "triggers", "requests", "uses", "caches", "filters", "records",
      "updates",
      "indexes", "names", "sets", "sorts", "joins", "merges", "switches", "processes", "accesses",
      "matches", "imports", "exports", "quotes", "covers", "searches", "transfers", "supplies",
    ] where !["sets", "uses", "lists", "records", "measures", "changes", "limits"].contains(noun) {
      verbs[noun] = nil
    }
    return verbs
  }()
}
