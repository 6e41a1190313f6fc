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

    /// A file by itself: its split is what it is named after, `train.chat.jsonl.gz` after train,
    /// `raft_dev.jsonl` after validation.
    public init(_ path: String) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      self.init(split: InspectedInput.split(namedBy: name), path: path)
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

  /// The names that people give to splits, by ours.
  private static let splitNames: [(split: String, names: [String])] = [
    ("train", ["train", "training"]), ("validation", ["validation", "valid", "val", "dev"]),
    ("test", ["test"]),
  ]

  /// The split that a file is named after; empty where its name has no word for one.
  static func split(namedBy name: String) -> String {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    for word in words {
      if let found = splitNames.first(where: { $0.names.contains(word) }) { return found.split }
    }
    // One of Raftwright's formats has the name, too, behind the split's.
    return words.contains("eval") ? "validation" : ""
  }

  /// What follows the split in a file's name: `.chat.jsonl` of `train.chat.jsonl.gz`.
  static func suffix(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").dropFirst().filter { $0 != "gz" && $0 != "zst" }
      .joined(separator: ".")
  }

  /// Whether a path names a file that can be read more than once.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// What a file seems to be that holds no JSON lines, and what makes lines of it; nil where nothing
  /// tells.
  public static func hint(_ path: String) -> String? {
    guard isRegular(path), let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    if bytes.starts(with: Array("PAR1".utf8)) {
      return "this is Parquet: write its rows as JSONL first"
    }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      return "this is UTF-16: make it UTF-8 first, as iconv -f UTF-16 -t UTF-8 does"
    }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      return "this is a zip archive: unpack it first"
    }
    let first = bytes.drop { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    if first.first == UInt8(ascii: "{") {
      return "this is JSON over several lines: JSONL has a row on each, as jq -c . writes them"
    }
    return nil
  }

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
      let files = splitNames.compactMap { split, names in
        names.flatMap { name in
          ["", ".gz", ".zst"].map { "\(folder)/\(name)\(format)\($0)" }
        }.first(where: exists).map { SplitFile(split: split, path: $0) }
      }
      if !files.isEmpty { return .dataset(folder: folder, files: files) }
    }
    throw Unsuitable(
      path: path,
      reason: "the folder holds none of train.jsonl, validation.jsonl, test.jsonl; \(advice)",
      isMissing: false)
  }
}
