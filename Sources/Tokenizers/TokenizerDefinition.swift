import Artifacts

/// A `tokenizer.json`, its components looked up and checked.
struct TokenizerDefinition {
  var normalizer: Normalizer?
  var preTokenizer: PreTokenizer?
  var model: Tokenizer.Model
  var rawTokens: AddedTokens
  var normalizedTokens: AddedTokens
  var vocabularySize: Int

  init(json: [UInt8]) throws(TokenizerError) {
    let root: JSONValue
    do {
      root = try JSONValue(parsing: json)
    } catch {
      throw TokenizerError(.notJSON("\(error)"))
    }
    normalizer = try NormalizerDefinition.read(root["normalizer"])
    preTokenizer = try PreTokenizerDefinition.read(root["pre_tokenizer"])
    guard let model = root["model"], model.members != nil else {
      throw TokenizerError(.malformed("it has no model"))
    }
    (self.model, vocabularySize) = try Self.model(
      model, isByteLevel: preTokenizer?.isByteLevel ?? false)
    var raw: [AddedTokens.Token] = []
    var normalized: [AddedTokens.Token] = []
    for entry in root["added_tokens"]?.array ?? [] {
      guard let content = entry["content"]?.string, let id = entry["id"]?.int else {
        throw TokenizerError(.malformed("added_tokens"))
      }
      vocabularySize = max(vocabularySize, id + 1)
      var token = AddedTokens.Token(
        bytes: Array(content.utf8), id: Int32(id), isWord: entry.flag("single_word"),
        stripsLeft: entry.flag("lstrip"), stripsRight: entry.flag("rstrip"))
      if entry.flag("normalized") {
        normalizer?.apply(&token.bytes)
        normalized.append(token)
      } else {
        raw.append(token)
      }
    }
    rawTokens = AddedTokens(raw)
    normalizedTokens = AddedTokens(normalized)
  }

  private static func model(
    _ model: JSONValue, isByteLevel: Bool
  ) throws(TokenizerError) -> (Tokenizer.Model, size: Int) {
    // Old files leave the type out.
    switch model["type"]?.string ?? (model["merges"] == nil ? "WordPiece" : "BPE") {
    case "BPE":
      let definition = try BPEDefinition(model, isByteLevel: isByteLevel)
      return (.bpe(BPE(definition: definition)), definition.size)
    case "WordPiece":
      let vocabulary = try Vocabulary.ids(model["vocab"])
      let unknown = model["unk_token"]?.string ?? "[UNK]"
      guard let unknownID = vocabulary.first(where: { $0.text == unknown })?.id else {
        throw TokenizerError(.malformed("model.vocab lacks \(unknown)"))
      }
      let wordPiece = WordPiece(
        vocabulary: vocabulary.map { (Array($0.text.utf8), $0.id) },
        prefix: Array((model["continuing_subword_prefix"]?.string ?? "##").utf8),
        unknown: unknownID, longestWord: model["max_input_chars_per_word"]?.int ?? 100)
      return (.wordPiece(wordPiece), (vocabulary.map { Int($0.id) }.max() ?? -1) + 1)
    case let name: throw TokenizerError(.unsupported(part: "model", name: name))
    }
  }
}

extension JSONValue {
  /// A member that is `true`; whatever else stands there, or nothing, is `otherwise`.
  func flag(_ key: String, otherwise: Bool = false) -> Bool {
    if case .bool(let flag)? = self[key] { flag } else { otherwise }
  }

  /// What a component is; nil where there is none.
  var component: (type: String, members: JSONValue)? {
    self["type"]?.string.map { ($0, self) }
  }
}
