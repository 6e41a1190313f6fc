import Artifacts

/// One of the readers: what `raftwright readers` says of it.
public struct ReaderDescription: Sendable, Equatable {
  /// The name by which `--reader` asks for it, and an index records it.
  public let name: String
  /// How a file of its kind is recognised.
  public let recognised: String
  /// What becomes a document.
  public let documents: String

  init(name: String, recognised: String, documents: String) {
    (self.name, self.recognised, self.documents) = (name, recognised, documents)
  }

  init(_ dialect: XMLDialect) {
    self.init(name: dialect.name, recognised: dialect.recognised, documents: dialect.documents)
  }

  /// All readers, the most frequent first.
  public static let all: [ReaderDescription] = [
    ReaderDescription(
      name: "html",
      recognised: "root or doctype `html`, and whatever is not XML by declaration, root or ending",
      documents: "the file"),
    ReaderDescription(
      name: "docbook",
      recognised: "a DocBook root, such as `book`, `article`, `chapter`, `refentry`, `qandaset`",
      documents: "the file"),
    ReaderDescription(.jats), ReaderDescription(.tei), ReaderDescription(.dita),
    ReaderDescription(
      name: "feed",
      recognised: "root `feed` (Atom), `rss`, or `rdf:RDF` with RSS 1.0's namespace",
      documents: "every `entry` or `item`"),
    ReaderDescription(
      name: "mediawiki", recognised: "root `mediawiki`",
      documents: "every page of the main namespace that is no redirect"),
    ReaderDescription(
      name: "stackexchange", recognised: "root `posts`",
      documents: "every question, with its accepted or else its best answer"),
    ReaderDescription(
      name: "akomantoso", recognised: "root `akomaNtoso`", documents: "the file"),
    ReaderDescription(
      name: "uslm", recognised: "root `uscDoc`, or the namespace of USLM",
      documents: "every section of a code; a bill or law is one"),
    ReaderDescription(name: "osis", recognised: "root `osis`", documents: "every book"),
    ReaderDescription(.mallard),
    ReaderDescription(
      name: "xml", recognised: "any other XML",
      documents: "every child of the root that comes again and has an id, else the file; or what "
        + "`documents.xml.record` names"),
  ]

  /// The reader's name that was probably meant.
  public static func nearest(to name: String) -> String {
    let names = all.map(\.name)
    return names.min {
      EditDistance.between($0, name.lowercased()) < EditDistance.between($1, name.lowercased())
    } ?? ""
  }
}
