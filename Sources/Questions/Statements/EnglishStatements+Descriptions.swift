/// English descriptions, headings, and notes of versions and changes.
extension EnglishStatements {
  func describesAction(_ description: String, noun: String?) -> Bool {
    guard let first = description.split(separator: " ").first else { return false }
    let word = first.lowercased()
    if let noun,
      [
        "column", "field", "file", "attribute", "property", "class", "exception", "module", "type",
        "structure",
      ].contains(noun)
    {
      return false
    }
    if let noun,
      [
        "option", "function", "method", "command", "subcommand", "operator",
        "class method", "static method", "coroutine", "macro",
      ].contains(noun)
    {
      return true
    }
    if noun == "parameter" || noun == "setting", !EnglishPhrases.nounOpenings.contains(word) {
      return true
    }
    return EnglishPhrases.verbs[word] != nil || EnglishPhrases.describingVerbs.contains(word)
      || EnglishPhrases.imperatives.subtracting(EnglishPhrases.manners).contains(word)
      || EnglishPhrases.baseVerbs.contains(word)
  }

  func statesDefault(_ sentence: String) -> Bool {
    let text = sentence.lowercased()
    // “If there is no default …” is about another one.
    if text.hasPrefix("if there is no") { return false }
    return [
      "the default is", "the default value is", "default value is", "by default, this is",
      "the default setting is", "it is off by default", "it is on by default", "defaults to",
      "(the default)", "the default for this",
    ].contains { text.contains($0) }
  }

  func noun(forItemsUnder heading: String) -> String? {
    let nouns = [
      "options": "option", "parameters": "parameter", "arguments": "argument",
      "environment": "environment variable", "environment variables": "environment variable",
      "functions": "function", "methods": "method", "attributes": "attribute", "files": "file",
      "commands": "command", "subcommands": "subcommand", "fields": "field", "columns": "column",
      "configuration parameters": "parameter", "keywords": "keyword", "signals": "signal",
      "operators": "operator", "settings": "setting", "exit codes": "exit code",
      "exit status": "exit status", "outputs": "output", "global options": "option",
    ]
    return nouns[heading.lowercased()]
  }

  func named(_ name: String, noun: String, of owner: String?) -> String {
    "the \(noun) \(name)" + (owner.map { " of \($0)" } ?? "")
  }

  /// `New in version 3.10.`, `Changed in version 3.8: …`, `Deprecated since version 3.2`
  func version(in sentence: String) -> (form: String, values: [String: String])? {
    for (opening, form) in [
      ("New in version ", "added_in"), ("Changed in version ", "changed_in"),
      ("Deprecated since version ", "deprecated_since"),
    ] where sentence.hasPrefix(opening) {
      let version = sentence.dropFirst(opening.count).prefix { $0.isNumber || $0 == "." }
        .split(separator: ".").joined(separator: ".")
      guard !version.isEmpty, form != "changed_in" || sentence.count > opening.count + 20 else {
        return nil
      }
      return (form, ["version": version])
    }
    return nil
  }

  func topic(ofHeading heading: String, _ vocabulary: Vocabulary) -> String? {
    let words = heading.split(separator: " ")
    guard words.count >= 2, words[0].hasSuffix("ing"), words[0].count > 4,
      words[0].dropFirst().allSatisfy({ $0.isLowercase }), !heading.contains(":"),
      ![
        "using:", "string", "during", "spring", "everything", "nothing", "something", "wiring",
        "setting", "meaning", "timing", "king", "ring", "logging", "morning", "evening",
      ].contains(words[0].lowercased())
    else { return nil }
    // “Creating a Table” is written “creating a table” in mid-sentence.
    let rest = words.dropFirst().map { vocabulary.midSentence(String($0)) }
    return ([words[0].lowercased()] + rest).joined(separator: " ")
  }

  func saysNothing(_ sentence: String) -> Bool {
    [
      "Here is", "Here are", "Here's", "The following", "This section", "This chapter", "This page",
      "This appendix", "Below", "In this section", "In this chapter", "For example", "For instance",
      "Consider", "See ", "An example", "As follows", "Let us", "Let's", "Note that", "So far",
      "Suppose", "The next section", "The rest of", "To illustrate", "As an example",
      "As described", "As mentioned", "As discussed", "Now ", "Recall", "Part of the Stable ABI",
      "Return value: ", "Availability", "Raises an auditing event", "PEP written", "As usual",
      "As we saw", "Refer to ", "Written by", "Written and", "Implemented by", "Contributed by",
      "In the previous", "Table ", "Figure ", "Like all", "More on", "When that", "If that",
    ].contains(where: sentence.hasPrefix)
      || sentence.count < 140
        && [
          "are listed in", "is described in", "are described in", "are given in", "is given in",
          "described below", "shown below", "listed below", "explained below", "given below",
          "are shown in Table",
          "listed as below",
          "as follows", "see the section",
        ].contains(where: sentence.contains)
  }

  func isInstruction(_ item: String) -> Bool {
    guard let first = item.split(whereSeparator: { !$0.isLetter }).first?.lowercased() else {
      return false
    }
    return EnglishPhrases.imperatives.contains(first) || EnglishPhrases.baseVerbs.contains(first)
  }

  func isChangeList(_ title: String) -> Bool {
    let title = title.lowercased()
    return title.hasPrefix("release ")
      || ["what’s new", "what's new", "changelog", "release notes"].contains { title.contains($0) }
  }

  func change(in sentence: String, title: String) -> String? {
    guard isChangeList(title) else { return nil }
    let words = sentence.split(separator: " ").map(String.init)
    guard let first = words.first, EnglishPhrases.changeVerbs.contains(first) else { return nil }
    var object: [String] = []
    for word in words.dropFirst().prefix(9) {
      // “race conditions” says little without “with DROP TABLESPACE”.
      if object.count >= 4, !EnglishPhrases.objectEnds.contains(object[object.count - 1]),
        EnglishPhrases.objectEnds.contains(word)
      {
        break
      }
      if word.hasPrefix("(") { break }
      object.append(word)
      if word.hasSuffix(",") || word.hasSuffix(";") { break }
    }
    while let last = object.last, EnglishPhrases.objectEnds.contains(last) { object.removeLast() }
    let text = object.joined(separator: " ").trimmingSuffix { ",;.".contains($0) }
    // “Ensure that …” has no object but a clause.
    guard object.count >= 2, object[0] != "that" else { return nil }
    return EnglishPhrases.isSelfContained(text) ? text : nil
  }
}
