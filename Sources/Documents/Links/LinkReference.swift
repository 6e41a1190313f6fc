/// References of links, resolved as RFC 3986 has it for a base without scheme and authority: the URI
/// of a document, which is its path below the corpus.
enum LinkReference {
  /// The length of the part of a null-terminated reference that names a file; 0 where it names none
  /// below the corpus: one with a scheme (`mailto:`, `javascript:`, `https:`) or an authority
  /// (`//host`), a fragment of the same page, or one that is too long.
  static func length(_ reference: UnsafePointer<UInt8>) -> Int {
    var length = 0
    var mayBeScheme = true
    while true {
      switch reference[length] {
      case 0, UInt8(ascii: "?"), UInt8(ascii: "#"):
        return length
      case UInt8(ascii: ":") where mayBeScheme:
        return 0
      case UInt8(ascii: "/"):
        if length == 0, reference[1] == UInt8(ascii: "/") { return 0 }
        mayBeScheme = false
      default: break
      }
      length += 1
      if length > Link.longestTarget { return 0 }
    }
  }

  /// The URI to which a reference leads from the file with the URI `base`; nil where no file can have
  /// it: a name with a slash or a null in it.
  ///
  ///     resolve("../c.html", against: "a/b/d.html")    // "a/c.html"
  ///     resolve("/my%20file", against: "a/b/d.html")   // "my file"
  ///     resolve("..", against: "a/b/d.html")           // "a/", a folder
  ///
  /// Section 5.2.2 for a reference that has a path, and 5.2.4, on whole segments: they are decoded
  /// (section 2.1) before they are looked at, so that `%2e%2e` is `..`, as browsers have it, and
  /// escaped as the names of files are in URIs of documents.
  ///
  /// - Parameter reference: without query and fragment.
  static func resolve(_ reference: ArraySlice<UInt8>, against base: String) -> String? {
    let slash = UInt8(ascii: "/")
    var segments: [String] = []
    if reference.first != slash {
      segments = base.utf8.split(separator: slash, omittingEmptySubsequences: false).dropLast()
        .map { String(Substring($0)) }
    }
    var isFolder = false
    for segment in reference.drop(while: { $0 == slash }).split(
      separator: slash, omittingEmptySubsequences: false)
    {
      guard let name = decoded(segment) else { return nil }
      isFolder = true
      switch name {
      case [0x2e]: break
      // Above the top is the top.
      case [0x2e, 0x2e]: _ = segments.popLast()
      // What ends with a slash is a folder.
      case []: break
      default:
        segments.append(FileName.escaped(name))
        isFolder = false
      }
    }
    let path = segments.joined(separator: "/")
    return isFolder && !path.isEmpty ? path + "/" : path
  }

  /// Decodes a segment; nil where it cannot be the name of a file. A percent sign without two digits
  /// behind it stays, and line ends and tabs go, as browsers have it.
  private static func decoded(_ segment: ArraySlice<UInt8>) -> [UInt8]? {
    var name: [UInt8] = []
    name.reserveCapacity(segment.count)
    var index = segment.startIndex
    while index < segment.endIndex {
      var byte = segment[index]
      index += 1
      if byte == 0x09 || byte == 0x0a || byte == 0x0d { continue }
      if byte == UInt8(ascii: "%"), index + 1 < segment.endIndex,
        let high = digit(segment[index]), let low = digit(segment[index + 1])
      {
        byte = high << 4 | low
        index += 2
      }
      if byte == 0 || byte == UInt8(ascii: "/") { return nil }
      name.append(byte)
    }
    return name
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
