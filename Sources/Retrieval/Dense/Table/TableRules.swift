import Artifacts

/// What model2vec does with a text beside averaging, as its `config.json` and `tokenizer.json` say
/// (model2vec 0.10, `StaticModel.encode`).
struct TableRules: Sendable, Equatable {
  /// Whether the library gives vectors of unit length.
  var normalizes = false
  /// The most tokens of a text that count.
  var longest = Int.max
  /// The most characters (code points) of a text that count.
  var mostCharacters = Int.max
  /// The token that stands for what has none; nil where it counts like any other.
  var unknown: Int32?

  /// wordllama's: every token counts.
  init() {}

  /// model2vec's; a file without `config.json` is used with the library's defaults.
  init(configuration: JSONValue?, tokenizer: JSONValue) {
    if case .bool(let flag)? = configuration?["normalize"] { normalizes = flag }
    longest = 512
    switch configuration?["max_length"] {
    case .null?: longest = .max
    case let value?: longest = max(0, value.int ?? longest)
    case nil: break
    }
    let vocabulary = tokenizer["model"]?["vocab"]?.members ?? []
    if longest < .max {
      // Texts are cut before they are tokenized, at so many times the median length of a token.
      let known = Set(vocabulary.map(\.key))
      let added = (tokenizer["added_tokens"]?.array ?? []).compactMap { $0["content"]?.string }
        .filter { !known.contains($0) }
      let lengths = (vocabulary.map(\.key) + added).map(\.unicodeScalars.count).sorted()
      if !lengths.isEmpty {
        let middle = (lengths[(lengths.count - 1) / 2] + lengths[lengths.count / 2]) / 2
        let (product, isTooLarge) = longest.multipliedReportingOverflow(by: middle)
        mostCharacters = isTooLarge ? .max : product
      }
    }
    if let token = tokenizer["model"]?["unk_token"]?.string {
      unknown = vocabulary.first { $0.key == token }?.value.int.flatMap { Int32(exactly: $0) }
    }
  }

  /// How many of a text's bytes count.
  func prefix(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count <= mostCharacters { return text.count }
    var characters = 0
    for index in text.indices where text[index] & 0xc0 != 0x80 {
      if characters == mostCharacters { return index }
      characters += 1
    }
    return text.count
  }
}
