import Artifacts

/// A subword tokenizer read from a Hugging Face `tokenizer.json`: gives the ids that the library
/// `tokenizers` gives, without special tokens around them.
///
///     let tokenizer = try Tokenizer(path: "tokenizer.json")
///     tokenizer.encode("Hello world")     // [9906, 1917] with Llama 3's file
///
/// Models: BPE (byte-level, or over characters with or without `byte_fallback`) and WordPiece.
/// A file with a component that is not implemented is refused with the component's name. The
/// file's post-processor, truncation and padding are not applied: this counts and looks up text,
/// it does not prepare a model's input.
///
/// A value without mutable state: one may be used from many threads at once. Memory is about 60
/// bytes for each token and 32 for each merge; encoding takes time linear in the text (a stretch
/// without any white space or punctuation: n log n).
public struct Tokenizer: Sendable {
  enum Model: Sendable {
    case bpe(BPE)
    case wordPiece(WordPiece)
  }

  private let normalizer: Normalizer?
  private let preTokenizer: PreTokenizer?
  private let model: Model
  /// Looked for in the text as it is, and in the normalized text.
  private let rawTokens: AddedTokens
  private let normalizedTokens: AddedTokens
  /// How many ids there are: the highest one, plus one.
  public let vocabularySize: Int

  init(definition: TokenizerDefinition) {
    normalizer = definition.normalizer
    preTokenizer = definition.preTokenizer
    model = definition.model
    rawTokens = definition.rawTokens
    normalizedTokens = definition.normalizedTokens
    vocabularySize = definition.vocabularySize
  }

  /// Reads a file; throws a `FileError` or a `TokenizerError`.
  public init(path: String) throws {
    let bytes = try WholeFile.read(path)
    do {
      try self.init(json: bytes)
    } catch {
      throw TokenizerError(error.reason, path: path)
    }
  }

  /// Reads the JSON of a `tokenizer.json`.
  public init(json: [UInt8]) throws(TokenizerError) {
    self.init(definition: try TokenizerDefinition(json: json))
  }

  /// The token ids of a text.
  public func encode(_ text: String) -> [Int32] {
    var ids: [Int32] = []
    var text = text
    text.withUTF8 { encode($0, into: &ids) }
    return ids
  }

  /// Appends the token ids of a text, which must be valid UTF-8.
  ///
  /// - Parameter memory: what earlier calls of this tokenizer on this thread learned; with it, BPE
  ///   takes half the time.
  public func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, into ids: inout [Int32], memory: MergeMemory? = nil
  ) {
    let memory = memory?.slots
    if rawTokens.isEmpty {
      encode(Array(bytes), isAtStart: true, into: &ids, memory)
      return
    }
    for stretch in rawTokens.stretches(bytes) {
      if stretch.id >= 0 {
        ids.append(stretch.id)
      } else {
        encode(
          Array(bytes[stretch.range]), isAtStart: stretch.range.lowerBound == 0, into: &ids,
          memory)
      }
    }
  }

  /// How many tokens a text has, which must be valid UTF-8.
  public func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var ids: [Int32] = []
    ids.reserveCapacity(bytes.count / 2)
    encode(bytes, into: &ids)
    return ids.count
  }

  /// Encodes what lies between tokens that were found in the text as it is.
  private func encode(
    _ text: [UInt8], isAtStart: Bool, into ids: inout [Int32], _ memory: UnsafeMutableRawPointer?
  ) {
    var text = text
    normalizer?.apply(&text)
    if normalizedTokens.isEmpty {
      encode(normalized: text, isAtStart: isAtStart, into: &ids, memory)
      return
    }
    let stretches = text.withUnsafeBufferPointer(normalizedTokens.stretches)
    for stretch in stretches {
      if stretch.id >= 0 {
        ids.append(stretch.id)
      } else {
        encode(
          normalized: Array(text[stretch.range]),
          isAtStart: isAtStart && stretch.range.lowerBound == 0, into: &ids, memory)
      }
    }
  }

  private func encode(
    normalized text: [UInt8], isAtStart: Bool, into ids: inout [Int32],
    _ memory: UnsafeMutableRawPointer?
  ) {
    var pieces = Pieces(text, isAtStart: isAtStart)
    preTokenizer?.apply(&pieces)
    pieces.bytes.withUnsafeBufferPointer { bytes in
      switch model {
      case .bpe(let bpe):
        for range in pieces.ranges { bpe.encode(bytes, range, &ids, memory: memory) }
      case .wordPiece(let wordPiece):
        for range in pieces.ranges { wordPiece.encode(bytes, range, &ids) }
      }
    }
  }
}
