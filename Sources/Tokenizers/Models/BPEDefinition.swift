import Artifacts

/// A BPE model as it stands in a `tokenizer.json`, with its vocabulary in bytes.
struct BPEDefinition {
  var table: TokenTable
  var merges: MergeTable
  var byteTokens: [Int32]
  var isByteLevel: Bool
  var fallsBackToBytes: Bool
  var unknown: Int32
  var fusesUnknown: Bool
  var ignoresMerges: Bool
  /// ▁, where no token holds it behind something else; else empty.
  var cutMark: [UInt8]
  /// Where texts may be cut, beside; nil where they may not.
  var neighbours: Neighbours?
  /// One more than the highest id.
  var size: Int
  var tokens: [(id: Int32, token: [UInt8])]

  init(_ model: JSONValue, isByteLevel: Bool) throws(TokenizerError) {
    self.isByteLevel = isByteLevel
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let text = model[key]?.string, !text.isEmpty {
        throw TokenizerError(.unsupported(part: "model's \(key)", name: text))
      }
    }
    if let dropout = model["dropout"]?.double, dropout > 0 {
      throw TokenizerError(.unsupported(part: "model's dropout", name: "\(dropout)"))
    }
    let vocabulary = try Vocabulary.ids(model["vocab"])
    guard let rules = model["merges"]?.array else {
      throw TokenizerError(.malformed("model.merges"))
    }
    // By bytes: as keys of a dictionary, strings that are canonically equivalent would be one.
    var texts = TokenTable(capacity: vocabulary.count)
    tokens = []
    table = TokenTable(capacity: vocabulary.count)
    size = 0
    for (text, id) in vocabulary {
      texts.insert(text.utf8, id: id)
      size = max(size, Int(id) + 1)
      guard let token = isByteLevel ? ByteAlphabet.bytes(of: text) : Array(text.utf8) else {
        continue
      }
      table.insert(token, id: id)
      tokens.append((id, token))
    }
    merges = MergeTable(capacity: rules.count)
    var mergesByteTokens = false
    for (rank, rule) in rules.enumerated() {
      let (left, right) = try Self.pair(rule, rank)
      guard let first = texts.id(left), let second = texts.id(right),
        let both = texts.id(left + right)
      else { throw TokenizerError(.malformed("model.merges[\(rank)] names no token")) }
      mergesByteTokens =
        mergesByteTokens || left.starts(with: Array("<0x".utf8))
        || right.starts(with: Array("<0x".utf8))
      merges.insert(first, second, MergeTable.Merge(rank: UInt32(rank), id: both))
    }
    fusesUnknown = Self.flag(model["fuse_unk"])
    ignoresMerges = Self.flag(model["ignore_merges"])
    unknown = model["unk_token"]?.string.flatMap { texts.id(Array($0.utf8)) } ?? -1
    if isByteLevel {
      byteTokens = (0...255).map { texts.id(Array(ByteAlphabet.text(of: UInt8($0)).utf8)) ?? -1 }
      fallsBackToBytes = false
    } else {
      byteTokens = (0...255).map { texts.id(Array(Self.byteToken($0).utf8)) ?? -1 }
      fallsBackToBytes = Self.flag(model["byte_fallback"]) && !byteTokens.contains(-1)
    }
    let mark = Array("▁".utf8)
    let isCuttable =
      !isByteLevel && !ignoresMerges
      && tokens.allSatisfy { !Self.holdsMarkInside($0.token, mark) }
    cutMark = isCuttable ? mark : []
    // Bytes that stand for a character must not be merged on, nor two unknown ones become one.
    if !isByteLevel && !ignoresMerges && fallsBackToBytes && !mergesByteTokens {
      var found = Neighbours()
      for (_, token) in tokens { found.insert(token) }
      neighbours = found
    }
  }

  private static func flag(_ value: JSONValue?) -> Bool {
    if case .bool(let flag)? = value { flag } else { false }
  }

  private static func byteToken(_ byte: Int) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x\(digits.count < 2 ? "0" : "")\(digits)>"
  }

  /// `"a b"` or `["a", "b"]`.
  private static func pair(
    _ rule: JSONValue, _ rank: Int
  ) throws(TokenizerError) -> ([UInt8], [UInt8]) {
    if let pair = rule.array, pair.count == 2, let left = pair[0].string,
      let right = pair[1].string
    {
      return (Array(left.utf8), Array(right.utf8))
    }
    if let text = rule.string?.utf8, let space = text.firstIndex(of: 0x20) {
      return (Array(text[..<space]), Array(text[text.index(after: space)...]))
    }
    throw TokenizerError(.malformed("model.merges[\(rank)] is no pair"))
  }

  /// Whether a mark stands behind something that is none.
  private static func holdsMarkInside(_ token: [UInt8], _ mark: [UInt8]) -> Bool {
    var index = 0
    while token[index...].starts(with: mark) { index += mark.count }
    while index + mark.count <= token.count {
      if token[index...].starts(with: mark) { return true }
      index += 1
    }
    return false
  }
}

/// Vocabularies of `tokenizer.json`: objects from tokens to ids.
enum Vocabulary {
  static func ids(_ value: JSONValue?) throws(TokenizerError) -> [(text: String, id: Int32)] {
    guard let members = value?.members else { throw TokenizerError(.malformed("model.vocab")) }
    var result: [(text: String, id: Int32)] = []
    result.reserveCapacity(members.count)
    for member in members {
      guard let id = member.value.int, id >= 0, id < 1 << 24 else {
        throw TokenizerError(.malformed("model.vocab has no good id for \(member.key)"))
      }
      result.append((member.key, Int32(id)))
    }
    return result
  }
}
