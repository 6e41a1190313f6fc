/// The layout of `index.sqlite`. Any SQLite client can read `document` and `chunk`.
///
/// - `source`: the files that were read and the members of archives, with the bytes of text in their
///   blocks, how many of them lie in passages, and what was dropped; `archive_id` is the source that
///   a member lies in.
/// - `document`: one row a document. `position` counts from 0 in the order of files and of the records
///   in them; `tables` is a JSON array of `{"caption", "columns"}`, `metadata` a JSON object with
///   what the page says of itself: `author`, `published`, `modified`, `description`. Its passages are
///   the `chunks` rows of `chunk` from `first_chunk` on.
/// - `chunk`: one row a passage. `number` is its place in the file: in a fresh index counted from 0 in
///   order of (document's position, ordinal). `start` is the UTF-8 offset of `text` in its document's
///   text, where passages may overlap; `heading_path` is a JSON array of strings; `structure` is a
///   JSON array with `[kind, start, end]` for each block, start and end as UTF-8 offsets in `text`,
///   and an object behind them with `depth`, `number`, `list`, `table`, `continuation` and `parts`
///   (`[role, start, end]`) where there is something to say.
/// - `link`: one row for each passage whose text links to other files: `chunk_number` is the passage's
///   `number`, `targets` a JSON array of ids in `link_target`, in order of appearance, each once.
/// - `link_target`: where links lead, of the corpus or not: `name` is the URI of a document, or of a
///   folder, which ends with `/` or is empty; where there is a `file_id`, it is the title of a record
///   of the file whose URI that row of `link_target` names, as wikis link. A target is looked up when
///   it is asked for, since its document may come with a later update. Those that nothing links to
///   any more go.
/// - `term`: for each segment one row a term, with the number of passages that hold it and its packed
///   postings (`PostingEncoder`).
/// - `packed`: arrays that a search needs whole, for each segment: `ids` (of the passages by number,
///   eight bytes each, little-endian) and `lengths` (in terms, LEB128). After an update, `order`: by
///   number what the passage's number would be in a fresh index, four bytes each, all ones where the
///   passage is gone.
/// - `meta`: configuration, options, counts, drops.
///
/// A fresh index has one segment, 0. An update adds a segment with the passages of the files that are
/// new or have changed, removes the rows of documents that are gone, and leaves their postings where
/// they are: whoever reads them leaves passages without a row out (`IndexBuild.update`). What depends
/// on all passages (average length, idf, the bounds of a search) is in no segment. `chunk.id` does
/// not change when other documents come and go: `embedding(chunk_id, vector)` refers to it.
enum IndexSchema {
  /// "RAFT" in `PRAGMA application_id`.
  static let applicationID: Int32 = 0x5241_4654
  /// In `PRAGMA user_version`.
  static let version: Int32 = 6

  /// In bytes. Passages are a thousand bytes long: with pages of 4,096 a fifth of the file is empty.
  static let pageSize = 16_384

  static let creation = """
    CREATE TABLE meta(
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE source(
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL,
      archive_id INTEGER REFERENCES source(id),
      bytes INTEGER NOT NULL,
      digest TEXT NOT NULL,
      reader TEXT NOT NULL,
      documents INTEGER NOT NULL,
      text_bytes INTEGER NOT NULL,
      covered_bytes INTEGER NOT NULL,
      drops TEXT NOT NULL
    );
    CREATE TABLE document(
      id INTEGER PRIMARY KEY,
      position INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES source(id),
      uri TEXT NOT NULL,
      docno TEXT NOT NULL,
      title TEXT NOT NULL,
      language TEXT,
      digest TEXT NOT NULL,
      tables TEXT NOT NULL,
      first_chunk INTEGER NOT NULL,
      chunks INTEGER NOT NULL,
      metadata TEXT NOT NULL
    );
    CREATE TABLE chunk(
      number INTEGER PRIMARY KEY,
      id INTEGER NOT NULL,
      document_id INTEGER NOT NULL REFERENCES document(id),
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      heading_path TEXT NOT NULL,
      token_count INTEGER NOT NULL,
      digest TEXT NOT NULL,
      text TEXT NOT NULL,
      structure TEXT NOT NULL
    );
    CREATE TABLE link(
      chunk_number INTEGER PRIMARY KEY REFERENCES chunk(number),
      targets TEXT NOT NULL
    );
    CREATE TABLE link_target(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      file_id INTEGER REFERENCES link_target(id)
    );
    CREATE TABLE term(
      segment INTEGER NOT NULL,
      term TEXT NOT NULL,
      passages INTEGER NOT NULL,
      postings BLOB NOT NULL,
      PRIMARY KEY(segment, term)
    ) WITHOUT ROWID;
    CREATE TABLE packed(
      name TEXT NOT NULL,
      segment INTEGER NOT NULL,
      value BLOB NOT NULL,
      PRIMARY KEY(name, segment)
    );
    """

  /// One vector a passage, as `VectorStorage` encodes it; only in an index with vectors, whose
  /// `meta` then has `embedding_model`, `embedding_dimension` and `embedding_storage`. `cut_text` has
  /// those passages that the model found too long: their vectors are of their beginnings.
  static let embedding = """
    CREATE TABLE IF NOT EXISTS embedding(
      chunk_id INTEGER PRIMARY KEY,
      vector BLOB NOT NULL
    );
    CREATE TABLE IF NOT EXISTS cut_text(
      chunk_id INTEGER PRIMARY KEY
    );
    """

  /// For clients that know only SQLite: `SELECT … FROM chunk_fts WHERE chunk_fts MATCH 'vacuum' ORDER
  /// BY rank`, whose `rowid` is `chunk.number`. The text stays in `chunk`.
  static let fullText = """
    CREATE VIRTUAL TABLE chunk_fts USING fts5(
      heading_path, text, content='chunk', content_rowid='number', tokenize='porter unicode61');
    INSERT INTO chunk_fts(chunk_fts) VALUES ('rebuild');
    INSERT INTO chunk_fts(chunk_fts) VALUES ('optimize');
    """

  /// Adds the passages from a place on.
  static let addedFullText = """
    INSERT INTO chunk_fts(rowid, heading_path, text)
    SELECT number, heading_path, text FROM chunk WHERE number >= ?
    """

  /// Takes the passages of a range of places out, before they go.
  static let removedFullText = """
    INSERT INTO chunk_fts(chunk_fts, rowid, heading_path, text)
    SELECT 'delete', number, heading_path, text FROM chunk WHERE number >= ? AND number < ?
    """

  /// Made when the rows are in: sorting once is faster than keeping a tree in order.
  static let indices = """
    CREATE UNIQUE INDEX source_path ON source(path);
    CREATE UNIQUE INDEX document_uri ON document(uri);
    CREATE INDEX document_docno ON document(docno);
    CREATE UNIQUE INDEX chunk_id ON chunk(id);
    """
}
