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
      guard let bridge = SAXBridge.from(user), let name else { return }
      bridge.sink.start(
        RoleTable.key(name), attributes: Attributes(pointer: attributes), line: bridge.line)
      if bridge.sink.hasEnough { xmlStopParser(bridge.context) }
    }
    handler.endElement = { user, name in
      guard let bridge = SAXBridge.from(user), let name else { return }
      bridge.sink.end(RoleTable.key(name))
    }
    let text: charactersSAXFunc = { user, bytes, count in
      guard let bridge = SAXBridge.from(user) else { return }
      bridge.sink.text(UnsafeBufferPointer(start: bytes, count: Int(count)), line: bridge.line)
    }
    handler.characters = text
    handler.cdataBlock = text
    handler.ignorableWhitespace = text
    return handler
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> SAXBridge? {
    user.map { Unmanaged<SAXBridge>.fromOpaque($0).takeUnretainedValue() }
  }
}
