/// The name that a term of a definition list gives, without what is said about it.
///
///     TermName("max_connections (integer)")         // max_connections, a parameter
///     TermName("-p, --pantry LOCATION")             // -p/--pantry, an option
///     TermName("class sched.scheduler(timefunc)")   // sched.scheduler, a class
///     TermName("int PyIter_Check(PyObject *o)")     // PyIter_Check(), a function
struct TermName {
  /// The name as it stands in a question.
  var name: String
  /// What the term's own shape says that it is, in English: “option”, “class”, “function”.
  var noun: String?
  /// Whether it is a name of a program's and not a word of the language.
  var isIdentifier = false
  /// Whether it is written as a call.
  var isCallable = false
  /// Whether it names a class or function, whose arguments may have defaults but not itself.
  var isCode: Bool { isCallable || noun.map { CodeName.nouns.contains($0) } ?? false }

  init(_ term: String) {
    var name = term.split(separator: "\n").first.map(String.init) ?? ""
    name = name.trimmingSuffix { " ¶§:".contains($0) }
    self.name = name
    if name.contains("://") {
      self.name = ""
    } else if name.hasPrefix("-") {
      readOption()
    } else {
      readKeyword()
      if !readCall() && !readTyped() { readDeclaration() }
      isIdentifier = isIdentifier || noun != nil || Self.looksLikeIdentifier(self.name)
    }
  }

  /// `-p, --pantry LOCATION` and `-d dbname` keep their names only.
  private mutating func readOption() {
    noun = "option"
    isIdentifier = true
    let options = name.split { " =,[".contains($0) }.filter { $0.hasPrefix("-") && $0.count > 1 }
    name = options.prefix(2).joined(separator: "/")
  }

  /// `class X`, `exception X`, `coroutine f()`: the noun, and the name behind it.
  private mutating func readKeyword() {
    let words = name.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let keyword = Self.keywords[words[0].lowercased()] else { return }
    let rest = String(words[1])
    let first = rest.prefix { $0 != "(" && $0 != " " }
    let isName =
      first.contains { $0.isUppercase || "_.*".contains($0) } || rest.contains("(")
      || keyword == "module" && !rest.contains(" ")
    guard isName, !keyword.isEmpty || first.count > 1 else { return }
    name = rest
    if !keyword.isEmpty { noun = keyword }
    isIdentifier = true
    readKeyword()
  }

  /// `str.split(…)`, `int PyIter_Check(…)`; but `Int32(8)` and `key(s)` are names.
  private mutating func readCall() -> Bool {
    guard let open = name.firstIndex(of: "("), open != name.startIndex else { return false }
    let before = name[..<open]
    let words = before.split(separator: " ")
    let inside = name[name.index(after: open)...].prefix { $0 != ")" }
    guard !before.hasSuffix(" "), words.allSatisfy(Self.isWordOfCode), let last = words.last else {
      return false
    }
    if inside == "s", words.count > 1 { return false }
    if inside.first == "'" || !inside.isEmpty && inside.allSatisfy(\.isNumber) {
      isIdentifier = true
      return true
    }
    let core = last.drop { $0 == "*" }
    let isCode =
      words.count == 1 || core.count < last.count || core.contains { "_.".contains($0) }
      || words.dropLast().contains { Self.cTypes.contains(String($0)) }
    guard isCode else { return false }
    if words.count > 1, noun == nil { noun = "function" }
    isCallable = noun != "class" && noun != "exception"
    isIdentifier = true
    name = core + (isCallable ? "()" : "")
    return true
  }

  /// `max_connections (integer)`
  private mutating func readTyped() -> Bool {
    guard let open = name.firstIndex(of: "("), name[..<open].hasSuffix(" ") else { return false }
    // Of `a_b, c.a_b (type)` the first.
    let names = name[..<open].dropLast().split(separator: ",").map { $0.drop { $0 == " " } }
    guard let before = names.first else { return false }
    let inside = name[name.index(after: open)...].prefix { $0 != ")" }
    let isName =
      before.count > 2 && !before.contains(" ")
      && (before.first?.isLowercase ?? false || Self.looksLikeIdentifier(before))
    guard isName, Self.types.contains(inside.lowercased()) else { return false }
    noun = "parameter"
    name = String(before)
    return true
  }

  /// `int import_time`, `const char *command`; and of `a_b, c.d` the first.
  private mutating func readDeclaration() {
    let parts = name.split(separator: ",").map { $0.drop { $0 == " " } }
    if parts.count > 1, parts.allSatisfy({ !$0.contains(" ") && $0.contains { "_.".contains($0) } })
    {
      name = String(parts[0])
    }
    let words = name.split(separator: " ")
    guard (2...4).contains(words.count), words.allSatisfy(Self.isWordOfCode) else { return }
    let last = words[words.count - 1].drop { $0 == "*" }
    let isTyped = Self.looksLikeIdentifier(words[0]) && last.contains("_") && words.count == 2
    let isDeclared =
      isTyped || Self.cTypes.contains(String(words[0])) || name.contains(" *")
      || last.dropLast().contains(".") && last.contains("_")
    guard isDeclared, !last.isEmpty else { return }
    name = String(last)
    isIdentifier = true
  }

  private static func isWordOfCode(_ word: Substring) -> Bool {
    word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "_.*@&:<>".contains($0) }
  }

  /// Whether a text is spelled as programs spell their names.
  static func looksLikeIdentifier(_ text: some StringProtocol) -> Bool {
    let core = text.prefix { $0 != "(" }
    let hasSymbol =
      core.contains { "_<>=$%@\\{}[]".contains($0) }
      || core.contains("/") && !core.contains(" ") || core.contains("::")
    let hasInnerCapital = zip(core, core.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
    let isUpper =
      text.count > 1 && text == text.uppercased() && text.contains { $0.isLetter }
      && text.unicodeScalars.allSatisfy(\.isASCII)
    let hasInnerDot = text.dropLast().contains(".") && !text.contains(" ")
    return hasSymbol || isUpper || hasInnerDot || hasInnerCapital
  }

  /// A heading without the arguments of a signature: `class sched.scheduler(timefunc=…)` becomes
  /// `sched.scheduler`; other headings stay as they are.
  static func withoutSignature(_ heading: String) -> String {
    let term = TermName(heading)
    guard term.isIdentifier, term.isCallable || ["class", "exception"].contains(term.noun),
      heading.contains("(")
    else { return heading }
    return term.name
  }

  /// Words before a name that say what it is; empty for those that say nothing worth asking.
  private static let keywords: [String: String] = [
    "class": "class", "exception": "exception", "coroutine": "coroutine", "module": "module",
    "classmethod": "class method", "staticmethod": "static method", "abstractmethod": "method",
    "property": "property", "type": "type", "struct": "structure", "final": "", "async": "",
    "awaitable": "", "static": "", "abstract": "",
  ]

  private static let cTypes: Set<String> = [
    "int", "char", "const", "void", "unsigned", "long", "double", "float", "size_t", "Py_ssize_t",
    "PyObject", "bool", "uint64", "uint32", "int64", "int32", "struct", "wchar_t", "Datum",
  ]

  private static let types: Set<String> = [
    "string", "integer", "int", "boolean", "bool", "enum", "floating point", "float", "number",
    "real", "text", "list", "array", "object", "path", "file", "duration", "size", "bytes", "name",
  ]
}
