import CLibXML2

/// Reads an HTML or XHTML page with libxml2's SAX parsers.
///
/// A page that says it is XHTML is parsed as XML, which is twice as fast; where that fails, and for
/// all others, the HTML parser takes what it gets. No tree is built.
final class HTMLFileParser: FileParser {
  let readerName = "html"

  private(set) var report = ReadReport()
  private let source: SourceName
  private var bytes: [UInt8] = []

  init(source: SourceName) {
    self.source = source
  }

  func feed(_ piece: [UInt8], isLast: Bool) -> [Document] {
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    guard isLast else { return [] }
    let machine = ElementMachine()
    let decoded = TextDecoding.html(bytes)
    bytes = []
    report.invalidBytes = decoded.invalidBytes
    var sink = HTMLSink(
      machine: machine, extraction: source.extraction, seeksQuestions: source.seeksQuestions)
    Self.parse(decoded.utf8, with: source.contexts, into: &sink)
    return finish(sink).map { [$0] } ?? []
  }

  private func finish(_ sink: HTMLSink) -> Document? {
    if let line = sink.tooDeepLine {
      report.error = "line \(line): more than \(HTMLSink.deepest) elements inside each other"
    }
    let linkedData = StructuredData.parsed(sink.linkedData)
    StructuredData.appendQuestions(
      of: linkedData, to: sink.machine, evenShown: sink.seeksQuestions)
    for json in linkedData { sink.metadata.readLinkedData(json) }
    return sink.machine.finishPage(
      source, containers: sink.containers, metadata: sink.metadata, report: &report)
  }

  /// Parses UTF-8; `sink` is a fresh one afterwards where the page had to be parsed again.
  private static func parse(
    _ utf8: [UInt8], with contexts: ParserContexts, into sink: inout HTMLSink
  ) {
    if XMLPrologue.isXHTML(utf8) {
      var cleaner = XMLCleaner(entities: [:])
      let error = XMLWholeParser.parse(
        cleaner.clean(utf8, isLast: true), with: contexts, into: sink)
      if error == nil || sink.hasEnough { return }
      sink.machine.reset()
      sink = HTMLSink(
        machine: sink.machine, extraction: sink.extraction, seeksQuestions: sink.seeksQuestions)
    }
    parseHTML(utf8, with: contexts, into: sink)
  }

  /// Parses a fragment or a page of UTF-8 with the HTML parser, which never gives up.
  static func parseHTML(
    _ utf8: [UInt8], with contexts: ParserContexts, into sink: some ElementSink
  ) {
    guard !utf8.isEmpty, utf8.count < Int(Int32.max) else { return }
    contexts.withHTML { parse(utf8, in: $0, into: sink) }
  }

  private static func parse(
    _ utf8: [UInt8], in context: htmlParserCtxtPtr, into sink: some ElementSink
  ) {
    let bridge = SAXBridge(sink: sink, context: context)
    context.pointee.sax.pointee = SAXBridge.handler
    context.pointee.userData = Unmanaged.passUnretained(bridge).toOpaque()
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue
    utf8.withUnsafeBytes { buffer in
      let document = htmlCtxtReadMemory(
        context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8",
        Int32(options))
      if let document { xmlFreeDoc(document) }
    }
    withExtendedLifetime(bridge) {}
  }
}
