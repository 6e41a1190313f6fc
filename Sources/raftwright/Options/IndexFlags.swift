import ArgumentParser
import Retrieval

/// How a corpus is read and indexed, beside what the configuration says: for `index` and `build`.
struct IndexFlags: ParsableArguments {
  @Flag(help: "Add an FTS5 table to the index, for clients that know only SQLite.")
  var fts5 = false

  /// Puts the flags over the file's settings.
  func apply(to configuration: inout Configuration) {
    if fts5 { configuration.retrieval.fts5 = true }
  }
}
