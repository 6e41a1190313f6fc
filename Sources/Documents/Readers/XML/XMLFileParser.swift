/// Hears one dialect of XML and says which documents are complete.
protocol XMLDialectSink: ElementSink {
  /// The documents completed since the last call.
  func takeDocuments(report: inout ReadReport) -> [Document]
  /// The file is at its end, or at an error.
  func finish(report: inout ReadReport)
}

/// Reads an XML file with libxml2's push parser; the root element says which dialect it is.
///
/// Pieces are decoded, cleaned of declarations and entities, and parsed at once, so that a container
/// of any size is read in the memory of one record. Of a file that is not well-formed all that
/// precedes the error is kept.
final class XMLFileParser: FileParser {
  static let name = "xml"

  private(set) var report = ReadReport()
  private let source: SourceName
  private var head: [UInt8] = []
  private var decoder: PieceDecoder?
  private var cleaner: XMLCleaner?
  private var parser: XMLPushParser?
  private var sink: (any XMLDialectSink)?

  /// How much of the file must be there before its dialect is decided.
  private static let headSize = 1 << 16

  init(source: SourceName) {
    self.source = source
  }

  func feed(_ piece: [UInt8], isLast: Bool) -> [Document] {
    var piece = piece
    if sink == nil {
      head += piece
      guard head.count >= Self.headSize || isLast else { return [] }
      piece = head
      head = []
      begin(with: piece)
    }
    guard let sink, decoder != nil, cleaner != nil, parser != nil else { return [] }
    let utf8 = decoder!.decode(piece, isLast: isLast)
    report.invalidBytes = decoder!.invalidBytes
    let clean = cleaner!.clean(utf8, isLast: isLast)
    if report.error == nil { report.error = parser!.feed(clean, isLast: isLast) }
    if isLast { sink.finish(report: &report) }
    return sink.takeDocuments(report: &report)
  }

  private func begin(with piece: [UInt8]) {
    let pieceDecoder = PieceDecoder(firstPiece: piece)
    var preview = pieceDecoder
    let prologue = XMLPrologue(preview.decode(piece, isLast: true))
    let sink = Self.sink(for: prologue, head: piece, source: source)
    decoder = pieceDecoder
    cleaner = XMLCleaner(entities: prologue.entities)
    parser = XMLPushParser(sink: sink)
    self.sink = sink
  }

  private static func sink(
    for prologue: XMLPrologue, head: [UInt8], source: SourceName
  ) -> any XMLDialectSink {
    switch prologue.root ?? "" {
    case "posts": StackExchangeSink(source: source)
    case "mediawiki": MediaWikiSink(source: source)
    case let root where DocBookDialect.roots.contains(root): DocBookSink(source: source)
    default: RecordSink(source: source, recordName: RecordSink.recordName(in: head, prologue))
    }
  }
}

/// Decodes a file piece by piece; what is cut off at the end of a piece waits for the next.
struct PieceDecoder {
  private(set) var invalidBytes = 0
  private let declared: String
  private let unit: Int
  private let isBigEndian: Bool
  private var carry: [UInt8] = []

  init(firstPiece: [UInt8]) {
    let utf16 = TextDecoding.utf16Name(firstPiece)
    declared = utf16 ?? TextDecoding.xmlDeclaration(firstPiece) ?? "utf-8"
    unit = utf16 == nil ? 1 : 2
    isBigEndian = utf16 == "UTF-16BE"
  }

  mutating func decode(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    var input = carry.isEmpty ? piece : carry + piece
    carry = []
    if !isLast {
      let cut = cutPoint(of: input)
      carry = Array(input[cut...])
      input.removeSubrange(cut...)
    }
    return convert(input)
  }

  /// Where a piece may end: no encoding has `>` or a line feed inside of a character, and UTF-16
  /// has none across four bytes that begin at an even unit, but for surrogates.
  private func cutPoint(of input: [UInt8]) -> Int {
    if unit == 1 { return input.lastIndex { $0 == 0x3e || $0 == 0x0a }.map { $0 + 1 } ?? 0 }
    var cut = input.count & ~1
    while cut >= 2 {
      let unit = isBigEndian ? input[cut - 2] : input[cut - 1]
      if unit < 0xd8 || unit > 0xdb { break }
      cut -= 2
    }
    return cut
  }

  private mutating func convert(_ input: [UInt8]) -> [UInt8] {
    let decoded =
      unit == 2
      ? TextDecoding.convert(input, from: declared)
      : TextDecoding.decode(input, declared: declared)
    invalidBytes += decoded.invalidBytes
    return decoded.utf8
  }
}
