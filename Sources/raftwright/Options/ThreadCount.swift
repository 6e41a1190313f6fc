import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How many threads a command works on.
enum ThreadCount {
  /// The number asked for, else one for each processor.
  static func resolved(_ asked: Int?) -> Int {
    asked ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  static func validate(_ asked: Int?) throws {
    if let asked, asked < 1 {
      throw ValidationError("--threads takes a number from 1; \(asked) was given.")
    }
  }
}
