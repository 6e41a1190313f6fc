import CLibXML2

/// libxml2's XML parser, fed piece by piece; no entities, no DTD, no network, its limits on depth
/// (256) and text size (10 MB) left on.
final class XMLPushParser {
  private let context: xmlParserCtxtPtr?
  private let bridge: SAXBridge?
  private var error: String?

  static let options = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_COMPACT.rawValue)

  init(sink: any ElementSink) {
    var handler = SAXBridge.handler
    context = LibXML2.isReady ? xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) : nil
    bridge = context.map { SAXBridge(sink: sink, context: $0) }
    if let context, let bridge {
      context.pointee.userData = Unmanaged.passUnretained(bridge).toOpaque()
      xmlCtxtUseOptions(context, Self.options)
      // What comes is UTF-8, whatever its first bytes look like.
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    }
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
  }

  /// Parses the next piece of UTF-8. Returns the error that ended the parse (`line 3: …`), also on
  /// later calls; nil while all is well.
  func feed(_ piece: [UInt8], isLast: Bool) -> String? {
    guard let context else { return "libxml2 has no memory" }
    if let error { return error }
    var done = 0
    // Small pieces keep libxml2's buffer under its limit of 10 MB.
    while done < piece.count, error == nil {
      let count = min(piece.count - done, 1 << 20)
      piece.withUnsafeBytes {
        let start = ($0.baseAddress! + done).assumingMemoryBound(to: CChar.self)
        _ = xmlParseChunk(context, start, Int32(count), 0)
      }
      done += count
      noteError()
    }
    if isLast && error == nil {
      xmlParseChunk(context, nil, 0, 1)
      noteError()
    }
    return error
  }

  private func noteError() {
    if let context { error = Self.error(of: context) }
  }

  /// What ended a parse; nil while all is well.
  static func error(of context: xmlParserCtxtPtr) -> String? {
    guard context.pointee.wellFormed == 0 || context.pointee.disableSAX != 0 else { return nil }
    let last = xmlCtxtGetLastError(UnsafeMutableRawPointer(context))
    let message = last?.pointee.message.map { String(cString: $0) } ?? "not well-formed XML"
    let line = last.map { Int($0.pointee.line) } ?? 0
    let sentence = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
    return line > 0 ? "line \(line): \(sentence)" : sentence
  }
}
