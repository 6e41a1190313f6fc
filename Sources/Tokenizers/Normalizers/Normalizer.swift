import Foundation

/// What is done to a text before it is split: the `normalizer` of a `tokenizer.json`.
indirect enum Normalizer: Sendable {
  case nfc, nfd, nfkc, nfkd
  case lowercase
  /// Leaves out marks, spacing ones too.
  case stripAccents
  case strip(left: Bool, right: Bool)
  case replace(pattern: [UInt8], content: [UInt8])
  /// Puts something before a text that is not empty.
  case prepend([UInt8])
  case bert(BertNormalizer)
  case sequence([Normalizer])

  func apply(_ text: inout [UInt8]) {
    switch self {
    case .nfc:
      Self.canonical(&text) {
        // Nearly all text is composed already; to see it is far cheaper than to do it again.
        var span = $0.utf8Span
        return span.checkForNFC(quickCheck: true)
          ? $0 : $0.precomposedStringWithCanonicalMapping
      }
    case .nfd: Self.canonical(&text) { $0.decomposedStringWithCanonicalMapping }
    case .nfkc: Self.canonical(&text) { $0.precomposedStringWithCompatibilityMapping }
    case .nfkd: Self.canonical(&text) { $0.decomposedStringWithCompatibilityMapping }
    case .lowercase: Self.lowercase(&text)
    case .stripAccents: Self.stripAccents(&text)
    case .strip(let left, let right): Self.strip(&text, left: left, right: right)
    case .replace(let pattern, let content): Self.replace(&text, pattern, content)
    case .prepend(let prefix): if !text.isEmpty { text.insert(contentsOf: prefix, at: 0) }
    case .bert(let normalizer): normalizer.apply(&text)
    case .sequence(let normalizers): for normalizer in normalizers { normalizer.apply(&text) }
    }
  }

  private static func canonical(_ text: inout [UInt8], _ map: (String) -> String) {
    // All forms leave ASCII as it is.
    if text.allSatisfy({ $0 < 0x80 }) { return }
    text = Array(map(String(decoding: text, as: UTF8.self)).utf8)
  }

  private static func lowercase(_ text: inout [UInt8]) {
    var isASCII = true
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x41 && byte <= 0x5a { text[index] = byte | 0x20 }
      if byte >= 0x80 { isASCII = false }
    }
    if isASCII { return }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    // Scalar by scalar: no rule that looks at neighbours, such as that of the Greek final sigma.
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(scalar.value))
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    text = result
  }

  private static func stripAccents(_ text: inout [UInt8]) {
    if text.allSatisfy({ $0 < 0x80 }) { return }
    let classes = CharacterClasses.shared
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let (value, width) = UTF8Scalar.read(bytes, index, bytes.count)
        if !classes[value].contains(.mark) {
          result.append(contentsOf: bytes[index..<index + width])
        }
        index += width
      }
    }
    text = result
  }

  private static func strip(_ text: inout [UInt8], left: Bool, right: Bool) {
    var scalars = Substring(String(decoding: text, as: UTF8.self)).unicodeScalars
    if left { while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() } }
    if right { while scalars.last?.properties.isWhitespace == true { scalars.removeLast() } }
    text = Array(String(scalars).utf8)
  }

  private static func replace(_ text: inout [UInt8], _ pattern: [UInt8], _ content: [UInt8]) {
    guard let first = pattern.first, text.contains(first) else { return }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 2)
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] == first, index + pattern.count <= bytes.count,
          pattern.count == 1
            || bytes[index..<index + pattern.count].elementsEqual(pattern)
        {
          result.append(contentsOf: content)
          index += pattern.count
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
    }
    text = result
  }
}
