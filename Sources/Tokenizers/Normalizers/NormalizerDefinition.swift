import Artifacts

/// Reads the `normalizer` of a `tokenizer.json`.
enum NormalizerDefinition {
  static func read(_ value: JSONValue?) throws(TokenizerError) -> Normalizer? {
    guard let (type, members) = value?.component else { return nil }
    switch type {
    case "NFC": return .nfc
    case "NFD": return .nfd
    case "NFKC": return .nfkc
    case "NFKD": return .nfkd
    case "Lowercase": return .lowercase
    case "StripAccents": return .stripAccents
    case "Strip":
      return .strip(left: members.flag("strip_left"), right: members.flag("strip_right"))
    case "Prepend": return .prepend(Array((members["prepend"]?.string ?? "").utf8))
    case "Replace":
      guard let pattern = members["pattern"]?["String"]?.string else {
        let regex = members["pattern"]?["Regex"]?.string ?? "?"
        throw TokenizerError(.unsupported(part: "normalizer Replace with the pattern", name: regex))
      }
      return .replace(
        pattern: Array(pattern.utf8), content: Array((members["content"]?.string ?? "").utf8))
    case "BertNormalizer":
      let lowercases = members.flag("lowercase", otherwise: true)
      return .bert(
        BertNormalizer(
          cleansText: members.flag("clean_text", otherwise: true),
          separatesHan: members.flag("handle_chinese_chars", otherwise: true),
          // Where nothing is said, accents go with the case.
          stripsAccents: members.flag("strip_accents", otherwise: lowercases),
          lowercases: lowercases))
    case "Sequence":
      var steps: [Normalizer] = []
      for step in members["normalizers"]?.array ?? [] {
        if let step = try read(step) { steps.append(step) }
      }
      return .sequence(steps)
    default: throw TokenizerError(.unsupported(part: "normalizer", name: type))
    }
  }
}
