import CLibXML2

/// Hears elements and text from a parser.
protocol ElementSink: AnyObject {
  /// An element begins; `key` is `RoleTable.key` of its name.
  func start(_ key: UInt64, attributes: Attributes, line: Int)
  func end(_ key: UInt64)
  /// A piece of text: a text node may come in many.
  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int)
  /// Whether the parser may stop where it is.
  var hasEnough: Bool { get }
}

extension ElementSink {
  var hasEnough: Bool { false }
}

/// Carries libxml2's SAX1 callbacks, which know only a pointer, to a sink.
final class SAXBridge {
  private let sink: any ElementSink
  private let context: xmlParserCtxtPtr

  init(sink: any ElementSink, context: xmlParserCtxtPtr) {
    self.sink = sink
    self.context = context
  }

  private var line: Int { context.pointee.input.map { Int($0.pointee.line) } ?? 0 }

  /// Handlers for elements and text; all that touches entities, DTDs or trees is left out, so
  /// nothing is ever loaded from outside.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 1
    handler.startElement = { user, name, attributes in
      guard let user, let name else { return }
      SAXBridge.with(user) { $0.start(name, Attributes(pointer: attributes)) }
    }
    handler.endElement = { user, name in
      guard let user, let name else { return }
      SAXBridge.with(user) { $0.sink.end(RoleTable.key(name)) }
    }
    let text: charactersSAXFunc = { user, bytes, count in
      guard let user else { return }
      SAXBridge.with(user) {
        $0.sink.text(UnsafeBufferPointer(start: bytes, count: Int(count)), line: $0.line)
      }
    }
    handler.characters = text
    handler.cdataBlock = text
    handler.ignorableWhitespace = text
    return handler
  }

  private func start(_ name: UnsafePointer<UInt8>, _ attributes: Attributes) {
    sink.start(RoleTable.key(name), attributes: attributes, line: line)
    if sink.hasEnough { xmlStopParser(context) }
  }

  /// Whoever parses keeps the bridge alive until the end, so no callback counts references: with
  /// some millions of callbacks a second that counting takes longer than what they do.
  @inline(__always)
  private static func with(_ user: UnsafeMutableRawPointer, _ body: (SAXBridge) -> Void) {
    Unmanaged<SAXBridge>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }
}
