/// Which dialect of XML a file is, by its root element, its namespaces and its document type.
struct XMLFileKind {
  private let prologue: XMLPrologue
  /// The root's start tag and the document type declaration, in lower case.
  private let marks: String
  private let uri: String

  init(prologue: XMLPrologue, head: [UInt8], uri: String) {
    self.prologue = prologue
    self.uri = uri
    let doctype = prologue.doctype.map { String(decoding: head[$0].prefix(1000), as: UTF8.self) }
    marks = (prologue.rootTag + " " + (doctype ?? "")).lowercased()
  }

  /// The name of the reader.
  var reader: String {
    let root = prologue.root ?? ""
    switch root {
    case "posts": return "stackexchange"
    case "mediawiki": return "mediawiki"
    case "osis": return "osis"
    case "akomantoso": return "akomantoso"
    case "tei", "tei.2", "teicorpus": return "tei"
    case "rss": return "feed"
    case "feed" where has("atom") || !has("xmlns"): return "feed"
    case "rdf" where has("purl.org/rss/1.0") || has("netscape.com/rdf"): return "feed"
    case "page" where has("projectmallard"): return "mallard"
    case "article" where has("article-type") || has("dtd-version") || has("jats") || has("nlm//"):
      return "jats"
    case "pmc-articleset": return "jats"
    case "uscdoc": return "uslm"
    default: break
    }
    if has("uslm") { return "uslm" }
    // Not the bare word: an attribute of the root may hold "hereditary".
    if has("dtd dita") || has("ditaarch") || has("dita-ot.org")
      || ["dita", "ditamap"].contains(Readers.fileExtension(uri))
    {
      return "dita"
    }
    if ["concept", "task", "troubleshooting", "topic"].contains(root), !has("docbook") {
      return "dita"
    }
    return DocBookDialect.roots.contains(root) ? "docbook" : "xml"
  }

  private func has(_ mark: String) -> Bool { marks.contains(mark) }

  /// What hears a file for the reader of this name.
  ///
  /// - Parameter head: the beginning of the file, in which records are looked for.
  func sink(
    reader: String, head: [UInt8], source: SourceName, rules: XMLRules
  ) -> any XMLDialectSink {
    switch reader {
    case "stackexchange": return StackExchangeSink(source: source)
    case "mediawiki": return MediaWikiSink(source: source)
    case "docbook": return DocBookSink(source: source)
    case "feed": return FeedSink(source: source)
    case "osis": return OSISSink(source: source)
    case "akomantoso": return LegislationSink(source: source, isCode: false)
    case "uslm":
      return LegislationSink(source: source, isCode: prologue.root == "uscdoc")
    default:
      if let dialect = XMLDialect.structured.first(where: { $0.name == reader }) {
        return StructuredSink(dialect: dialect, source: source)
      }
      if source.seeksQuestions { return QuestionPairSink(source: source) }
      guard rules.record == nil else {
        return GenericSink(source: source, recordKey: nil, rules: rules)
      }
      var cleaner = XMLCleaner(entities: prologue.entities)
      let clean = cleaner.clean(head, isLast: true)
      return GenericSink(
        source: source, recordKey: RootChildren.recordKey(in: clean), rules: rules)
    }
  }
}

extension XMLDialect {
  /// The dialects that `StructuredSink` reads.
  static let structured = [jats, tei, dita, mallard]
}
