import Glibc

/// Takes out of wikitext what is not text, before it is read line by line.
///
/// Every step is one pass over bytes, and copies nothing where its marks do not occur.
enum WikitextCleaning {
  private static let skippedElements = ["ref", "gallery", "timeline", "imagemap", "score"]
    .map { (open: Array("<\($0)".utf8), close: Array("</\($0)>".utf8)) }
  private static let formula = (open: Array("<math".utf8), close: Array("</math>".utf8))
  private static let comment = (open: Array("<!--".utf8), close: Array("-->".utf8))
  private static let templateStart = Array("{{".utf8)
  private static let externalLink = Array("[http".utf8)
  private static let magicWords = [
    "'''''", "'''", "''", "__TOC__", "__NOTOC__", "__NOEDITSECTION__", "__FORCETOC__", "__INDEX__",
  ].map { Array($0.utf8) }
  /// What files and categories are called where the export does not say it.
  static let mediaNamespaces: Set<String> = [
    "file", "image", "category", "datei", "bild", "kategorie", "ファイル", "画像",
  ]

  /// - Parameters:
  ///   - media: the namespaces of files and categories, lowercase.
  ///   - links: where the links lead that `WikitextLinks.mark` stands before, by their numbers.
  static func clean(
    _ text: [UInt8], media: Set<String> = mediaNamespaces, links: inout WikitextLinks
  ) -> String {
    var bytes = text
    if find(comment.open, in: bytes) != nil { bytes = withoutComments(bytes) }
    for element in skippedElements where find(element.open, in: bytes) != nil {
      bytes = without(element, in: bytes)
    }
    if find(formula.open, in: bytes) != nil { bytes = withFormulas(bytes) }
    if find(templateStart, in: bytes) != nil { bytes = withoutTemplates(bytes) }
    if bytes.contains(UInt8(ascii: "[")) {
      bytes = withoutExternalLinks(withoutLinks(bytes, media: media, links: &links))
    }
    for word in magicWords where find(word, in: bytes) != nil { bytes = without(word, in: bytes) }
    if bytes.contains(UInt8(ascii: "<")) { bytes = withoutTags(bytes) }
    if bytes.contains(WikitextTemplates.mark) { bytes = WikitextTemplates.withoutMarks(bytes) }
    if bytes.contains(UInt8(ascii: "&")) { return decodeEntities(bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where `pattern` stands next, at or after `start`.
  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      // No later start leaves room for the whole pattern.
      let end = bytes.count - pattern.count + 1
      var start = start
      while start < end {
        guard let found = memchr(base + start, Int32(pattern[0]), end - start) else { return nil }
        start = UnsafeRawPointer(found) - base
        if memcmp(base + start, pattern, pattern.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }

  private static func find(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    find([byte], in: bytes, from: start)
  }

  private static func without(_ word: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let next = find(word, in: bytes, from: start) {
      result += bytes[start..<next]
      start = next + word.count
    }
    return result + bytes[start...]
  }

  /// Without comments; one that is not closed goes to the end.
  private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let open = find(comment.open, in: bytes, from: start) {
      result += bytes[start..<open]
      guard let close = find(comment.close, in: bytes, from: open + comment.open.count) else {
        return result
      }
      start = close + comment.close.count
    }
    return result + bytes[start...]
  }

  /// Without `<ref …/>` and `<ref …>…</ref>`; where one is not closed only the tag goes.
  private static func without(
    _ element: (open: [UInt8], close: [UInt8]), in bytes: [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let open = find(element.open, in: bytes, from: start) {
      let after = open + element.open.count
      guard after < bytes.count, " />\n".utf8.contains(bytes[after]) else {
        result += bytes[start..<after]
        start = after
        continue
      }
      guard let tagEnd = find(UInt8(ascii: ">"), in: bytes, from: after) else { break }
      result += bytes[start..<open]
      result.append(WikitextTemplates.mark)
      if bytes[tagEnd - 1] == UInt8(ascii: "/") {
        start = tagEnd + 1
      } else if let end = find(element.close, in: bytes, from: tagEnd + 1) {
        start = end + element.close.count
      } else {
        // No end here, so none further on either: the tags go, the text stays.
        return result + bytes[(tagEnd + 1)...]
      }
    }
    return result + bytes[start...]
  }

  /// Formulas as their TeX, in which pairs of braces and brackets are no wikitext.
  private static func withFormulas(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let open = find(formula.open, in: bytes, from: start),
      let tagEnd = find(UInt8(ascii: ">"), in: bytes, from: open)
    {
      let end =
        bytes[tagEnd - 1] == UInt8(ascii: "/")
        ? nil : find(formula.close, in: bytes, from: tagEnd + 1)
      result += bytes[start..<open]
      start = end.map { $0 + formula.close.count } ?? tagEnd + 1
      guard let end else { continue }
      for byte in bytes[(tagEnd + 1)..<end] {
        if byte == result.last, "{}[]".utf8.contains(byte) { result.append(0x20) }
        result.append(byte == 0x0a ? 0x20 : byte)
      }
    }
    return result + bytes[start...]
  }

  /// Templates by `WikitextTemplates`, inner ones first; where a pair is not closed only the braces
  /// go.
  private static func withoutTemplates(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      let isPair = index + 1 < bytes.count && bytes[index] == bytes[index + 1]
      if isPair, bytes[index] == UInt8(ascii: "{") {
        open.append(output.count)
        index += 2
      } else if isPair, bytes[index] == UInt8(ascii: "}"), let start = open.popLast() {
        let text = WikitextTemplates.text(of: output[start...])
        output.removeSubrange(start...)
        if let text { output += text.utf8 } else { output.append(WikitextTemplates.mark) }
        index += 2
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  /// `[[target|label]]` and `[[target]]`; files and categories vanish.
  ///
  /// One pass with a stack of the links that are open: a link holds its inner ones already resolved.
  private static func withoutLinks(
    _ bytes: [UInt8], media: Set<String>, links: inout WikitextLinks
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      let isPair = index + 1 < bytes.count && bytes[index] == bytes[index + 1]
      if isPair, bytes[index] == UInt8(ascii: "[") {
        open.append(output.count)
        index += 2
      } else if isPair, bytes[index] == UInt8(ascii: "]"), let start = open.popLast() {
        let link = String(decoding: output[start...], as: UTF8.self)
        let label = label(ofLink: link, media: media)
        output.removeSubrange(start...)
        links.mark(link, label: label, in: &output)
        output.append(contentsOf: label.utf8)
        index += 2
      } else {
        // A link does not go on to the next line; the caption of a picture may.
        if bytes[index] == 0x0a, open.count == 1, !isMedia(output[open[0]...], media) { open = [] }
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static func isMedia(_ link: ArraySlice<UInt8>, _ media: Set<String>) -> Bool {
    guard let colon = link.prefix(64).firstIndex(of: UInt8(ascii: ":")) else { return false }
    return media.contains(String(decoding: link[..<colon], as: UTF8.self).trimmed.lowercased())
  }

  private static func label(ofLink link: String, media: Set<String>) -> Substring {
    let target = link.prefix { $0 != "|" }
    if let colon = target.firstIndex(of: ":") {
      let space = String(target[..<colon]).trimmed.lowercased()
      if media.contains(space) { return "" }
      // `[[de:Hafen]]` is the same page in another language, and no part of the text.
      let isCode = (2...3).contains(space.utf8.count) && space.utf8.allSatisfy { $0 >= 0x61 }
      if isCode, target.endIndex == link.endIndex { return "" }
    }
    let label = link.split(separator: "|", omittingEmptySubsequences: false).last ?? target
    return (label.isEmpty ? target : label).drop { $0 == ":" }
  }

  /// `[https://… label]` becomes its label.
  private static func withoutExternalLinks(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let open = find(externalLink, in: bytes, from: start) {
      result += bytes[start..<open]
      let inner = open + externalLink.count
      guard let end = find(UInt8(ascii: "]"), in: bytes, from: inner) else {
        return result + bytes[open...]
      }
      if let space = bytes[inner..<end].firstIndex(of: 0x20) { result += bytes[(space + 1)..<end] }
      start = end + 1
    }
    return result + bytes[start...]
  }

  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    while let open = find(UInt8(ascii: "<"), in: bytes, from: start) {
      let name = open + 1
      let isTag =
        name < bytes.count
        && (bytes[name] == UInt8(ascii: "/") || bytes[name] >= 0x80
          || (0x61...0x7a).contains(bytes[name] | 0x20))
      guard isTag else {
        result += bytes[start..<name]
        start = name
        continue
      }
      guard let end = find(UInt8(ascii: ">"), in: bytes, from: name) else { break }
      result += bytes[start..<open]
      if bytes[name...].starts(with: "br".utf8) { result.append(0x0a) }
      start = end + 1
    }
    return result + bytes[start...]
  }

  static func decodeEntities(_ bytes: [UInt8]) -> String {
    var cleaner = XMLCleaner(entities: [:], isFragment: true)
    let resolved = String(decoding: cleaner.clean(bytes, isLast: true), as: UTF8.self)
    return XMLPrologue.withCharacters(resolved[...]).replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
