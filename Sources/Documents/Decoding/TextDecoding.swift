import Glibc

/// Turns the bytes of a file into UTF-8, whatever they are; never fails.
///
/// The encoding is that of the byte order mark, else of the declaration (XML declaration, `meta`),
/// else UTF-8 where the bytes are UTF-8, else Windows-1252, as the WHATWG encoding standard has it
/// for pages that declare nothing. Bytes that are no characters become U+FFFD and are counted.
struct TextDecoding {
  var utf8: [UInt8]
  var invalidBytes: Int

  /// How far into a file a declaration is looked for.
  private static let declarationLimit = 4096

  static func html(_ bytes: [UInt8]) -> TextDecoding {
    decode(bytes, declared: xmlDeclaration(bytes) ?? metaCharset(bytes))
  }

  static func xml(_ bytes: [UInt8]) -> TextDecoding {
    decode(bytes, declared: xmlDeclaration(bytes) ?? "utf-8")
  }

  static func decode(_ bytes: [UInt8], declared: String?) -> TextDecoding {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return utf8(Array(bytes.dropFirst(3))) }
    if let utf16 = utf16Name(bytes) { return convert(bytes, from: utf16) }
    let label = declared.map(canonicalName) ?? ""
    if label == "UTF-8" || label.hasPrefix("UTF-16") || label.isEmpty {
      // A declaration of UTF-16 that one could read as ASCII is a lie.
      let decoded = utf8(bytes)
      if label.isEmpty && decoded.invalidBytes > 0 { return convert(bytes, from: "WINDOWS-1252") }
      return decoded
    }
    return convert(bytes, from: label)
  }

  // MARK: Declarations

  /// The encoding of a byte order mark, or of the zero bytes around a `<`.
  static func utf16Name(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 4 else { return nil }
    if bytes[0] == 0xff && bytes[1] == 0xfe { return "UTF-16LE" }
    if bytes[0] == 0xfe && bytes[1] == 0xff { return "UTF-16BE" }
    if bytes[0] == 0x3c && bytes[1] == 0 && bytes[3] == 0 { return "UTF-16LE" }
    if bytes[0] == 0 && bytes[1] == 0x3c && bytes[2] == 0 { return "UTF-16BE" }
    return nil
  }

  /// `encoding="…"` of an XML declaration at the very beginning.
  static func xmlDeclaration(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
    let head = bytes.prefix(256).prefix { $0 != UInt8(ascii: ">") }
    return value(after: "encoding", in: String(decoding: head, as: UTF8.self))
  }

  /// The charset of a `meta` element, in either form.
  static func metaCharset(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(declarationLimit), as: UTF8.self).lowercased()
    for meta in head.split(separator: "<") where meta.hasPrefix("meta") {
      if let label = value(after: "charset", in: String(meta)) { return label }
    }
    return nil
  }

  private static func value(after name: String, in text: String) -> String? {
    guard let range = text.firstRange(of: name) else { return nil }
    let rest = text[range.upperBound...].drop { $0.isWhitespace }
    guard rest.first == "=" else { return nil }
    let quoted = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let label = quoted.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.+".contains($0)) }
    return label.isEmpty ? nil : String(label)
  }

  /// The name by which iconv knows a label; the WHATWG's aliases where they differ.
  private static func canonicalName(_ label: String) -> String {
    switch label.lowercased() {
    case "utf8", "utf-8", "unicode-1-1-utf-8", "us-ascii", "ascii": "UTF-8"
    case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "x-cp1252": "WINDOWS-1252"
    case "iso-8859-9", "latin5": "WINDOWS-1254"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": "CP932"
    case "euc-jp", "x-euc-jp": "EUC-JP-MS"
    case "gb2312", "gbk", "x-gbk", "gb18030": "GB18030"
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": "BIG5-HKSCS"
    case "euc-kr", "ks_c_5601-1987", "korean": "CP949"
    case let other: other.uppercased()
    }
  }

  // MARK: Conversion

  private static func utf8(_ bytes: [UInt8]) -> TextDecoding {
    if (try? UTF8Span(validating: bytes.span)) != nil {
      return TextDecoding(utf8: bytes, invalidBytes: 0)
    }
    let repaired = String(decoding: bytes, as: UTF8.self)
    let invalid = repaired.unicodeScalars.count { $0 == "\u{fffd}" }
    return TextDecoding(utf8: Array(repaired.utf8), invalidBytes: invalid)
  }

  static func convert(_ bytes: [UInt8], from label: String) -> TextDecoding {
    let handle = iconv_open("UTF-8", label)
    guard let handle, Int(bitPattern: handle) != -1 else {
      // An encoding that does not exist: what the bytes themselves say.
      return decode(bytes, declared: nil)
    }
    defer { iconv_close(handle) }
    var result = TextDecoding(utf8: [], invalidBytes: 0)
    result.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    var input = bytes
    input.withUnsafeMutableBytes { source in
      var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = source.count
      withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { room in
        while left > 0 {
          var out: UnsafeMutablePointer<CChar>? = room.baseAddress?
            .assumingMemoryBound(to: CChar.self)
          var free = room.count
          let status = iconv(handle, &next, &left, &out, &free)
          let code = errno
          result.utf8.append(contentsOf: room.prefix(room.count - free))
          if status != .max { continue }
          if code == E2BIG { continue }
          // An invalid or cut-off sequence: one byte becomes U+FFFD, and on it goes.
          result.utf8.append(contentsOf: [0xef, 0xbf, 0xbd])
          result.invalidBytes += 1
          next = next.map { $0 + 1 }
          left -= 1
          iconv(handle, nil, nil, nil, nil)
        }
      }
    }
    if result.utf8.starts(with: [0xef, 0xbb, 0xbf]) { result.utf8.removeFirst(3) }
    return result
  }
}
