/// Takes out of wikitext what is not text, before it is read line by line.
enum WikitextCleaning {
  static func clean(_ text: String) -> String {
    var result = remove(text, from: "<!--", to: "-->")
    for element in ["ref", "gallery", "math", "timeline", "imagemap", "score"] {
      result = removeElement(element, in: result)
    }
    result = removeNested(result, open: "{{", close: "}}")
    result = resolveLinks(result)
    result = resolveExternalLinks(result)
    result = result.replacing("'''''", with: "").replacing("'''", with: "").replacing(
      "''", with: "")
    for word in ["__TOC__", "__NOTOC__", "__NOEDITSECTION__", "__FORCETOC__", "__INDEX__"] {
      result = result.replacing(word, with: "")
    }
    return decodeEntities(removeTags(result))
  }

  private static func remove(_ text: String, from open: String, to close: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: open) {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: close) else { return result }
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// `<ref …/>` and `<ref …>…</ref>`.
  private static func removeElement(_ name: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "<" + name) {
      let after = rest[start.upperBound...]
      guard let next = after.first, " />\n".contains(next) else {
        result += rest[..<start.upperBound]
        rest = after
        continue
      }
      guard let tagEnd = after.firstIndex(of: ">") else { break }
      result += rest[..<start.lowerBound]
      let isEmptyElement = after[..<tagEnd].hasSuffix("/")
      let content = after[after.index(after: tagEnd)...]
      if isEmptyElement {
        rest = content
      } else if let end = content.firstRange(of: "</" + name + ">") {
        rest = content[end.upperBound...]
      } else {
        // No end here, so none further on either: the tags go, the text stays.
        return result + content
      }
    }
    return result + rest
  }

  /// Takes out what stands between paired marks, marks inside of marks included; where one is not
  /// closed only the marks go.
  private static func removeNested(
    _ text: String, open opening: String, close closing: String
  ) -> String {
    let bytes = Array(text.utf8)
    let (open, close) = (Array(opening.utf8), Array(closing.utf8))
    var output: [UInt8] = []
    var depth = 0
    var index = 0
    var outermost = 0
    while index < bytes.count {
      if bytes[index...].starts(with: open) {
        if depth == 0 { outermost = index }
        depth += 1
        index += open.count
      } else if depth > 0, bytes[index...].starts(with: close) {
        depth -= 1
        index += close.count
      } else {
        if depth == 0 { output.append(bytes[index]) }
        index += 1
      }
    }
    guard depth > 0 else { return String(decoding: output, as: UTF8.self) }
    let rest = String(decoding: bytes[outermost...], as: UTF8.self)
    return String(decoding: output, as: UTF8.self)
      + rest.replacing(opening, with: "").replacing(closing, with: "")
  }

  private static let mediaNamespaces: Set<String> = [
    "file", "image", "category", "datei", "bild", "kategorie", "ファイル", "画像",
  ]

  /// `[[target|label]]` and `[[target]]`; files and categories vanish.
  ///
  /// One pass with a stack of the links that are open: a link holds its inner ones already resolved.
  private static func resolveLinks(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      let isPair = index + 1 < bytes.count && bytes[index] == bytes[index + 1]
      if isPair, bytes[index] == UInt8(ascii: "[") {
        open.append(output.count)
        index += 2
      } else if isPair, bytes[index] == UInt8(ascii: "]"), let start = open.popLast() {
        let label = label(ofLink: String(decoding: output[start...], as: UTF8.self))
        output.removeSubrange(start...)
        output.append(contentsOf: label.utf8)
        index += 2
      } else {
        // A link does not go on to the next line; the caption of a picture may.
        if bytes[index] == 0x0a && open.count == 1 { open = [] }
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func label(ofLink link: String) -> Substring {
    let target = link.prefix { $0 != "|" }
    if target.contains(":"), mediaNamespaces.contains(target.prefix { $0 != ":" }.lowercased()) {
      return ""
    }
    let label = link.split(separator: "|", omittingEmptySubsequences: false).last ?? target
    return label.isEmpty ? target : label
  }

  /// `[https://… label]` becomes its label.
  private static func resolveExternalLinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "[http") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "]") else {
        return result + rest[start.lowerBound...]
      }
      let inner = rest[start.upperBound..<end]
      if let space = inner.firstIndex(of: " ") { result += inner[inner.index(after: space)...] }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func removeTags(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      let after = rest[rest.index(after: start)...]
      let isTag = after.first.map { $0.isLetter || $0 == "/" } ?? false
      guard isTag else {
        result += rest[...start]
        rest = after
        continue
      }
      guard let end = after.firstIndex(of: ">") else { return result + rest }
      result += rest[..<start]
      if after.hasPrefix("br") { result += "\n" }
      rest = after[after.index(after: end)...]
    }
    return result + rest
  }

  private static func decodeEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var cleaner = XMLCleaner(entities: [:], isFragment: true)
    let resolved = String(decoding: cleaner.clean(Array(text.utf8), isLast: true), as: UTF8.self)
    return XMLPrologue.withCharacters(resolved[...]).replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
