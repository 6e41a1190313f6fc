/// Why an index cannot be read or written.
public struct IndexError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// The file cannot be read; the reason is the system's.
    case unreadable(String)
    /// The file is no SQLite database.
    case notDatabase
    /// The file is an SQLite database that Raftwright did not make.
    case notIndex
    /// A newer Raftwright made the index.
    case newerSchema(found: Int, known: Int)
    /// An older Raftwright made the index, in a layout that is no longer read.
    case olderSchema(found: Int, known: Int)
    /// What the file holds contradicts itself; the text says how.
    case damaged(String)
    /// There is no such passage.
    case noPassage(Int, count: Int)
    /// Two documents have the same URI.
    case duplicateURI(String)
    /// SQLite could not write the file.
    case unwritable(String)
    /// An update would give other ids than a fresh index; the caller builds a fresh one.
    case notUpdatable
    /// Something was asked of a writer that has finished.
    case finished
    /// Vectors were asked for, and the index was made without.
    case noVectors
    /// The index's vectors are another model's than the query's.
    case otherModel(index: String, query: String)
    /// The index's vectors have another dimension than the query's.
    case otherDimension(index: Int, query: Int)
  }

  public let code: Code
  public let path: String

  public init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }

  public var description: String {
    "\(path): \(sentence)"
  }

  private var sentence: String {
    let rebuild = "`raftwright index PATH... --output \(path)`"
    return switch code {
    case .missing:
      "there is no such file; make the index with \(rebuild)"
    case .unreadable(let reason):
      "cannot read the index: \(reason)"
    case .notDatabase:
      "this is not an index but some other file; make an index with `raftwright index`"
    case .notIndex:
      "this SQLite database is not an index of Raftwright's; make one with `raftwright index`"
    case .newerSchema(let found, let known):
      "a newer Raftwright made this index (schema \(found), this one knows \(known)); "
        + "use that one, or build the index again with \(rebuild)"
    case .olderSchema(let found, let known):
      "an older Raftwright made this index (schema \(found), this one needs \(known)); "
        + "build it again with \(rebuild)"
    case .damaged(let what):
      "the index is damaged (\(what)); build it again with \(rebuild)"
    case .noPassage(let number, let count):
      "there is no passage number \(number), the index has \(count)"
    case .duplicateURI(let uri):
      "two documents have the URI \(uri); name each file once"
    case .unwritable(let reason):
      "cannot write the index: \(reason)"
    case .notUpdatable:
      "the index cannot be updated; remove it, and build it again with \(rebuild)"
    case .finished:
      "the index is finished already; open a new writer"
    case .noVectors:
      "the index has no vectors; build it again with "
        + "`raftwright index PATH... --output \(path) --embedding-table TABLE`"
    case .otherModel(let index, let query):
      "the vectors of the index come from \(index), and the query's from \(query), so they cannot "
        + "be compared; name the same embedding table or model, or build the index again"
    case .otherDimension(let index, let query):
      "the vectors of the index have \(index) dimensions, and the query's \(query), so they cannot "
        + "be compared; name the same embedding table or model, or build the index again"
    }
  }
}
