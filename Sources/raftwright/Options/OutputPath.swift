#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Outputs are looked at before any work begins, so that a slip of the hand costs no file.
enum OutputPath {
  /// Refuses an output that is an input, that has no name, or that is no regular file.
  static func require(file output: String?, apartFrom inputs: [String] = []) throws {
    guard let output else { return }
    try requireName(output)
    var status = stat()
    guard stat(output, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(
        "\(output): this is a folder; name the file to write", code: .usage)
    }
    if status.st_mode & S_IFMT != S_IFREG {
      throw Failure(
        "\(output): this is a device or a pipe, whose place the file would take; name a regular file",
        code: .usage)
    }
    for input in inputs {
      var other = stat()
      guard stat(input, &other) == 0 else { continue }
      if other.st_dev == status.st_dev && other.st_ino == status.st_ino {
        throw Failure(
          "\(output): this is an input, which would be overwritten; name another output",
          code: .usage)
      }
    }
  }

  /// Refuses a folder without a name, or whose name a file has.
  static func require(folder output: String) throws {
    try requireName(output)
    var status = stat()
    if stat(output, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw Failure("\(output): this is a file; name a folder to write into", code: .usage)
    }
  }

  private static func requireName(_ output: String) throws {
    if output.isEmpty { throw Failure("the output has no name; give one", code: .usage) }
  }
}
