/// How files become chunks: the `documents` section of a configuration.
public struct DocumentsOptions: Codable, Sendable, Equatable {
  /// How documents are cut: a name of `ChunkingStrategy`.
  public var chunking = ChunkingStrategy.blocks.rawValue
  /// The token budget of a chunk: tokens of `tokenizer`, else estimated ones.
  public var chunkTokens = 256
  /// With `sentences` and `fixed`: how many tokens at most a chunk repeats of the one before it, in
  /// whole sentences or words; at most half of the budget is used.
  public var overlap = 32
  /// A Hugging Face `tokenizer.json` to count tokens with; empty to have them estimated.
  public var tokenizer = ""
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
