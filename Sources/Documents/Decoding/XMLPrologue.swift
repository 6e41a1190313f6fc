/// What stands before the root element of an XML file: found by its bytes, so that libxml2 never
/// sees a DTD.
struct XMLPrologue {
  /// The name of the root element, without prefix, lowercase; nil where there is none.
  var root: String?
  /// The start tag of the root element.
  var rootTag = ""
  /// The document type declaration, as a range of the bytes.
  var doctype: Range<Int>?
  /// General entities declared in the internal subset, with their replacement text.
  var entities: [String: [UInt8]] = [:]

  init(_ bytes: [UInt8]) {
    var index = 0
    let count = bytes.count
    while index < count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if Self.has("<!--", at: index, in: bytes) {
        index = Self.end(of: "-->", from: index, in: bytes)
      } else if Self.has("<?", at: index, in: bytes) {
        index = Self.end(of: "?>", from: index, in: bytes)
      } else if Self.isDoctype(at: index, in: bytes) {
        let end = Self.doctypeEnd(from: index, in: bytes)
        doctype = index..<end
        readEntities(bytes[index..<end])
        index = end
      } else {
        let tag = bytes[index...].dropFirst().prefix(2000).prefix { $0 != UInt8(ascii: ">") }
        rootTag = String(decoding: tag, as: UTF8.self)
        let name = rootTag.prefix { !$0.isWhitespace && $0 != "/" }
        root = name.split(separator: ":").last.map { $0.lowercased() }
        return
      }
    }
  }

  /// Whether a page says of itself that it is XHTML.
  static func isXHTML(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(1024)
    return holds("http://www.w3.org/1999/xhtml", head)
      && (has("<?xml", at: 0, in: bytes) || holds("XHTML", head))
  }

  static func holds(
    _ text: StaticString, _ bytes: ArraySlice<UInt8>, anyCase: Bool = false
  ) -> Bool {
    place(of: text, in: bytes, anyCase: anyCase) != nil
  }

  /// Where these bytes stand first; with `anyCase`, in whatever case.
  static func place(
    of text: StaticString, in bytes: ArraySlice<UInt8>, anyCase: Bool
  ) -> Int? {
    let fold: UInt8 = anyCase ? 0x20 : 0
    let (first, count) = (text.utf8Start[0] | fold, text.utf8CodeUnitCount)
    let place = bytes.withUnsafeBufferPointer { bytes -> Int? in
      guard bytes.count >= count else { return nil }
      return (0...bytes.count - count).first { start in
        bytes[start] | fold == first
          && (1..<count).allSatisfy { bytes[start + $0] | fold == text.utf8Start[$0] | fold }
      }
    }
    return place.map { bytes.startIndex + $0 }
  }

  /// Whether `<!DOCTYPE` stands at `index`, in whatever case.
  private static func isDoctype(at index: Int, in bytes: [UInt8]) -> Bool {
    guard index + 9 <= bytes.count, has("<!", at: index, in: bytes) else { return false }
    return zip(bytes[(index + 2)..<(index + 9)], "doctype".utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  static func has(_ text: StaticString, at index: Int, in bytes: [UInt8]) -> Bool {
    guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The index after the next `text`, or the end.
  static func end(of text: StaticString, from index: Int, in bytes: [UInt8]) -> Int {
    var index = index
    while index < bytes.count {
      if has(text, at: index, in: bytes) { return index + text.utf8CodeUnitCount }
      index += 1
    }
    return bytes.count
  }

  private static func doctypeEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start
    var quote: UInt8 = 0
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if has("<!--", at: index, in: bytes) {
        index = end(of: "-->", from: index, in: bytes)
        continue
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: ">") && depth <= 0 {
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }

  /// `<!ENTITY name "value">`; entities of other files and parameter entities are not read.
  private mutating func readEntities(_ subset: ArraySlice<UInt8>) {
    guard subset.contains(UInt8(ascii: "[")) else { return }
    let text = Self.withoutComments(String(decoding: subset, as: UTF8.self))
    for piece in text.components(after: "<!ENTITY") {
      let words = piece.drop { $0.isWhitespace }
      let name = words.prefix { !$0.isWhitespace }
      let rest = words.dropFirst(name.count).drop { $0.isWhitespace }
      guard name != "%", let quote = rest.first, quote == "\"" || quote == "'" else { continue }
      let value = Self.withCharacters(rest.dropFirst().prefix { $0 != quote })
      if entities[String(name)] == nil { entities[String(name)] = Array(value.utf8) }
    }
  }
}

extension XMLPrologue {
  private static func withoutComments(_ subset: String) -> String {
    var result = ""
    var rest = subset[...]
    while let start = rest.firstRange(of: "<!--") {
      result += rest[..<start.lowerBound]
      let end = rest[start.upperBound...].firstRange(of: "-->")?.upperBound
      rest = rest[(end ?? rest.endIndex)...]
    }
    return result + rest
  }

  /// An entity's value with its character references resolved, as XML 1.0 section 4.4.5 has it.
  static func withCharacters(_ value: Substring) -> String {
    guard value.contains("&#") else { return String(value) }
    var result = ""
    var rest = value
    while let start = rest.firstRange(of: "&#") {
      result += rest[..<start.lowerBound]
      let digits = rest[start.upperBound...].prefix { $0 != ";" && $0.isASCII }.prefix(10)
      let isHex = digits.first == "x"
      let number = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
      if let scalar = number.flatMap(Unicode.Scalar.init), digits.endIndex < rest.endIndex {
        // A quote by its number is text also where the entity stands in an attribute.
        switch scalar {
        case "\"": result += "&quot;"
        case "'": result += "&apos;"
        default: result.unicodeScalars.append(scalar)
        }
        rest = rest[rest.index(after: digits.endIndex)...]
      } else {
        result += "&#"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}

extension String {
  /// What follows each occurrence of `separator`, up to the next.
  fileprivate func components(after separator: String) -> [Substring] {
    var result: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      rest = rest[range.upperBound...]
      let end = rest.firstRange(of: separator)?.lowerBound ?? rest.endIndex
      result.append(rest[..<end])
    }
    return result
  }
}
