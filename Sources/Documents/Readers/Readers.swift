/// The readers that Raftwright has, and which one a file gets.
enum Readers {
  /// How much of a file decides.
  static let sniffSize = 1 << 12

  /// File name extensions, lowercase, of files that are XML unless they say otherwise.
  private static let xmlExtensions: Set<String> = ["xml", "dbk", "docbook"]

  /// Root elements that no HTML fragment begins with.
  private static let xmlRoots: Set<String> = ["posts", "mediawiki", "book", "chapter", "refentry"]

  /// The parser for a file: by what its first bytes say, else by its name.
  static func parser(for source: SourceName, head: [UInt8]) -> any FileParser {
    isHTML(head, uri: source.uri) ? HTMLFileParser(source: source) : XMLFileParser(source: source)
  }

  private static func isHTML(_ head: [UInt8], uri: String) -> Bool {
    let decoded = TextDecoding.xml(Array(head.prefix(sniffSize)))
    let prologue = XMLPrologue(decoded.utf8)
    if let root = prologue.root {
      if root == "html" || root == "head" || root == "body" { return true }
      if let doctype = prologue.doctype {
        let words = decoded.utf8[doctype].split(maxSplits: 2) {
          $0 <= 0x20 || $0 == UInt8(ascii: ">")
        }
        let isHTML = words.dropFirst().first?.elementsEqual("html".utf8) { $0 | 0x20 == $1 }
        if isHTML == true { return true }
      }
      if decoded.utf8.starts(with: Array("<?xml".utf8)) || xmlRoots.contains(root) { return false }
    }
    let ending = uri.lowercased().split(separator: ".").last.map(String.init) ?? ""
    return !xmlExtensions.contains(ending)
  }
}

extension FileParser {
  var readerName: String { Self.name }
}
