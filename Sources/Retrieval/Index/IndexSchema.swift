/// The layout of `index.sqlite`. Any SQLite client can read `document` and `chunk`.
///
/// - `document`: one row a document. `position` counts from 0 in the order of URIs; `tables` is a JSON array of `{"caption", "columns"}`,
///   `metadata` a JSON object with what the page says of itself: `author`, `published`, `modified`,
///   `description`.
/// - `chunk`: one row a passage. `number` counts from 0 in order of (document URI, ordinal);
///   `start` is the UTF-8 offset of `text` in its document's text, where passages may overlap;
///   `heading_path` is a JSON array of strings; `structure` is a JSON array with an object for each
///   block: its `kind`, its `range` as UTF-8 offsets in `text`, and `depth`, `number`, `list`,
///   `table`, `continuation` and `parts` (`[role, start, end]`) where they say something.
/// - `term`: one row a term, with the number of passages that hold it and its packed postings
///   (`PostingEncoder`).
/// - `packed`: arrays that a search needs whole: `ids` (of the passages by number, eight bytes each,
///   little-endian) and `lengths` (in terms, LEB128).
/// - `meta`: configuration, options, counts, drops; `source`: the files that were read, with the bytes
///   of text in their blocks and how many of them lie in passages.
///
/// The file is never changed in place: it is written anew, in order, and renamed. What comes later
/// fits in: an incremental build copies rows of unchanged documents and renumbers their postings
/// from the old file into the new one (numbers keep their order, so lists are merged, and the
/// result is byte for byte that of a fresh build); `embedding(chunk_id, vector)` refers to
/// `chunk.id`, which does not change when other documents come and go.
enum IndexSchema {
  /// "RAFT" in `PRAGMA application_id`.
  static let applicationID: Int32 = 0x5241_4654
  /// In `PRAGMA user_version`.
  static let version: Int32 = 3

  static let pageSize = 4096

  static let creation = """
    CREATE TABLE meta(
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE source(
      path TEXT PRIMARY KEY,
      bytes INTEGER NOT NULL,
      digest TEXT NOT NULL,
      reader TEXT NOT NULL,
      documents INTEGER NOT NULL,
      text_bytes INTEGER NOT NULL,
      covered_bytes INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE document(
      id INTEGER PRIMARY KEY,
      position INTEGER NOT NULL,
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
    CREATE TABLE term(
      term TEXT PRIMARY KEY,
      passages INTEGER NOT NULL,
      postings BLOB NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE packed(
      name TEXT PRIMARY KEY,
      value BLOB NOT NULL
    );
    """

  /// One vector a passage, as `VectorStorage` encodes it; only in an index with vectors, whose
  /// `meta` then has `embedding_model`, `embedding_dimension` and `embedding_storage`.
  static let embedding = """
    CREATE TABLE IF NOT EXISTS embedding(
      chunk_id INTEGER PRIMARY KEY,
      vector BLOB NOT NULL
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

  /// Made when the rows are in: sorting once is faster than keeping a tree in order.
  static let indices = """
    CREATE UNIQUE INDEX document_uri ON document(uri);
    CREATE INDEX document_docno ON document(docno);
    CREATE UNIQUE INDEX chunk_id ON chunk(id);
    """
}
