/// Names the parts of XML of no known dialect: `documents.xml` in a configuration.
///
/// Each is a path in a small subset of XPath: names joined by `/`, with `/` in front of one that
/// begins at the root, and `@name` at the end for an attribute.
public struct XMLOptions: Codable, Sendable, Equatable {
  /// The elements that are documents of their own; empty: children of the root that come again and
  /// have an id.
  public var record = ""
  /// The element that holds a document's title; empty: its first heading.
  public var title = ""
  /// The attribute or element that holds a record's id; empty: the attribute `id` or `docno`.
  public var id = ""
  /// Elements that are not read.
  public var skip: [String] = []
  /// Elements that are paragraphs of their own, wherever they stand.
  public var block: [String] = []

  public init() {}
}

/// A setting of `DocumentsOptions` that cannot be.
public struct DocumentsOptionError: Error, Sendable, Equatable, CustomStringConvertible {
  public let key: String
  public let description: String
}

extension DocumentsOptions {
  /// Throws where a corpus cannot be read with these options, with the key and what to write.
  public func validate() throws(DocumentsOptionError) {
    if reader != DocumentsOptions.anyReader,
      !ReaderDescription.all.contains(where: { $0.name == reader })
    {
      throw DocumentsOptionError(
        key: "documents.reader",
        description: "documents.reader: there is no reader `\(reader)`; did you mean "
          + "`\(ReaderDescription.nearest(to: reader))`? `raftwright readers` lists them")
    }
    let paths =
      [("record", xml.record), ("title", xml.title), ("id", xml.id)]
      .filter { !$0.1.isEmpty } + xml.skip.map { ("skip", $0) } + xml.block.map { ("block", $0) }
    for (key, path) in paths {
      guard let pattern = ElementPattern(path), key == "id" || pattern.attribute == nil else {
        throw DocumentsOptionError(
          key: "documents.xml.\(key)",
          description: "documents.xml.\(key): `\(path)` is no path of elements; "
            + ElementPattern.syntax + (key == "id" ? "" : " (in documents.xml.id only)"))
      }
    }
  }
}
