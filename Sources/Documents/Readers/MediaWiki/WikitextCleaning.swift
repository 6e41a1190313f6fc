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
    result = result.replacing("'''''", with: "").replacing("'''", with: "").replacing("''", with: "")
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
      guard let next = after.first, " />\n".contains(next), let tagEnd = after.firstIndex(of: ">")
      else {
        result += rest[..<start.upperBound]
        rest = after
        continue
      }
      result += rest[..<start.lowerBound]
      let isEmptyElement = after[..<tagEnd].hasSuffix("/")
      let content = after[after.index(after: tagEnd)...]
      if isEmptyElement {
        rest = content
      } else if let end = content.firstRange(of: "</" + name + ">") {
        rest = content[end.upperBound...]
      } else {
        rest = content
      }
    }
    return result + rest
  }

  /// Takes out what stands between paired marks, marks inside of marks included.
  private static func removeNested(_ text: String, open: String, close: String) -> String {
    let bytes = Array(text.utf8)
    let (open, close) = (Array(open.utf8), Array(close.utf8))
    var output: [UInt8] = []
    var depth = 0
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: open) {
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
    return String(decoding: output, as: UTF8.self)
  }

  /// `[[target|label]]` and `[[target]]`; files and categories vanish.
  private static func resolveLinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "[[") {
      result += rest[..<start.lowerBound]
      let inner = rest[start.upperBound...]
      guard let end = closingBrackets(inner) else {
        rest = inner
        continue
      }
      let link = inner[..<end]
      let target = link.prefix { $0 != "|" }
      let namespace = target.prefix { $0 != ":" }.lowercased()
      let isMedia = target.contains(":")
        && ["file", "image", "category", "datei", "bild", "kategorie", "ファイル", "画像"].contains(namespace)
      if !isMedia {
        let label = link.split(separator: "|", omittingEmptySubsequences: false).last ?? link
        result += label.isEmpty ? target : label
      }
      rest = inner[inner.index(end, offsetBy: 2)...]
    }
    return result + rest
  }

  private static func closingBrackets(_ text: Substring) -> Substring.Index? {
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("[[") {
        depth += 1
        index = text.index(index, offsetBy: 2)
      } else if text[index...].hasPrefix("]]") {
        if depth == 0 { return index }
        depth -= 1
        index = text.index(index, offsetBy: 2)
      } else {
        if depth == 0 && text[index] == "\n" { return nil }
        index = text.index(after: index)
      }
    }
    return nil
  }

  /// `[https://… label]` becomes its label.
  private static func resolveExternalLinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "[http") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "]") else {
        result += rest[start]
        rest = rest[start.upperBound...]
        continue
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
      guard isTag, let end = after.firstIndex(of: ">") else {
        result += rest[...start]
        rest = after
        continue
      }
      result += rest[..<start]
      if after.hasPrefix("br") { result += "\n" }
      rest = after[after.index(after: end)...]
    }
    return result + rest
  }

  private static func decodeEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var cleaner = XMLCleaner(entities: [:])
    let resolved = cleaner.clean(Array(text.utf8), isLast: true)
    return String(decoding: resolved, as: UTF8.self).replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
