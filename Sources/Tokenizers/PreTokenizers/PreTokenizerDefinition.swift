import Artifacts

/// Reads the `pre_tokenizer` of a `tokenizer.json`.
enum PreTokenizerDefinition {
  static func read(_ value: JSONValue?) throws(TokenizerError) -> PreTokenizer? {
    guard let (type, members) = value?.component else { return nil }
    switch type {
    case "BertPreTokenizer": return .bert
    case "Whitespace": return .whitespace
    case "WhitespaceSplit": return .split(by: .whitespace, .removed)
    case "ByteLevel":
      return .byteLevel(
        addsPrefixSpace: members.flag("add_prefix_space", otherwise: true),
        pattern: members.flag("use_regex", otherwise: true) ? .gpt2 : nil)
    case "Digits":
      return members.flag("individual_digits")
        ? .split(by: .digits, .isolated) : .split(by: .digitRuns, .isolated)
    case "Punctuation":
      return .split(by: .punctuation, try behavior(members, otherwise: .isolated))
    case "Split": return try split(members)
    case "Metaspace": return try metaspace(members)
    case "Sequence":
      var steps: [PreTokenizer] = []
      for step in members["pretokenizers"]?.array ?? [] {
        if let last = steps.last, last.isByteLevel {
          let name = step["type"]?.string ?? "?"
          throw TokenizerError(
            .unsupported(part: "order of pre_tokenizers, ByteLevel before", name: name))
        }
        if let step = try read(step) { steps.append(step) }
      }
      return .sequence(steps)
    default: throw TokenizerError(.unsupported(part: "pre_tokenizer", name: type))
    }
  }

  private static func behavior(
    _ members: JSONValue, otherwise: SplitBehavior? = nil
  ) throws(TokenizerError) -> SplitBehavior {
    let name = members["behavior"]?.string
    guard let behavior = name.map({ SplitBehavior(rawValue: $0) }) ?? otherwise else {
      throw TokenizerError(.unsupported(part: "behavior of pre_tokenizer", name: name ?? "?"))
    }
    return behavior
  }

  private static func split(_ members: JSONValue) throws(TokenizerError) -> PreTokenizer {
    let behavior = try behavior(members)
    let isInverted = members.flag("invert")
    if let text = members["pattern"]?["String"]?.string, !text.isEmpty, !isInverted {
      return .split(by: .text(Array(text.utf8)), behavior)
    }
    let regex = members["pattern"]?["Regex"]?.string ?? members["pattern"]?["String"]?.string ?? "?"
    // The known patterns cover any text: what matches stands alone, and there is nothing else.
    let keepsMatches = behavior == .isolated && !isInverted || behavior == .removed && isInverted
    if keepsMatches, let pattern = WordPattern(regex: regex) { return .pattern(pattern) }
    if !isInverted {
      switch regex {
      case #"\s+"# where behavior == .removed: return .split(by: .whitespace, .removed)
      case #"\d"#, #"\p{N}"#: return .split(by: .digits, behavior)
      default: break
      }
    }
    throw TokenizerError(.unsupported(part: "pre_tokenizer Split with the pattern", name: regex))
  }

  private static func metaspace(_ members: JSONValue) throws(TokenizerError) -> PreTokenizer {
    let mark = Array((members["replacement"]?.string ?? "▁").utf8)
    let prepends: PreTokenizer.Prepending
    switch members["prepend_scheme"]?.string {
    case "always": prepends = .always
    case "first": prepends = .first
    case "never": prepends = .never
    case nil: prepends = members.flag("add_prefix_space", otherwise: true) ? .always : .never
    case let name?:
      throw TokenizerError(.unsupported(part: "prepend_scheme of Metaspace", name: name))
    }
    return .metaspace(
      mark: mark, prepends: prepends, splits: members.flag("split", otherwise: true))
  }
}
