/// Turns the bytes of a file into UTF-8, whatever they are; never fails.
///
/// The encoding is that of the byte order mark or the zero bytes of UTF-16 and UTF-32, else of the
/// declaration (XML declaration, `meta`), else UTF-8 where most of the bytes that are not ASCII are
/// UTF-8, else what `EncodingGuess` makes of the bytes. A declaration of an encoding that is unknown,
/// or in which the declaration itself could not be read, is passed over; labels mean what the WHATWG
/// encoding standard says, so that ISO-8859-1 is Windows-1252. Bytes that are no characters become
/// U+FFFD and are counted.
struct TextDecoding {
  var utf8: [UInt8]
  var invalidBytes: Int

  /// How far into a file a declaration is looked for.
  private static let declarationLimit = 4096

  static func html(_ bytes: [UInt8]) -> TextDecoding {
    let declared =
      markedEncoding(of: bytes) ?? xmlDeclaration(bytes).flatMap(knownEncoding)
      ?? metaCharset(bytes).flatMap(knownEncoding)
    if let name = declared ?? EncodingGuess.escaped(bytes) { return convert(bytes, from: name) }
    let decoded = utf8(bytes)
    guard decoded.invalidBytes > 0,
      multibyteCharacters(of: bytes) <= decoded.invalidBytes
    else { return decoded }
    return convert(bytes, from: EncodingGuess(bytes).encoding)
  }

  static func xml(_ bytes: [UInt8]) -> TextDecoding {
    convert(bytes, from: xmlEncoding(of: bytes))
  }

  /// The encoding of an XML file, by its first bytes; one that `PieceDecoder` knows.
  static func xmlEncoding(of head: [UInt8]) -> String {
    let declared = markedEncoding(of: head) ?? xmlDeclaration(head).flatMap(knownEncoding)
    if let name = declared ?? ebcdic(head) ?? EncodingGuess.escaped(head) { return name }
    let whole = Array(head[..<PieceDecoder.lastBoundary(of: head)])
    if whole.withUnsafeBytes({ UTF8Validation.isValid($0) }) { return "UTF-8" }
    let isMostlyUTF8 = multibyteCharacters(of: whole) > utf8(whole).invalidBytes
    return isMostlyUTF8 ? "UTF-8" : EncodingGuess(whole).encoding
  }

  /// The encoding of a file that begins with `<?xml` in EBCDIC.
  private static func ebcdic(_ head: [UInt8]) -> String? {
    guard head.starts(with: [0x4c, 0x6f, 0xa7, 0x94]) else { return nil }
    let label = xmlDeclaration(convert(Array(head.prefix(256)), from: "IBM037").utf8) ?? ""
    return IconvDecoder(label) == nil ? "IBM037" : label
  }

  /// About how many characters of two bytes or more these would be in UTF-8.
  private static func multibyteCharacters(of bytes: [UInt8]) -> Int {
    zip(bytes, bytes.dropFirst()).count { $0 >= 0xc2 && $0 < 0xf5 && $1 & 0xc0 == 0x80 }
  }

  // MARK: Declarations

