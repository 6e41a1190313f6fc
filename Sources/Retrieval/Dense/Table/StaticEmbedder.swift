import Artifacts
import Dispatch
import Synchronization
import Tokenizers

/// Embeds texts by a static table: the mean of the vectors of a text's tokens.
///
///     let embedder = try StaticEmbedder(files: StaticTableFiles(at: "table"), threads: 2)
///     let vectors = try await embedder.embed(["how to vacuum a table"])
///
/// Reads the files of model2vec (van Dongen and Tulkens 2024) and of wordllama (Miller 2024) and
/// gives their libraries' vectors, to rounding. A text without a token that counts gets a vector of
/// zeros. Vectors depend on nothing but the text and the files, to the bit.
public struct StaticEmbedder: Embedder {
  /// `static-` and 16 digits of the digest of the files: the same table has the same name wherever
  /// it lies.
  public let model: String
  public let dimension: Int
  public let files: StaticTableFiles
  private let table: StaticTable
  private let tokenizer: Tokenizer
  private let rules: TableRules
  private let threads: Int

  /// Texts that one thread takes at a time.
  private static let piece = 64

  /// Opens a table; throws a `FileError`, `EmbeddingError` or `TokenizerError`.
  ///
  /// - Parameter threads: how many threads `embed` works on.
  public init(files: StaticTableFiles, threads: Int) throws {
    self.files = files
    self.threads = max(1, threads)
    let tensors = try SafetensorsFile(path: files.weights)
    table = try StaticTable(tensors)
    let json = try WholeFile.read(files.tokenizer)
    do {
      tokenizer = try Tokenizer(json: json)
    } catch {
      // The sentence of its own tells how to go on without a tokenizer, which a table cannot.
      let what =
        if case .unsupported(let part, let name) = error.reason {
          "its tokenizer's \(part) \(name) is not supported"
        } else {
          error.description
        }
      throw EmbeddingError(.badTable(what), subject: files.tokenizer)
    }
    var digest = PiecewiseDigest()
    digest.update(Digest(of: tensors.file.bytes).bytes)
    digest.update(Digest(of: json).bytes)
    if table.layout == .model2vec {
      let configuration = try files.configuration.map { path in
        let bytes = try WholeFile.read(path)
        digest.update(Digest(of: bytes).bytes)
        do {
          return try JSONValue(parsing: bytes)
        } catch {
          throw EmbeddingError(.badTable("\(error)"), subject: path)
        }
      }
      rules = TableRules(configuration: configuration, tokenizer: try JSONValue(parsing: json))
      guard tokenizer.vocabularySize <= table.tokenCount else {
        throw EmbeddingError(
          .badTable(
            "it has vectors for \(table.tokenCount) tokens, and the tokenizer has "
              + "\(tokenizer.vocabularySize)"), subject: files.weights)
      }
    } else {
      rules = TableRules()
    }
    dimension = table.dimension
    model = "static-" + digest.finish().hex.prefix(16)
  }

  /// Vectors of unit length.
  public func embed(_ texts: [String]) async throws -> [[Float]] {
    try pooled(texts, normalized: true)
  }

  /// The vectors as the table's own library gives them by default: wordllama's are means as they
  /// are, model2vec's go by `normalize` in `config.json`.
  public func pooled(_ texts: [String]) throws -> [[Float]] {
    try pooled(texts, normalized: rules.normalizes)
  }

  private func pooled(_ texts: [String], normalized: Bool) throws -> [[Float]] {
    let pieces = (texts.count + Self.piece - 1) / Self.piece
    @Sendable func vectors(ofPiece number: Int, _ room: inout Room) throws -> [[Float]] {
      let range = number * Self.piece..<min((number + 1) * Self.piece, texts.count)
      return try texts[range].map { try vector(of: $0, normalized: normalized, &room) }
    }
    if pieces < 2 || threads == 1 {
      var room = Room()
      return try (0..<pieces).flatMap { try vectors(ofPiece: $0, &room) }
    }
    let next = Atomic(0)
    let found = Mutex([[[Float]]](repeating: [], count: pieces))
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in
      var room = Room()
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < pieces else { return }
        do {
          let done = try vectors(ofPiece: number, &room)
          found.withLock { $0[number] = done }
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return found.withLock { $0.flatMap(\.self) }
  }

  /// What one thread uses again and again.
  private struct Room {
    /// A text's tokens.
    var ids: [Int32] = []
    let memory = MergeMemory()
  }

  private func vector(
    of text: String, normalized: Bool, _ room: inout Room
  ) throws -> [Float] {
    room.ids.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { bytes in
      tokenizer.encode(
        UnsafeBufferPointer(rebasing: bytes[..<rules.prefix(of: bytes)]), into: &room.ids,
        memory: room.memory)
    }
    var vector = [Float](repeating: 0, count: dimension)
    let last = Int32(table.tokenCount - 1)
    let unknown = rules.unknown ?? -1
    if room.ids.count > rules.longest { room.ids.removeLast(room.ids.count - rules.longest) }
    if unknown >= 0 { room.ids.removeAll { $0 == unknown } }
    let counted = room.ids.count
    guard counted > 0 else { return vector }
    for index in room.ids.indices { room.ids[index] = max(0, min(room.ids[index], last)) }
    vector.withUnsafeMutableBufferPointer { table.add(&room.ids, to: $0.baseAddress!) }
    if normalized {
      // The mean's direction is the sum's.
      try UnitLength.scale(&vector, subject: files.weights)
    } else {
      for index in vector.indices { vector[index] /= Float(counted) }
    }
    return vector
  }
}
