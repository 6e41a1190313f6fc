import CLibXML2

/// libxml2's XML parser on a text that lies in memory as a whole: it looks ahead for no piece that
/// might still come, which saves an eighth of the push parser's time.
enum XMLWholeParser {
  /// Parses UTF-8 without declarations. Returns the error that ended the parse (`line 3: …`).
  static func parse(
    _ utf8: [UInt8], with contexts: ParserContexts, into sink: any ElementSink
  ) -> String? {
    guard utf8.count < Int(Int32.max) else { return "over 2 GB of XML in one page" }
    let error = contexts.withXML { parse(utf8, in: $0, into: sink) }
    return error ?? "libxml2 has no memory"
  }

  private static func parse(
    _ utf8: [UInt8], in context: xmlParserCtxtPtr, into sink: any ElementSink
  ) -> String? {
    let bridge = SAXBridge(sink: sink, context: context)
    context.pointee.sax.pointee = SAXBridge.handler
    context.pointee.userData = Unmanaged.passUnretained(bridge).toOpaque()
    utf8.withUnsafeBytes { buffer in
      let document = xmlCtxtReadMemory(
        context, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, "UTF-8",
        XMLPushParser.options)
      if let document { xmlFreeDoc(document) }
    }
    withExtendedLifetime(bridge) {}
    return XMLPushParser.error(of: context)
  }
}
