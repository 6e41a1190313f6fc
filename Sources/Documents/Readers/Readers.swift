/// Which reader a file gets.
struct Readers: Sendable {
  /// How much of a file decides.
  static let sniffSize = 1 << 12

  /// The reader that all files get; nil where each file tells its own.
  let forced: String?
  let rules: XMLRules

  init(options: DocumentsOptions) {
    forced = options.reader == DocumentsOptions.anyReader ? nil : options.reader
    rules = XMLRules(options.xml)
  }

  /// File name extensions, lowercase, of files that are XML unless they say otherwise.
  private static let xmlExtensions: Set<String> = [
    "xml", "dbk", "docbook", "dita", "ditamap", "nxml", "tei", "rss", "atom", "rdf", "page", "osis",
    "akn",
  ]

  /// Root elements that no HTML fragment begins with.
  private static let xmlRoots: Set<String> = [
    "posts", "mediawiki", "book", "chapter", "refentry", "tei", "teicorpus", "osis", "akomantoso",
    "uscdoc", "rss", "feed", "rdf", "concept", "dita", "bookmap",
  ]

  /// The parser for a file: by what its first bytes say, else by its name.
  func parser(for source: SourceName, head: [UInt8]) -> any FileParser {
    let isHTML = forced.map { $0 == "html" } ?? Self.isHTML(head, uri: source.content)
    return isHTML
      ? HTMLFileParser(source: source) : XMLFileParser(source: source, readers: self)
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
    return !xmlExtensions.contains(fileExtension(uri))
  }

  static func fileExtension(_ uri: String) -> String {
    uri.lowercased().split(separator: ".").last.map(String.init) ?? ""
  }
}
