import Artifacts
import Recipe

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a path holds that `inspect` can show, found by looking inside.
public enum InspectedInput: Sendable, Equatable {
  /// A folder with the JSONL files of the splits, in the order train, validation, test.
  case dataset(folder: String, files: [SplitFile])
  /// One JSONL file.
  case lines(path: String)
  case index(path: String)

  /// One split's rows.
  public struct SplitFile: Sendable, Equatable {
    public var split: String
    public var path: String

    init(split: String, path: String) {
      (self.split, self.path) = (split, path)
    }

    /// A file by itself: its split is what it is named after, `train.chat.jsonl.gz` after train.
    public init(_ path: String) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let stem = name.split(separator: ".").first.map(String.init) ?? ""
      self.init(split: InspectedInput.splits.contains(stem) ? stem : "", path: path)
    }
  }

  /// A path that does not hold what `inspect` shows.
  public struct Unsuitable: Error, Sendable, CustomStringConvertible {
    public let path: String
    public let reason: String
    /// Whether there is nothing at the path at all.
    public let isMissing: Bool
    public var description: String { "\(path): \(reason)" }
  }

  private static let advice = "name a dataset folder, a JSONL file or an index"

  public static let splits = ["train", "validation", "test"]

  public static func find(_ path: String) throws -> InspectedInput {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      throw Unsuitable(
        path: path, reason: "\(String(cString: strerror(code))); \(advice)",
        isMissing: code == ENOENT || code == ENOTDIR)
    }
    if status.st_mode & S_IFMT == S_IFDIR { return try findDataset(path) }
    // What is read of a pipe is gone: its lines are taken as they come.
    if status.st_mode & S_IFMT != S_IFREG { return .lines(path: path) }
    guard let file = fopen(path, "rb") else { throw FileError(path: path, action: "read") }
    defer { fclose(file) }
    var first = [UInt8](repeating: 0, count: 16)
    let count = fread(&first, 1, 16, file)
    if path.hasSuffix("manifest.json") {
      throw Unsuitable(
        path: path, reason: "this is a manifest, made for reading as it is; \(advice)",
        isMissing: false)
    }
    if first.starts(with: Array("SQLite format 3".utf8)) { return .index(path: path) }
    if count == 0 {
      throw Unsuitable(
        path: path, reason: "it is empty; \(advice)", isMissing: false)
    }
    return .lines(path: path)
  }

  private static func findDataset(_ path: String) throws -> InspectedInput {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let exists: (String) -> Bool = { access($0, R_OK) == 0 }
    // The native format says most of its rows.
    for format in RowFormats.all.map(\.suffix) {
      let files = splits.compactMap { split in
        ["", ".gz", ".zst"].map { "\(folder)/\(split)\(format)\($0)" }.first(where: exists)
          .map { SplitFile(split: split, path: $0) }
      }
      if !files.isEmpty { return .dataset(folder: folder, files: files) }
    }
    throw Unsuitable(
      path: path,
      reason: "the folder holds none of train.jsonl, validation.jsonl, test.jsonl; \(advice)",
      isMissing: false)
  }
}
