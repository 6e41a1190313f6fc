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
  private let names = NameCache()

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
      SAXBridge.with(user) { $0.sink.end($0.names.key(name)) }
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
    sink.start(names.key(name), attributes: attributes, line: line)
    if sink.hasEnough { xmlStopParser(context) }
  }

  /// Whoever parses keeps the bridge alive until the end, so no callback counts references: with
  /// some millions of callbacks a second that counting takes longer than what they do.
  @inline(__always)
  private static func with(_ user: UnsafeMutableRawPointer, _ body: (SAXBridge) -> Void) {
    Unmanaged<SAXBridge>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
  }
}

/// The keys of the names that a parser last gave, by where they lie.
///
/// libxml2 hands out each name from its context's dictionary, or from its own table of HTML's
/// elements: while the context lives, the same address is the same name. Most elements of a page
/// have one of a few names, each seen twice an element.
private struct NameCache: ~Copyable {
  private static let size = 64
  private let slots = UnsafeMutablePointer<(name: UnsafePointer<UInt8>?, key: UInt64)>
    .allocate(capacity: size)

  init() {
    slots.initialize(repeating: (nil, 0), count: Self.size)
  }

  deinit {
    slots.deallocate()
  }

  @inline(__always)
  func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
    let address = UInt(bitPattern: name)
    let slot = slots + Int((address ^ address >> 6) & UInt(Self.size - 1))
    if slot.pointee.name == name { return slot.pointee.key }
    slot.pointee = (name, RoleTable.key(name))
    return slot.pointee.key
  }
}
