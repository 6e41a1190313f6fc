import Artifacts

/// A file that an export writes, and how one of its kind begins.
public struct ExportTarget: Sendable, Equatable {
  /// Its path in the export's folder.
  public var name: String
  /// The bytes that an earlier export's file begins with.
  let beginning: String

  init(name: String, beginning: String) {
    self.name = name
    self.beginning = beginning
  }

  /// Whether the folder's file of this name is one that an export wrote: nothing else is overwritten
  /// or removed. Empty files and files that cannot be read count as such; writing tells.
  func isOurs(in folder: String) -> Bool {
    guard let start = try? WholeFile.beginning(of: folder + "/" + name, beginning.utf8.count)
    else { return true }
    return start.isEmpty || start == Array(beginning.utf8)
  }

  /// Throws where the folder has a file of this name that no export wrote.
  public func require(in folder: String) throws(ExportTargetError) {
    if !isOurs(in: folder) { throw ExportTargetError(path: folder + "/" + name) }
  }
}

/// A file that stands where an export would write, and is no export.
public struct ExportTargetError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String

  public var description: String {
    "\(path): this file is none that an export wrote, and would be overwritten; name another folder"
  }
}
