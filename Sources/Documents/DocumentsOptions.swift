/// How files become chunks: the `documents` section of a configuration.
public struct DocumentsOptions: Codable, Sendable, Equatable {
  /// The token budget of a chunk, in estimated tokens.
  public var chunkTokens = 256
  /// A chunk with fewer tokens than this share of the budget goes on across a heading.
  public var smallestChunk = 0.25
  /// File name extensions that a corpus folder is read for, and its archives; files named on the
  /// command line are read whatever they are called. `html` holds for `page.html.gz` (also xz, bz2,
  /// zst) too, and `tar` for `site.tar.gz` and `site.tgz`.
  public var extensions = [
    "html", "htm", "xhtml", "xht", "xml", "dbk", "docbook", "dita", "ditamap", "nxml", "tei", "rss",
    "atom", "rdf", "page", "osis", "akn", "tar", "zip", "epub",
  ]
  /// The reader of all files, as `raftwright readers` names them; `auto` tells it from each file.
  public var reader = DocumentsOptions.anyReader
  /// How XML of no known dialect is read.
  public var xml = XMLOptions()
  /// Whether HTML pages are read whole or for their content alone.
  public var extraction = ExtractionMode.main

  /// The value of `reader` that tells it from the file.
  public static let anyReader = "auto"

  public init() {}
}