  /// The encoding of a byte order mark, or of zero bytes in every other place.
  static func markedEncoding(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return "UTF-8" }
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) { return "UTF-32LE" }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) { return "UTF-32BE" }
    if bytes.starts(with: [0xff, 0xfe]) { return "UTF-16LE" }
    if bytes.starts(with: [0xfe, 0xff]) { return "UTF-16BE" }
    return zeroPattern(of: bytes)
  }

  /// UTF-16 and UTF-32 without a byte order mark, by where their zero bytes are: most characters of
  /// markup are ASCII.
  private static func zeroPattern(of bytes: [UInt8]) -> String? {
    guard bytes.count >= 4, bytes.prefix(declarationLimit).contains(0) else { return nil }
    let head = bytes.prefix(declarationLimit).dropLast(bytes.count % 4)
    var zeros = [0, 0, 0, 0]
    for index in head.indices where head[index] == 0 { zeros[index & 3] += 1 }
    // At `<`, a few bytes do; further on a fifth of all characters.
    let quarter = head.count / 4
    let isFull = { (count: Int) in count * 20 >= quarter * 19 }
    if isFull(zeros[2]) && isFull(zeros[3]) && !isFull(zeros[0]) { return "UTF-32LE" }
    if isFull(zeros[0]) && isFull(zeros[1]) && !isFull(zeros[3]) { return "UTF-32BE" }
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
    if odd * 5 >= quarter * 2 && even * 20 <= odd { return "UTF-16LE" }
    if even * 5 >= quarter * 2 && odd * 20 <= even { return "UTF-16BE" }
    return nil
  }

  /// `encoding="…"` of an XML declaration at the very beginning.
  static func xmlDeclaration(_ bytes: [UInt8]) -> String? {
    guard XMLPrologue.has("<?xml", at: 0, in: bytes) else { return nil }
    return value(after: "encoding", in: bytes.prefix(256).prefix { $0 != UInt8(ascii: ">") })
  }

  /// The charset of a `meta` element, in either form; comments are passed over.
  static func metaCharset(_ bytes: [UInt8]) -> String? {
    let head = Array(bytes.prefix(declarationLimit))
    var index = 0
    while let start = head[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if XMLPrologue.has("<!--", at: start, in: head) {
        index = XMLPrologue.end(of: "-->", from: start, in: head)
        continue
      }
      guard head[index...].prefix(4).elementsEqual("meta".utf8, by: { $0 | 0x20 == $1 }) else {
        continue
      }
      // `charset=` within a description declares nothing.
      let bytes = head[index...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
      guard XMLPrologue.holds("charset", bytes, anyCase: true) else { continue }
      guard
        XMLPrologue.holds("http-equiv", bytes, anyCase: true)
          || !XMLPrologue.holds("content", bytes, anyCase: true)
      else { continue }
      if let label = value(after: "charset", in: bytes) { return label }
    }
    return nil
  }

  private static func value(after name: StaticString, in bytes: ArraySlice<UInt8>) -> String? {
    guard let place = XMLPrologue.place(of: name, in: bytes, anyCase: true) else { return nil }
    let rest = bytes[(place + name.utf8CodeUnitCount)...].drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    let quoted = rest.dropFirst().drop {
      $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
    }
    let label = quoted.prefix { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
      default: "-_:.+".utf8.contains(byte)
      }
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  /// What a declared label means; nil where it is unknown or cannot be true.
  private static func knownEncoding(_ label: String) -> String? {
    let name = canonicalName(label)
    if name == "UTF-8" || name.hasPrefix("UTF-16") { return "UTF-8" }
    if name == HZDecoder.name { return name }
    return IconvDecoder.agreesWithASCII(name) ? name : nil
  }

  /// The name by which iconv knows a label; the WHATWG's aliases where they differ.
  private static func canonicalName(_ label: String) -> String {
    switch label.lowercased() {
    case "utf8", "utf-8", "unicode-1-1-utf-8", "us-ascii", "ascii": "UTF-8"
    case "iso-8859-1", "latin1", "windows-1252", "cp1252", "x-cp1252": "WINDOWS-1252"
    case "iso8859-1", "iso_8859-1", "l1", "iso-ir-100": "WINDOWS-1252"
    case "iso-8859-9", "iso8859-9", "latin5": "WINDOWS-1254"
    case "iso-8859-11", "tis-620", "dos-874": "WINDOWS-874"
    case "iso-8859-8-i", "logical": "ISO-8859-8"
    case "x-mac-roman", "mac", "x-macroman": "MACINTOSH"
    case "x-mac-cyrillic", "x-mac-ukrainian": "MAC-CYRILLIC"
    case "koi8-ru": "KOI8-U"
    case "hz-gb-2312", "hz": HZDecoder.name
    case "iso-2022-jp": "ISO-2022-JP-2"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": "CP932"
    case "euc-jp", "x-euc-jp": "EUC-JP-MS"
    case "gb2312", "gbk", "x-gbk", "gb18030": "GB18030"
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": "BIG5-HKSCS"
    case "euc-kr", "ks_c_5601-1987", "korean": "CP949"
    case let other: other.uppercased()
    }
  }

  // MARK: Conversion

  static func utf8(_ bytes: [UInt8]) -> TextDecoding {
    if bytes.withUnsafeBytes({ UTF8Validation.isValid($0) }) {
      return TextDecoding(utf8: bytes, invalidBytes: 0)
    }
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let invalid = replacementCharacters(in: repaired) - replacementCharacters(in: bytes)
    return TextDecoding(utf8: repaired, invalidBytes: max(1, invalid))
  }

  /// How many U+FFFD there are.
  private static func replacementCharacters(in bytes: [UInt8]) -> Int {
    bytes.indices.dropLast(2).count {
      bytes[$0] == 0xef && bytes[$0 + 1] == 0xbf && bytes[$0 + 2] == 0xbd
    }
  }

  private static func convert(_ bytes: [UInt8], from encoding: String) -> TextDecoding {
    var decoder = PieceDecoder(encoding: encoding)
    let text = decoder.decode(bytes, isLast: true)
    return TextDecoding(utf8: text, invalidBytes: decoder.invalidBytes)
  }
}
