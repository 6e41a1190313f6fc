import Tokenizers

/// What tokens are counted with: a real tokenizer, or an estimate where none is named.
public enum TokenCounter: Sendable {
  case estimate
  case tokenizer(Tokenizer)

  /// The counter of `documents.tokenizer`: a `tokenizer.json`, or the estimate where the path is
  /// empty. Throws what reading the file throws.
  public init(tokenizerPath path: String) throws {
    self = path.isEmpty ? .estimate : .tokenizer(try Tokenizer(path: path))
  }

  /// Whether texts that are cut at white space have as many tokens apart as together.
  var addsUp: Bool {
    if case .estimate = self { true } else { false }
  }

  /// How many tokens a text has.
  public func count(_ text: String) -> Int { count(Array(text.utf8)[...]) }

  @inline(__always)
  func count(_ text: ArraySlice<UInt8>) -> Int {
    switch self {
    case .estimate: TokenEstimate.count(text)
    case .tokenizer(let tokenizer): text.withUnsafeBufferPointer(tokenizer.count)
    }
  }
}
