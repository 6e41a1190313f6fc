import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The files of a static embedding table.
public struct StaticTableFiles: Sendable, Equatable {
  public var weights: String
  public var tokenizer: String
  /// model2vec's `config.json`; nil where there is none.
  public var configuration: String?

  public init(weights: String, tokenizer: String, configuration: String? = nil) {
    self.weights = weights
    self.tokenizer = tokenizer
    self.configuration = configuration
  }

  /// All of them, in a fixed order.
  public var paths: [String] { [weights, tokenizer] + (configuration.map { [$0] } ?? []) }

  /// Finds them.
  ///
  /// - Parameters:
  ///   - path: a folder with one `*.safetensors` and `tokenizer.json`; the folder of an installed
  ///     wordllama, which keeps them in `weights` and `tokenizers`; or the `*.safetensors` itself.
  ///   - tokenizer: the tokenizer's file, where it has another name or place; else empty.
  public init(at path: String, tokenizer: String = "") throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, action: "read") }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      self.init(
        weights: path,
        tokenizer: try Self.tokenizer(tokenizer, beside: folder, subject: path),
        configuration: Self.existing(folder + "/config.json"))
      return
    }
    if let weights = try Self.only(".safetensors", in: path) {
      self.init(
        weights: weights, tokenizer: try Self.tokenizer(tokenizer, beside: path, subject: path),
        configuration: Self.existing(path + "/config.json"))
    } else if let weights = try Self.only(".safetensors", in: path + "/weights") {
      let only = try tokenizer.isEmpty ? Self.only(".json", in: path + "/tokenizers") : tokenizer
      guard let only else {
        throw EmbeddingError(.noTable("tokenizers has no *.json"), subject: path)
      }
      self.init(weights: weights, tokenizer: only)
    } else {
      throw EmbeddingError(.noTable("the folder has no *.safetensors"), subject: path)
    }
  }

  private static func tokenizer(
    _ named: String, beside folder: String, subject: String
  ) throws -> String {
    if !named.isEmpty { return named }
    guard let found = existing(folder + "/tokenizer.json") else {
      throw EmbeddingError(.noTable("there is no tokenizer.json beside it"), subject: subject)
    }
    return found
  }

  private static func existing(_ path: String) -> String? {
    access(path, F_OK) == 0 ? path : nil
  }

  /// The one file of a folder whose name ends so; nil without one, an error with several.
  private static func only(_ ending: String, in folder: String) throws -> String? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    guard names.count < 2 else {
      throw EmbeddingError(
        .noTable("the folder has \(names.count) files that end in \(ending)"), subject: folder)
    }
    return names.first.map { folder + "/" + $0 }
  }
}
