#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds bytes in bytes.
public enum ByteSearch {
  /// The offset of the first occurrence from an offset on; nil where there is none or `needle` is
  /// empty.
  public static func first(_ needle: [UInt8], in hay: [UInt8], from offset: Int = 0) -> Int? {
    guard !needle.isEmpty, needle.count <= hay.count - offset else { return nil }
    return hay.withUnsafeBytes { first(needle, in: $0, from: offset) }
  }

  /// The same in memory that belongs to something else.
  public static func first(
    _ needle: [UInt8], in hay: UnsafeRawBufferPointer, from offset: Int = 0
  ) -> Int? {
    guard !needle.isEmpty, needle.count <= hay.count - offset else { return nil }
    return needle.withUnsafeBytes { needle in
      var start = hay.baseAddress! + offset
      let last = hay.baseAddress! + (hay.count - needle.count)
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
