#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Inputs are looked for before any work begins, so that a misspelt path costs no time.
enum InputPath {
  static func require(_ paths: [String]) throws {
    for path in paths where access(path, F_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw Failure("\(path): \(reason); check the path", code: .noInput)
    }
    for path in paths where access(path, R_OK) != 0 {
      let reason = String(cString: strerror(errno))
      throw Failure("\(path): \(reason); make it readable", code: .inputOutput)
    }
  }
}
