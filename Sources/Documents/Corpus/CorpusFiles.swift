import Artifacts
import Foundation
import Glibc

/// A file of a corpus: where it is, and what it is called in the data.
public struct CorpusFile: Sendable, Hashable {
  /// Where it is read; what is not UTF-8 is shown as U+FFFD.
  public var path: String
  /// What documents are named by: relative to the folder that was given, so that a corpus has the
  /// same URIs wherever it lies. Names are escaped as `FileName.escaped` says; a member of an
  /// archive has the archive's URI, `/`, and its path in the archive.
  public var uri: String
  /// In bytes, as it lies on the disk; of a member what it holds.
  public var size: Int
  /// The path as the system has it.
  var pathBytes: [UInt8]
  var kind: FileKind

  init(path: [UInt8], uri: String, size: Int) {
    self.path = String(decoding: path, as: UTF8.self)
    self.uri = uri
    self.size = size
    pathBytes = path
    kind = FileKind(name: uri)
  }

  /// Whether `path` opens the file; it does not where the name is not UTF-8.
  public var hasTextPath: Bool { Array(path.utf8) == pathBytes }

  /// A descriptor to read from, or -1 with `errno`. What became a FIFO since it was found is no wait.
  func open() -> Int32 {
    let path = pathBytes.map { CChar(bitPattern: $0) } + [0]
    return Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  }
}

/// The files of a corpus, in order of their URIs.
public struct CorpusFiles: Sendable {
  public private(set) var files: [CorpusFile] = []
  /// What was passed over: links that lead nowhere, special files.
  public private(set) var drops = DropCounts()

  /// Finds the files that `paths` name, folders with all that is below them.
  ///
  /// A lone folder gives URIs relative to itself; a lone file its name. With several paths URIs are
  /// relative to the deepest folder that holds them all, so that they depend neither on how paths
  /// are written nor on where the corpus lies. Folders are read for files with one of `extensions`;
  /// links to files are followed, links to folders are not.
  public init(paths: [String], extensions: [String]) throws(FileError) {
    let wanted = Self.wanted(extensions)
    for (path, prefix) in zip(paths, try Self.prefixes(of: paths)) {
      var status = stat()
      guard stat(path, &status) == 0 else { throw FileError(path: path, action: "read") }
      if status.st_mode & S_IFMT == S_IFDIR {
        try walk(Array(path.utf8), uri: prefix, wanted: wanted)
      } else if status.st_mode & S_IFMT != S_IFREG {
        drops.add("notAFile", example: "\(path) is no regular file")
      } else {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let uri = prefix.isEmpty ? FileName.escaped(name.utf8) : prefix
        files.append(
          CorpusFile(path: Array(path.utf8), uri: uri, size: Int(status.st_size)))
      }
    }
    files.sort { $0.uri.utf8.lexicographicallyPrecedes($1.uri.utf8) }
    var unique: [CorpusFile] = []
    for file in files {
      if unique.last?.uri == file.uri {
        drops.add("duplicatePath", example: "\(file.uri) was given more than once")
      } else {
        unique.append(file)
      }
    }
    files = unique
  }

  /// `.html` says the same as `html`.
  static func wanted(_ extensions: [String]) -> Set<String> {
    Set(extensions.map { String($0.lowercased().drop { $0 == "." }) })
  }

  /// What URIs below each path begin with: the path as seen from the deepest folder that holds all;
  /// nothing for that folder itself.
  private static func prefixes(of paths: [String]) throws(FileError) -> [String] {
    let parts = paths.map(components)
    guard Set(parts).count > 1 else { return paths.map { _ in "" } }
    var common = parts[0]
    for (path, own) in zip(paths, parts) {
      var status = stat()
      guard stat(path, &status) == 0 else { throw FileError(path: path, action: "read") }
      let folder = status.st_mode & S_IFMT == S_IFDIR ? own[...] : own.dropLast()
      common = zip(common, folder).prefix { $0 == $1 }.map { $0.0 }
    }
    return parts.map {
      FileName.escaped($0.dropFirst(common.count).joined(separator: "/").utf8)
    }
  }

  /// The folders on the way from the root to a path, without `.` and `..`.
  private static func components(_ path: String) -> [String] {
    var result: [String] = []
    let current = FileManager.default.currentDirectoryPath
    let absolute = path.hasPrefix("/") ? path : current + "/" + path
    for part in absolute.split(separator: "/") where part != "." {
      if part == ".." { _ = result.popLast() } else { result.append(String(part)) }
    }
    return result
  }

  private mutating func walk(_ folder: [UInt8], uri: String, wanted: Set<String>) throws(FileError)
  {
    let shown = String(decoding: folder, as: UTF8.self)
    guard let directory = opendir(Self.cString(folder)) else {
      throw FileError(path: shown, action: "read")
    }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes.first == UInt8(ascii: ".") { continue }
      let name = FileName.escaped(bytes)
      let path = folder + [UInt8(ascii: "/")] + bytes
      let child = uri.isEmpty ? name : uri + "/" + name
      var link = stat()
      guard lstat(Self.cString(path), &link) == 0 else {
        let reason = String(cString: strerror(errno))
        drops.add("unreadableFile", keepsAll: true, example: "\(child): \(reason)")
        continue
      }
      if link.st_mode & S_IFMT == S_IFDIR {
        do {
          try walk(path, uri: child, wanted: wanted)
        } catch {
          drops.add("unreadableFile", keepsAll: true, example: "\(child): \(error.reason)")
        }
        continue
      }
      guard wanted.contains(FileKind(name: name).ending) else { continue }
      var status = link
      let isLink = link.st_mode & S_IFMT == S_IFLNK
      guard !isLink || stat(Self.cString(path), &status) == 0 else {
        let reason = String(cString: strerror(errno))
        drops.add("unreadableFile", keepsAll: true, example: "\(child): \(reason)")
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: files.append(CorpusFile(path: path, uri: child, size: Int(status.st_size)))
      case S_IFDIR: break
      default: drops.add("notAFile", example: "\(child) is no regular file")
      }
    }
  }

  private static func cString(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }
}
