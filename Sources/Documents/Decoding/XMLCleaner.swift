import CLibXML2
import Glibc

/// Makes XML self-contained before it is parsed: declarations are blanked, entities replaced.
///
/// Entities are replaced here and not by libxml2, so that their growth is bounded: those of the
/// internal subset by their text, at most `maximumGrowth` bytes a file and `maximumNesting` deep;
/// HTML's named characters by the character; any other by its bare name. Line breaks stay, so that
/// errors name the right line.
struct XMLCleaner {
  private static let maximumGrowth = 1 << 20
  private static let maximumNesting = 4
  private static let longestName = 64

  private let entities: [String: [UInt8]]
  private var grown = 0
  private var carry: [UInt8] = []
  private var insideCDATA = false
  private var isFirstPiece: Bool

  /// - Parameter isFragment: true for text that has no declarations before it.
  init(entities: [String: [UInt8]], isFragment: Bool = false) {
    self.entities = entities
    isFirstPiece = !isFragment
  }

  /// The next piece of UTF-8 with its entities replaced; an entity cut off at the end waits for the
  /// next piece.
  mutating func clean(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    var input = carry.isEmpty ? piece : carry + piece
    carry = []
    if !isLast { keepTail(of: &input) }
    if isFirstPiece && !input.isEmpty {
      blankDeclarations(&input)
      isFirstPiece = false
    }
    // Without a reference there is nothing to replace; that a listing begins or ends must be seen.
    let mayHoldCDATA = insideCDATA || Self.holdsCDATA(input)
    var output: [UInt8] = []
    if !mayHoldCDATA {
      let isPlain = Self.next(UInt8(ascii: "&"), in: input[...], from: 0) == input.count
      if isPlain { return input }
      output.reserveCapacity(input.count + 1024)
      replaceReferences(in: input[...], into: &output, nesting: 0)
      return output
    }
    output.reserveCapacity(input.count + 1024)
    replaceEntities(in: input[...], into: &output, nesting: 0)
    return output
  }

  /// Overwrites the document type and the XML declaration with spaces.
  private static func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for index in range where bytes[index] != 0x0a { bytes[index] = 0x20 }
  }

  private static func holdsCDATA(_ input: [UInt8]) -> Bool {
    var index = 0
    while true {
      index = next(UInt8(ascii: "!"), in: input[...], from: index)
      if index == input.count { return false }
      if XMLPrologue.has("![CDATA[", at: index, in: input) { return true }
      index += 1
    }
  }

  /// Where `byte` stands next, or the end.
  private static func next(_ byte: UInt8, in input: ArraySlice<UInt8>, from index: Int) -> Int {
    guard index < input.endIndex else { return input.endIndex }
    return input[index...].withUnsafeBytes { rest in
      memchr(rest.baseAddress!, Int32(byte), rest.count).map {
        index + (UnsafeRawPointer($0) - rest.baseAddress!)
      } ?? input.endIndex
    }
  }

  /// As `replaceEntities`, for text without listings, from reference to reference.
  private mutating func replaceReferences(
    in input: ArraySlice<UInt8>, into output: inout [UInt8], nesting: Int
  ) {
    var index = input.startIndex
    while index < input.endIndex {
      let reference = Self.next(UInt8(ascii: "&"), in: input, from: index)
      output.append(contentsOf: input[index..<reference])
      guard reference < input.endIndex else { return }
      index = replaceReference(in: input, at: reference, into: &output, nesting: nesting)
    }
  }

  private mutating func keepTail(of input: inout [UInt8]) {
    // The last bytes may hold the start of a reference, of "]]>" or of "<![CDATA[".
    let searched = input.suffix(Self.longestName + 2)
    var start = searched.lastIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }
    if start == nil {
      let brackets = input.suffix(2).reversed().prefix { $0 == UInt8(ascii: "]") }.count
      if brackets > 0 { start = input.count - brackets }
    }
    guard let start else { return }
    carry = Array(input[start...])
    input.removeSubrange(start...)
  }

  private func blankDeclarations(_ input: inout [UInt8]) {
    if let doctype = XMLPrologue(input).doctype { Self.blank(doctype, in: &input) }
    if input.starts(with: Array("<?xml ".utf8)) {
      Self.blank(0..<XMLPrologue.end(of: "?>", from: 0, in: input), in: &input)
    }
  }

  private mutating func replaceEntities(
    in input: ArraySlice<UInt8>, into output: inout [UInt8], nesting: Int
  ) {
    var index = input.startIndex
    var runStart = index
    let end = input.endIndex
    while index < end {
      let byte = input[index]
      if byte == UInt8(ascii: "<"), !insideCDATA, starts("<![CDATA[", input, index) {
        insideCDATA = true
      } else if byte == UInt8(ascii: "]"), insideCDATA, starts("]]>", input, index) {
        insideCDATA = false
      } else if byte == UInt8(ascii: "&"), !insideCDATA {
        output.append(contentsOf: input[runStart..<index])
        index = replaceReference(in: input, at: index, into: &output, nesting: nesting)
        runStart = index
        continue
      }
      index += 1
    }
    output.append(contentsOf: input[runStart..<end])
  }

  /// Writes what the reference at `index` stands for; returns the index behind it.
  private mutating func replaceReference(
    in input: ArraySlice<UInt8>, at index: Int, into output: inout [UInt8], nesting: Int
  ) -> Int {
    let nameBytes = input[(index + 1)...].prefix(Self.longestName).prefix { Self.isNameByte($0) }
    let after = nameBytes.endIndex
    guard !nameBytes.isEmpty, after < input.endIndex, input[after] == UInt8(ascii: ";") else {
      if index + 1 < input.endIndex, input[index + 1] == UInt8(ascii: "#") {
        output.append(UInt8(ascii: "&"))
      } else {
        output.append(contentsOf: "&amp;".utf8)
      }
      return index + 1
    }
    let name = String(decoding: nameBytes, as: UTF8.self)
    if ["lt", "gt", "amp", "quot", "apos"].contains(name) {
      output.append(contentsOf: input[index...after])
    } else if let value = entities[name] {
      if nesting < Self.maximumNesting, grown + value.count <= Self.maximumGrowth {
        grown += value.count
        replaceEntities(in: value[...], into: &output, nesting: nesting + 1)
      }
    } else if let scalar = Self.character(named: name) {
      output.append(contentsOf: String(scalar).utf8)
    } else {
      output.append(contentsOf: nameBytes)
    }
    return after + 1
  }

  private func starts(_ text: StaticString, _ input: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index + text.utf8CodeUnitCount <= input.endIndex else { return false }
    for offset in 0..<text.utf8CodeUnitCount where input[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...0xff: true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: false
    }
  }

  private static func character(named name: String) -> Unicode.Scalar? {
    guard let entity = htmlEntityLookup(name) else { return nil }
    return Unicode.Scalar(entity.pointee.value)
  }
}
