import Artifacts
import Documents

/// A document and its chunks, analysed and ready to be added to an index.
public struct AnalyzedDocument: Sendable {
  /// One chunk, and how often each term occurs in what is searched of it.
  struct Passage: Sendable {
    var ordinal: Int
    /// The UTF-8 offset of the text in the document's.
    var start: Int
    var headingPath: [String]
    var text: String
    var tokenCount: Int
    var digest: Digest
    var spans: [ChunkSpan]
    /// Numbers in `terms` with their frequencies, each term once.
    var frequencies: [(term: UInt32, count: UInt32)]
    /// The number of terms, repetitions counted.
    var length: Int
  }

  /// The document's URI, by which documents are put in order.
  public let uri: String
  let docno: String
  let title: String
  let language: String?
  let analysis: LanguageAnalysis
  let digest: Digest
  let tables: [Document.Table]
  let metadata: DocumentMetadata
  let terms: TermList
  let passages: [Passage]

  /// Analyses title, heading path and text of each chunk: what `PassageRendering` shows.
  init(
    document: Document, chunks: [Chunk], analysis: LanguageAnalysis, options: RetrievalOptions,
    context: AnalysisContext
  ) {
    uri = document.uri
    docno = document.docno
    title = document.title
    language = document.language
    self.analysis = analysis
    digest = document.digest
    tables = document.tables
    metadata = document.metadata
    passages = chunks.map { chunk in
      let bytes = document.text[chunk.range]
      let above = PassageRendering.context(
        title: document.title, headingPath: chunk.headingPath, text: bytes)
      for heading in above { context.count(heading) }
      if options.titleWeight > 1 {
        context.count(document.title, times: options.titleWeight - 1)
      }
      if options.headingWeight > 1 {
        for heading in chunk.headingPath {
          context.count(heading, times: options.headingWeight - 1)
        }
      }
      let digest = bytes.withUnsafeBufferPointer {
        context.count($0)
        return Digest(of: UnsafeRawBufferPointer($0))
      }
      let (frequencies, length) = context.takePassage()
      return Passage(
        ordinal: chunk.ordinal, start: chunk.range.lowerBound, headingPath: chunk.headingPath,
        text: String(decoding: bytes, as: UTF8.self), tokenCount: chunk.tokenCount,
        digest: digest, spans: chunk.spans, frequencies: frequencies, length: length)
    }
    terms = context.takeDocument()
  }
}
