import Foundation

/// A text as it is compared: compatibility forms (NFKC) made equal, white space collapsed and
/// trimmed, and letters folded to lower case where that is asked for.
///
///     NormalizedText("  Ｖacuum\nFULL ").string                     // "vacuum full"
///     NormalizedText("ls -A", foldingCase: false).string           // "ls -A"
public struct NormalizedText: Sendable, Hashable {
  public let bytes: [UInt8]

  public init(_ text: String, foldingCase: Bool = true) {
    var text = text
    if let plain = text.withUTF8({ Self.plain($0, foldingCase: foldingCase) }) {
      bytes = plain
      return
    }
    bytes = Self.composed(text, foldingCase: foldingCase)
  }

  /// The same by Unicode's tables, for any text.
  static func composed(_ text: String, foldingCase: Bool) -> [UInt8] {
    let composed = text.precomposedStringWithCompatibilityMapping
    var folded: [UInt8] = []
    folded.reserveCapacity(composed.utf8.count)
    for scalar in (foldingCase ? composed.lowercased() : composed).unicodeScalars {
      switch scalar.value {
      case 0..<0x80: folded.append(UInt8(scalar.value))
      // ß and ς: their lower case is not their folded case.
      case 0xdf where foldingCase: folded += [0x73, 0x73]
      case 0x3c2 where foldingCase: folded += [0xcf, 0x83]
      // White space that NFKC leaves: NEL, Ogham space, line and paragraph separators.
      case 0x85, 0x1680, 0x2028, 0x2029: folded.append(0x20)
      default: folded += UTF8.encode(scalar)!
      }
    }
    return folded.withUnsafeBufferPointer { Self.collapsed($0, foldingCase: false) }
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public var string: String { String(decoding: bytes, as: UTF8.self) }
  public var isEmpty: Bool { bytes.isEmpty }

  /// Whether the other text stands somewhere in this one; an empty one stands nowhere.
  public func contains(_ other: NormalizedText) -> Bool {
    ByteSearch.first(other.bytes, in: bytes) != nil
  }

  /// The text without the punctuation that ends a sentence; as it is where nothing else is left.
  public var withoutFinalPunctuation: NormalizedText {
    var end = bytes.count
    while end > 0 {
      if [0x2e, 0x21, 0x3f, 0x2c, 0x3b, 0x3a, 0x20].contains(bytes[end - 1]) {
        end -= 1
      } else if bytes[..<end].suffix(3).elementsEqual("。".utf8) {
        end -= 3
      } else {
        break
      }
    }
    return end == 0 || end == bytes.count ? self : NormalizedText(bytes: Array(bytes[..<end]))
  }

  /// One space for every run of ASCII white space, none at the ends.
  private static func collapsed(
    _ utf8: UnsafeBufferPointer<UInt8>, foldingCase: Bool
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: utf8.count) { out, count in
      var pending = false
      for byte in utf8 {
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
          pending = count > 0
          continue
        }
        if pending {
          out[count] = 0x20
          count += 1
          pending = false
        }
        out[count] = foldingCase && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
        count += 1
      }
    }
  }
}
