import Foundation

/// The normalizer of BERT: control characters go, white space becomes spaces, Han characters stand
/// alone, accents are stripped and letters lowercased, each where it is switched on.
struct BertNormalizer: Sendable {
  var cleansText: Bool
  var separatesHan: Bool
  var stripsAccents: Bool
  var lowercases: Bool

  func apply(_ text: inout [UInt8]) {
    let classes = CharacterClasses.shared
    let foldings = stripsAccents ? Self.decompositions : []
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    text.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          if byte >= 0x41 && byte <= 0x5a {
            result.append(lowercases ? byte | 0x20 : byte)
          } else if byte > 0x20 && byte < 0x7f || !cleansText {
            result.append(byte)
          } else if byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
            result.append(0x20)
          }
          continue
        }
        let (value, width) = UTF8Scalar.read(bytes, index, bytes.count)
        defer { index += width }
        if cleansText {
          let bits = classes[value]
          if value == 0xfffd || bits.contains(.control) { continue }
          if bits.contains(.space) {
            result.append(0x20)
            continue
          }
        }
        if separatesHan && Self.isHan(value) {
          result.append(0x20)
          appendFolded(value, bytes[index..<index + width], foldings, classes, &result)
          result.append(0x20)
        } else {
          appendFolded(value, bytes[index..<index + width], foldings, classes, &result)
        }
      }
    }
    text = result
  }

  private func appendFolded(
    _ value: UInt32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ foldings: [[UInt8]],
    _ classes: CharacterClasses, _ result: inout [UInt8]
  ) {
    if !stripsAccents && !lowercases {
      result.append(contentsOf: bytes)
      return
    }
    if stripsAccents && value < Self.tabled {
      if lowercases {
        result.append(contentsOf: foldings[Int(value)])
        return
      }
    } else if value >= 0x3400 && value <= 0x9fff {
      result.append(contentsOf: bytes)
      return
    }
    guard let scalar = Unicode.Scalar(value) else { return }
    result.append(
      contentsOf: Self.folded(scalar, stripsAccents: stripsAccents, lowercases: lowercases, classes)
    )
  }

  private static func folded(
    _ scalar: Unicode.Scalar, stripsAccents: Bool, lowercases: Bool, _ classes: CharacterClasses
  ) -> [UInt8] {
    let source =
      stripsAccents ? String(scalar).decomposedStringWithCanonicalMapping : String(scalar)
    var result: [UInt8] = []
    for part in source.unicodeScalars {
      if stripsAccents && classes[part.value].contains(.nonspacingMark) { continue }
      if lowercases {
        result.append(contentsOf: part.properties.lowercaseMapping.utf8)
      } else {
        UTF8Scalar.append(part, to: &result)
      }
    }
    return result
  }

  /// Scalars below this are folded by a table.
  private static let tabled: UInt32 = 0x2000

  /// What scalars become that are stripped of accents and lowercased.
  private static let decompositions: [[UInt8]] = (0..<tabled).map { value in
    Unicode.Scalar(value).map {
      folded($0, stripsAccents: true, lowercases: true, CharacterClasses.shared)
    } ?? []
  }

  /// The ranges of BERT's own tokenizer (one of them, 2B920, is its slip for 2B820).
  private static func isHan(_ value: UInt32) -> Bool {
    switch value {
    case 0x4e00...0x9fff, 0x3400...0x4dbf, 0xf900...0xfaff: true
    case 0x20000...0x2a6df, 0x2a700...0x2b73f, 0x2b740...0x2b81f, 0x2b920...0x2ceaf,
      0x2f800...0x2fa1f:
      true
    default: false
    }
  }
}
