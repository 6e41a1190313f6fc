/// What a file is by its name: a file of its own, a compressed one, or an archive of many.
///
///     FileKind(name: "page.html").ending         // "html"
///     FileKind(name: "dump.xml.xz").packing      // .compressed, ending "xml"
///     FileKind(name: "site.tar.gz").packing      // .tar, ending "tar"
struct FileKind: Sendable, Hashable {
  enum Packing: Sendable, Hashable {
    case none
    /// One file through gzip, xz, bzip2 or zstd.
    case compressed
    case tar
    case zip
  }

  var packing: Packing
  /// The name without what the compression added.
  var content: String
  /// What `documents.extensions` says of it, lowercase.
  var ending: String

  private static let compressions: Set<String> = ["gz", "xz", "bz2", "zst"]
  private static let packedTars: Set<String> = ["tgz", "txz", "tbz", "tbz2", "tzst"]
  private static let zips: Set<String> = ["zip", "epub"]

  init(name: String) {
    content = name
    ending = Self.lastPart(name)
    packing = .none
    if Self.compressions.contains(ending), let dot = name.lastIndex(of: ".") {
      content = String(name[..<dot])
      ending = Self.lastPart(content)
      packing = .compressed
    } else if Self.packedTars.contains(ending) {
      ending = "tar"
    } else if Self.zips.contains(ending) {
      packing = .zip
    }
    if ending == "tar" { packing = .tar }
  }

  /// Whether files come out of it.
  var isArchive: Bool { packing == .tar || packing == .zip }

  /// What follows the last dot; the whole name without one.
  private static func lastPart(_ name: String) -> String {
    name.utf8.split(separator: UInt8(ascii: ".")).last.map { String($0)?.lowercased() ?? "" } ?? ""
  }
}

/// Names as they stand in URIs.
enum FileName {
  /// The name as text from which its bytes can be had again: what is not UTF-8, control characters
  /// and `#` (which parts a record's id from its file) become `%` and two hexadecimal digits, as
  /// does a `%` that such digits follow.
  ///
  ///     FileName.escaped("a\nb.html".utf8)   // "a%0Ab.html"
  ///     FileName.escaped("50%.html".utf8)    // "50%.html"
  static func escaped(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self),
      bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f && $0 != 0x23 && $0 != 0x25 })
    {
      return text
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let width = characterWidth(bytes[index...])
      let isHex = bytes[index...].dropFirst().prefix(2).count { isHexDigit($0) } == 2
      if width == 0 || byte < 0x20 || byte == 0x7f || byte == 0x23 || byte == 0x25 && isHex {
        let digits = String(byte, radix: 16, uppercase: true)
        result += Array("%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
        index += 1
      } else {
        result += bytes[index..<(index + width)]
        index += width
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How many bytes the character has that `bytes` begin with; 0 where there is none.
  private static func characterWidth(_ bytes: ArraySlice<UInt8>) -> Int {
    for width in 1...4 where width <= bytes.count {
      if String(validating: bytes.prefix(width), as: UTF8.self) != nil { return width }
    }
    return 0
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
  }
}
