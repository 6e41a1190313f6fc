import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The first 100 bytes of an SQLite file (<https://www.sqlite.org/fileformat.html>, section 1.3),
/// read before SQLite is, so that each kind of wrong file gets a sentence of its own.
enum IndexFileHeader {
  static func check(_ path: String) throws(IndexError) {
    let header = try read(path)
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw IndexError(.notDatabase, path: path)
    }
    guard number(header, at: 68) == IndexSchema.applicationID else {
      throw IndexError(.notIndex, path: path)
    }
    let found = Int(number(header, at: 60))
    let known = Int(IndexSchema.version)
    if found > known { throw IndexError(.newerSchema(found: found, known: known), path: path) }
    if found < known { throw IndexError(.olderSchema(found: found, known: known), path: path) }
  }

  private static func number(_ header: [UInt8], at offset: Int) -> Int32 {
    Int32(bitPattern: header[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
  }

  private static func read(_ path: String) throws(IndexError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT { throw IndexError(.missing, path: path) }
      throw IndexError(.unreadable(String(cString: strerror(code))), path: path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw IndexError(.unreadable("it is not a regular file"), path: path)
    }
    return [UInt8](unsafeUninitializedCapacity: 100) { out, count in
      while count < 100 {
        let got = Glibc.read(descriptor, out.baseAddress! + count, 100 - count)
        if got <= 0 { return }
        count += got
      }
    }
  }
}
