import Retrieval

/// The statements around the data.
///
/// Keys and indices come after the rows, as pg_dump has it: building them once is faster.
struct PostgreSQLSchema {
  /// How the file begins.
  static let mark = "-- Documents and passages of a Raftwright index"

  static let endOfCopy = "\\.\n\n"

  /// HNSW indices of pgvector take vectors up to this dimension.
  static let largestIndexedDimension = 2000

  /// The languages whose text search configuration is not `simple`, with it, in order.
  let configurations: [(language: String, name: String)]
  /// The configuration of all other texts.
  let otherwise: String
  /// The configuration of most documents.
  let usual: String
  let vectors: EmbeddedPassages.Description?

  init(index: Index, vectors: EmbeddedPassages.Description?) throws(IndexError) {
    let documents = try index.documents
    self.vectors = vectors
    let names = Self.textSearchConfigurations
    let stemmer = index.options.stemmer
    if stemmer == "auto" {
      configurations = Set(documents.compactMap(\.language)).sorted().compactMap { language in
        names[language].map { (language, $0) }
      }
      otherwise = Self.simple
    } else {
      configurations = []
      otherwise = names.values.contains(stemmer) ? stemmer : Self.simple
    }
    let known = Dictionary(uniqueKeysWithValues: configurations.map { ($0.language, $0.name) })
    var counts: [String: Int] = [:]
    for document in documents {
      counts[document.language.flatMap { known[$0] } ?? otherwise, default: 0] += 1
    }
    usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? otherwise
  }

  var beginning: String {
    """
    \(Self.mark), for PostgreSQL 14 or later\(vectorNote).
    --
    --     createdb --encoding=UTF8 --template=template0 docs
    --     psql --dbname=docs --file=\(PostgreSQLExport.file)
    --
    -- Everything is loaded or nothing. The best passages for a query, by words:
    --
    --     SELECT d.uri, ts_rank_cd(c.search, q) AS rank, c.text
    --     FROM chunk c JOIN document d ON d.id = c.document_id,
    --       (SELECT replace(plainto_tsquery('\(usual)', 'your question')::text,
    --         ' & ', ' | ')::tsquery) AS query(q)
    --     WHERE c.search @@ q ORDER BY rank DESC LIMIT 10;
    \(vectorQuery)
    \\set ON_ERROR_STOP on
    SET client_encoding = 'UTF8';
    SET standard_conforming_strings = on;

    BEGIN;

    \(vectors == nil ? "" : "CREATE EXTENSION IF NOT EXISTS vector;\n\n")\
    CREATE TABLE document (
      id bigint NOT NULL,
      uri text NOT NULL,
      docno text NOT NULL,
      title text NOT NULL,
      language text,
      digest text NOT NULL,
      metadata jsonb NOT NULL
    );

    -- Title and language stand here again: a generated column sees nothing but its own row. The
    -- first 200,000 characters of a text are searched, as a tsvector holds 1 MB.
    CREATE TABLE chunk (
      id bigint NOT NULL,
      document_id bigint NOT NULL,
      ordinal integer NOT NULL,
      start bigint NOT NULL,
      title text NOT NULL,
      heading_path jsonb NOT NULL,
      language text,
      token_count integer NOT NULL,
      digest text NOT NULL,
      text text NOT NULL,\(vectors.map { "\n  embedding vector(\($0.dimension))," } ?? "")
      search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector(\(configuration), title), 'A')
        || setweight(to_tsvector(\(configuration), heading_path), 'B')
        || setweight(to_tsvector(\(configuration), left(text, 200000)), 'D')
      ) STORED
    );


    """
  }

  var copyDocuments: String {
    "COPY document (id, uri, docno, title, language, digest, metadata) FROM stdin;\n"
  }

  var copyChunks: String {
    "COPY chunk (id, document_id, ordinal, start, title, heading_path, language, token_count, "
      + "digest, text\(vectors == nil ? "" : ", embedding")) FROM stdin;\n"
  }

  var ending: String {
    """
    ALTER TABLE document ADD PRIMARY KEY (id);
    ALTER TABLE chunk ADD PRIMARY KEY (id);
    ALTER TABLE chunk ADD UNIQUE (document_id, ordinal);
    ALTER TABLE chunk ADD FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE;
    -- By hash: a tree takes no key over 2.7 kB, and a URI may be longer.
    CREATE INDEX document_uri ON document USING hash (uri);
    CREATE INDEX document_docno ON document USING hash (docno);
    CREATE INDEX chunk_search ON chunk USING gin (search);
    \(vectorIndex)
    COMMIT;

    ANALYZE document;
    ANALYZE chunk;

    """
  }

  /// The configuration of a row, an expression that a generated column may hold.
  private var configuration: String {
    if configurations.isEmpty { return "'\(otherwise)'::regconfig" }
    let cases = configurations.map { " WHEN '\($0.language)' THEN '\($0.name)'::regconfig" }
    return "CASE language" + cases.joined() + " ELSE '\(otherwise)'::regconfig END"
  }

  private var vectorNote: String {
    vectors == nil ? "" : " with the extension pgvector"
  }

  private var vectorQuery: String {
    guard let vectors else { return "" }
    // A comment must not end at a newline in the model's name.
    let model = vectors.model.split(whereSeparator: \.isNewline).joined(separator: " ")
    return """
      --
      -- By vectors of the model \(model), \(vectors.dimension) floats:
      --
      --     SELECT id, text FROM chunk ORDER BY embedding <#> '[0.1, 0.2, …]' LIMIT 10;

      """
  }

  private var vectorIndex: String {
    guard let vectors else { return "" }
    if vectors.dimension > Self.largestIndexedDimension {
      return """
        -- No index over the vectors: pgvector's take \(Self.largestIndexedDimension) dimensions at \
        most.

        """
    }
    return """
      -- Inner products; the vectors have unit length. Needs pgvector 0.5.
      CREATE INDEX chunk_embedding ON chunk USING hnsw (embedding vector_ip_ops);

      """
  }
}
