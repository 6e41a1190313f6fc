#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folders of a corpus. A folder's time changes when a page comes or goes, so that make sees
/// new pages.
enum CorpusFolders {
  /// Those among `paths` and all below them, in order; links to folders are not followed, and names
  /// that begin with a dot are passed over, as in reading a corpus.
  static func all(under paths: [String]) -> [String] {
    var folders: [String] = []
    for path in paths { collect(path, into: &folders) }
    return folders
  }

  private static func collect(_ path: String, into folders: inout [String]) {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    folders.append(path)
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(validating: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, !name.hasPrefix(".") { names.append(name) }
    }
    for name in names.sorted() {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      var status = stat()
      if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        collect(child, into: &folders)
      }
    }
  }
}
