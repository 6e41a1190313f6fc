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
  /// How many references were left out because their entities would grow over the limit.
  private(set) var cutReferences = 0
  private var carry: [UInt8] = []
  /// What ends the listing or comment in which the text so far ends; nil outside.
  private var verbatimEnd: [UInt8]?
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
    var output: [UInt8] = []
    output.reserveCapacity(input.count + 1024)
    replaceEntities(in: input[...], into: &output, nesting: 0)
    return output
  }

  /// Overwrites the document type and the XML declaration with spaces.
  private static func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for index in range where bytes[index] != 0x0a { bytes[index] = 0x20 }
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

  private mutating func keepTail(of input: inout [UInt8]) {
    // The last bytes may hold the start of a reference, of "]]>", "-->" or "<![CDATA[".
    let searched = input.suffix(Self.longestName + 2)
    var start = searched.lastIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }
    if start == nil {
      let marks = input.suffix(2).reversed().prefix { $0 == 0x5d || $0 == 0x2d }.count
      if marks > 0 { start = input.count - marks }
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

  /// From reference to reference; listings and comments are copied as they are.
  private mutating func replaceEntities(
    in input: ArraySlice<UInt8>, into output: inout [UInt8], nesting: Int
  ) {
    var index = copyVerbatim(input, from: input.startIndex, into: &output)
    var mark = Self.next(UInt8(ascii: "!"), in: input, from: index)
    while index < input.endIndex {
      let reference = Self.next(UInt8(ascii: "&"), in: input, from: index)
      while mark < reference {
        if let end = verbatimEnd(at: mark, in: input) {
          verbatimEnd = end
          // Behind the mark, as `<!-->` ends no comment.
          let content = min(input.endIndex, mark + (end[0] == 0x2d ? 3 : 8))
          output.append(contentsOf: input[index..<content])
          index = copyVerbatim(input, from: content, into: &output)
          mark = Self.next(UInt8(ascii: "!"), in: input, from: index)
          break
        }
        mark = Self.next(UInt8(ascii: "!"), in: input, from: mark + 1)
      }
      if index > reference || mark < reference { continue }
      output.append(contentsOf: input[index..<reference])
      guard reference < input.endIndex else { return }
      index = replaceReference(in: input, at: reference, into: &output, nesting: nesting)
    }
  }

  /// What ends the listing or comment whose `!` stands at `index`; nil where none begins.
  private func verbatimEnd(at index: Int, in input: ArraySlice<UInt8>) -> [UInt8]? {
    guard index > input.startIndex, input[index - 1] == UInt8(ascii: "<") else { return nil }
    if starts("!--", input, index) { return [0x2d, 0x2d, 0x3e] }
    return starts("![CDATA[", input, index) ? [0x5d, 0x5d, 0x3e] : nil
  }

  /// Copies up to the end of a listing or comment, if one is open; returns the index behind it.
  private mutating func copyVerbatim(
    _ input: ArraySlice<UInt8>, from start: Int, into output: inout [UInt8]
  ) -> Int {
    guard let end = verbatimEnd else { return start }
    var index = start
    while true {
      index = Self.next(end[2], in: input, from: index)
      if index == input.endIndex { break }
      index += 1
      if index - start >= 3, input[(index - 3)..<(index - 1)].elementsEqual(end.prefix(2)) {
        verbatimEnd = nil
        break
      }
    }
    output.append(contentsOf: input[start..<index])
    return index
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
      } else {
        cutReferences += 1
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
