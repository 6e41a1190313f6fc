/// Why texts cannot be turned into vectors, or vectors not be compared.
public struct EmbeddingError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    /// A folder without a table that can be read; the text says what is missing.
    case noTable(String)
    /// A file that is no table: of another format, or one that contradicts itself.
    case badTable(String)
    /// A vector that the embedder gave has another length than those before it.
    case uneven(expected: Int, found: Int)
    /// The embedder gave another number of vectors than it got texts.
    case miscounted(texts: Int, vectors: Int)
    /// A vector with a component that is not a number.
    case notFinite
  }

  public let code: Code
  /// The file or folder, or the model's name.
  public let subject: String

  public init(_ code: Code, subject: String) {
    self.code = code
    self.subject = subject
  }

  public var description: String {
    switch code {
    case .noTable(let what):
      "\(subject): there is no embedding table: \(what); name a folder with *.safetensors and "
        + "tokenizer.json, or both files"
    case .badTable(let what):
      "\(subject): this is no embedding table: \(what)"
    case .uneven(let expected, let found):
      "\(subject): the embedder gave a vector of \(found) numbers after others of \(expected); "
        + "use one model for all texts"
    case .miscounted(let texts, let vectors):
      "\(subject): the embedder gave \(vectors) vectors for \(texts) texts"
    case .notFinite:
      "\(subject): the embedder gave a vector with a component that is not a number"
    }
  }
}
