/// The readers that Raftwright has, and which one a file gets.
enum Readers {
  /// How much of a file decides.
  static let sniffSize = 1 << 12

  /// File name extensions, lowercase, of what a corpus folder is read for.
  static let extensions: Set<String> = ["html", "htm", "xhtml", "xml", "xht", "dbk", "docbook"]

  /// The parser for a file: by what its first bytes say, else by its name.
  static func parser(for source: SourceName, head: [UInt8]) -> any FileParser {
    isHTML(head, uri: source.uri) ? HTMLFileParser(source: source) : XMLFileParser(source: source)
  }

  private static func isHTML(_ head: [UInt8], uri: String) -> Bool {
    let decoded = TextDecoding.xml(Array(head.prefix(sniffSize)))
    let prologue = XMLPrologue(decoded.utf8)
    if let root = prologue.root {
      if root == "html" || root == "head" || root == "body" { return true }
      let text = String(decoding: decoded.utf8, as: UTF8.self).lowercased()
      if text.contains("<!doctype html") { return true }
      if text.trimmed.hasPrefix("<?xml") { return false }
    }
    return !uri.lowercased().hasSuffix(".xml")
  }
}

extension FileParser {
  var readerName: String { Self.name }
}
