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
  private(set) var readerName = "xml"

  private(set) var report = ReadReport()
  private let source: SourceName
  private let readers: Readers
  private var head: [UInt8] = []
  private var isFirst = true
  private var decoder: PieceDecoder?
  private var cleaner: XMLCleaner?
  private var parser: XMLPushParser?
  private var sink: (any XMLDialectSink)?

  /// How much of the file must be there before its dialect is decided.
  private static let headSize = 1 << 20

  init(source: SourceName, readers: Readers) {
    self.source = source
    self.readers = readers
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
    var utf8 = decoder!.decode(piece, isLast: isLast)
    if isFirst {
      // White space before the declaration is an error that many programs make.
      utf8.removeFirst(utf8.prefix { $0 <= 0x20 && $0 != 0 }.count)
      isFirst = false
    }
    report.invalidBytes = decoder!.invalidBytes
    let clean = cleaner!.clean(utf8, isLast: isLast)
    report.cutEntities = cleaner!.cutReferences
    if report.error == nil { report.error = parser!.feed(clean, isLast: isLast) }
    if isLast { sink.finish(report: &report) }
    return sink.takeDocuments(report: &report)
  }

  private func begin(with piece: [UInt8]) {
    let encoding = TextDecoding.xmlEncoding(of: piece)
    var preview = PieceDecoder(encoding: encoding)
    let head = preview.decode(piece, isLast: false)
    let prologue = XMLPrologue(head)
    let kind = XMLFileKind(prologue: prologue, head: head, uri: source.content)
    readerName = readers.forced ?? kind.reader
    let sink = kind.sink(
      reader: readerName, head: Array(head.prefix(Self.headSize)), source: source,
      rules: readers.rules)
    decoder = PieceDecoder(encoding: encoding)
    cleaner = XMLCleaner(entities: prologue.entities)
    parser = XMLPushParser(sink: sink)
    self.sink = sink
  }
}
