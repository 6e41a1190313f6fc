import Artifacts
import Foundation

/// A file of a corpus: where it is, and what it is called in the data.
public struct CorpusFile: Sendable, Hashable {
  /// Where it is read.
  public var path: String
  /// What documents are named by: relative to the folder that was given, so that a corpus has the
  /// same URIs wherever it lies.
  public var uri: String
  public var size: Int
}

/// The files of a corpus, in order of their URIs.
public struct CorpusFiles: Sendable {
  public private(set) var files: [CorpusFile] = []
  /// What was passed over: links that lead nowhere, names that are not UTF-8, special files.
  public private(set) var drops = DropCounts()

  /// Finds the files that `paths` name, folders with all that is below them.
  ///
  /// A lone folder gives URIs relative to itself; a lone file its name. With several paths URIs are
  /// relative to the deepest folder that holds them all, so that they depend neither on how paths
  /// are written nor on where the corpus lies. Folders are read for files with one of `extensions`;
  /// links to files are followed, links to folders are not.
  public init(paths: [String], extensions: [String]) throws(FileError) {
    // ".html" says the same as "html".
    let wanted = Set(extensions.map { $0.lowercased().drop { $0 == "." } }.map(String.init))
    for (path, prefix) in zip(paths, try Self.prefixes(of: paths)) {
      var status = stat()
      guard stat(path, &status) == 0 else { throw FileError(path: path, action: "read") }
      if status.st_mode & S_IFMT == S_IFDIR {
        try walk(path, uri: prefix, wanted: wanted)
      } else if status.st_mode & S_IFMT != S_IFREG {
        drops.add("notAFile", example: "\(path) is no regular file")
      } else {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        files.append(
          CorpusFile(path: path, uri: prefix.isEmpty ? name : prefix, size: Int(status.st_size)))
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
    return parts.map { $0.dropFirst(common.count).joined(separator: "/") }
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

  private mutating func walk(_ folder: String, uri: String, wanted: Set<String>) throws(FileError) {
    guard let directory = opendir(folder) else { throw FileError(path: folder, action: "read") }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer -> String? in
        let bytes = buffer.prefix { $0 != 0 }
        return String(validating: bytes, as: UTF8.self)
      }
      guard let name else {
        drops.add("unreadableName", example: "\(folder): a file's name is not UTF-8; rename it")
        continue
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      let child = uri.isEmpty ? name : uri + "/" + name
      var link = stat()
      guard lstat(path, &link) == 0 else { continue }
      if link.st_mode & S_IFMT == S_IFDIR {
        do {
          try walk(path, uri: child, wanted: wanted)
        } catch {
          drops.add("unreadableFile", example: "\(path): \(error.reason)")
        }
        continue
      }
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard wanted.contains(ending) else { continue }
      var status = stat()
      guard stat(path, &status) == 0 else {
        drops.add("unreadableFile", example: "\(path): \(String(cString: strerror(errno)))")
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: files.append(CorpusFile(path: path, uri: child, size: Int(status.st_size)))
      case S_IFDIR: break
      default: drops.add("notAFile", example: "\(path) is no regular file")
      }
    }
  }
}
