#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds bytes in bytes.
public enum ByteSearch {
  /// The offset of the first occurrence; nil where there is none or `needle` is empty.
  public static func first(_ needle: [UInt8], in hay: [UInt8]) -> Int? {
    guard !needle.isEmpty, needle.count <= hay.count else { return nil }
    return hay.withUnsafeBytes { hay in
      needle.withUnsafeBytes { needle in
        var start = hay.baseAddress!
        let last = start + (hay.count - needle.count)
        while start <= last {
          // memchr runs at memory speed; Glibc hides memmem from Swift.
          guard let found = memchr(start, Int32(needle[0]), last - start + 1) else { return nil }
          if memcmp(found, needle.baseAddress!, needle.count) == 0 {
            return UnsafeRawPointer(found) - hay.baseAddress!
          }
          start = UnsafeRawPointer(found) + 1
        }
        return nil
      }
    }
  }
}
