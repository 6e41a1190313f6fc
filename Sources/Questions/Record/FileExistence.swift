#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether there is something at a path.
enum FileExistence {
  static func isFile(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }
}
