import Artifacts
import Documents

/// A document and its chunks, analysed and ready to be added to an index.
public struct AnalyzedDocument: Sendable {
  /// One chunk, and how often each term occurs in what is searched of it. Its columns of text are
  /// ranges of `columns`, as they go into the row.
  struct Passage: Sendable {
    var ordinal: Int
    /// The UTF-8 offset of the text in the document's.
    var start: Int
    var tokenCount: Int
    /// Its id in the index, unless another passage has it.
    var id: Int
    var headingPath: Range<Int>
    var digest: Range<Int>
    var text: Range<Int>
    var structure: Range<Int>
    /// Its part of `frequencies`.
    var terms: Range<Int>
    /// The number of terms, repetitions counted.
    var length: Int
  }

  /// The document's URI, by which documents are put in order.
  public let uri: String
  let docno: String
  let title: String
  let language: String?
  let analysis: LanguageAnalysis
  /// Its id in the index, unless another document has it.
  let id: Int
  let digest: Digest
  /// Tables and metadata as JSON.
  let structure: (tables: [UInt8], metadata: [UInt8])
  let terms: TermList
  /// Numbers in `terms` with their frequencies in a passage, each term once; for all passages.
  let frequencies: [TermFrequency]
  let passages: [Passage]
  /// For each passage where its links lead.
  let links: [[LinkTarget]]
  let columns: [UInt8]

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
    links = chunks.map(document.linkTargets)
    id = TakenIDs.first(document.uri)
    digest = document.digest
    structure = PassageColumns.structure(of: document)
    var columns = PassageColumns(document, chunks: chunks.count)
    passages = chunks.map { chunk in
      let range = document.text[chunk.range].withUnsafeBufferPointer { bytes in
        Self.count(chunk, bytes, of: document, options, context)
        return columns.append(chunk, text: bytes)
      }
      let (terms, length) = context.takePassage()
      return Passage(
        ordinal: chunk.ordinal, start: chunk.range.lowerBound, tokenCount: chunk.tokenCount,
        id: TakenIDs.first("\(document.uri)#\(chunk.ordinal)"), headingPath: range.headingPath,
        digest: range.digest, text: range.text, structure: range.structure, terms: terms,
        length: length)
    }
    self.columns = columns.bytes
    (terms, frequencies) = context.takeDocument()
  }

  /// Counts the terms of title, heading path and text, by their weights.
  private static func count(
    _ chunk: Chunk, _ text: UnsafeBufferPointer<UInt8>, of document: Document,
    _ options: RetrievalOptions, _ context: AnalysisContext
  ) {
    let above = PassageRendering.context(
      title: document.title, headingPath: chunk.headingPath, text: text)
    for heading in above { context.count(heading) }
    if options.titleWeight > 1 {
      context.count(document.title, times: options.titleWeight - 1)
    }
    if options.headingWeight > 1 {
      for heading in chunk.headingPath {
        context.count(heading, times: options.headingWeight - 1)
      }
    }
    context.count(text)
  }
}
