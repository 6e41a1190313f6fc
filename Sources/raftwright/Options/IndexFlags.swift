import ArgumentParser
import Documents
import Retrieval

/// How a corpus is read and indexed, beside what the configuration says: for `index` and `build`.
struct IndexFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read HTML for its content alone (main) or with navigation and footers (full). "
        + "(default: main)",
      valueName: "main|full"))
  var extraction: ExtractionMode?

  @Flag(help: "Add an FTS5 table to the index, for clients that know only SQLite.")
  var fts5 = false

  @Option(
    help: ArgumentHelp(
      "Read all files with this reader; see raftwright readers. (default: auto)",
      valueName: "name"))
  var reader: String?

  /// Puts the flags over the file's settings.
  func apply(to configuration: inout Configuration) throws {
    if let reader { configuration.documents.reader = reader }
    if let extraction { configuration.documents.extraction = extraction }
    try configuration.documents.validate()
    if fts5 { configuration.retrieval.fts5 = true }
  }
}

extension ExtractionMode: ExpressibleByArgument {}
