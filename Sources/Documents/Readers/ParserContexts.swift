import CLibXML2
import Synchronization

/// libxml2's parser contexts that nobody uses at the moment: making one takes as long as parsing
/// some kilobytes, and its dictionary knows the names of the pages before.
///
/// A corpus has one for all its workers; each context is lent to one parse at a time.
final class ParserContexts: Sendable {
  /// A context between two parses. Unchecked, because the pool hands each to one caller at a time,
  /// and that caller uses it on one thread until it gives it back.
  private struct Idle: @unchecked Sendable {
    let context: xmlParserCtxtPtr
    var uses: Int
  }

  /// Then a context is let go: its dictionary keeps every name that it has met.
  private static let longestUse = 1_000

  private let html = Mutex<[Idle]>([])
  private let xml = Mutex<[Idle]>([])

  deinit {
    html.withLock { for idle in $0 { htmlFreeParserCtxt(idle.context) } }
    xml.withLock { for idle in $0 { xmlFreeParserCtxt(idle.context) } }
  }

  /// Calls `body` with a context of the HTML parser; nil where there is no memory for one.
  func withHTML<R>(_ body: (htmlParserCtxtPtr) -> R) -> R? {
    guard LibXML2.isReady,
      let idle = html.withLock({ $0.popLast() })
        ?? htmlNewParserCtxt().map({ Idle(context: $0, uses: 0) })
    else { return nil }
    defer {
      if idle.uses < Self.longestUse {
        html.withLock { $0.append(Idle(context: idle.context, uses: idle.uses + 1)) }
      } else {
        htmlFreeParserCtxt(idle.context)
      }
    }
    return body(idle.context)
  }

  /// Calls `body` with a context of the XML parser; nil where there is no memory for one.
  func withXML<R>(_ body: (xmlParserCtxtPtr) -> R) -> R? {
    guard LibXML2.isReady,
      let idle = xml.withLock({ $0.popLast() })
        ?? xmlNewParserCtxt().map({ Idle(context: $0, uses: 0) })
    else { return nil }
    defer {
      if idle.uses < Self.longestUse {
        xml.withLock { $0.append(Idle(context: idle.context, uses: idle.uses + 1)) }
      } else {
        xmlFreeParserCtxt(idle.context)
      }
    }
    return body(idle.context)
  }
}
