/// A `tokenizer.json` that cannot be used, and why.
public struct TokenizerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Reason: Sendable, Equatable {
    case notJSON(String)
    /// A part of the format that is missing or of the wrong type, by its path.
    case malformed(String)
    /// A component that is not implemented: `normalizer`, `Precompiled`.
    case unsupported(part: String, name: String)
  }

  public var reason: Reason
  /// The file; empty where the JSON came from elsewhere.
  public var path: String

  init(_ reason: Reason, path: String = "") {
    self.reason = reason
    self.path = path
  }

  public var description: String {
    let place = path.isEmpty ? "" : "\(path): "
    switch reason {
    case .notJSON(let fault): return "\(place)this is no tokenizer.json: \(fault)"
    case .malformed(let part): return "\(place)this is no tokenizer.json: \(part)"
    case .unsupported(let part, let name):
      return "\(place)the \(part) \(name) is not supported; "
        + "remove documents.tokenizer to have tokens estimated, or name another tokenizer"
    }
  }
}
