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
  let terms: TermTable
  let passages: [Passage]
  /// For each passage where its links lead.
  let links: [[LinkTarget]]

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
    digest = document.digest
    tables = document.tables
    metadata = document.metadata
    var counter = TermCounter()
    passages = chunks.map { chunk in
      let bytes = document.text[chunk.range]
      let above = PassageRendering.context(
        title: document.title, headingPath: chunk.headingPath, text: bytes)
      for heading in above { counter.count(heading, context) }
      if options.titleWeight > 1 {
        counter.count(document.title, context, times: options.titleWeight - 1)
      }
      if options.headingWeight > 1 {
        for heading in chunk.headingPath {
          counter.count(heading, context, times: options.headingWeight - 1)
        }
      }
      let digest = bytes.withUnsafeBufferPointer {
        counter.count($0, context)
        return Digest(of: UnsafeRawBufferPointer($0))
      }
      let (frequencies, length) = counter.take()
      return Passage(
        ordinal: chunk.ordinal, start: chunk.range.lowerBound, headingPath: chunk.headingPath,
        text: String(decoding: bytes, as: UTF8.self), tokenCount: chunk.tokenCount,
        digest: digest, spans: chunk.spans, frequencies: frequencies, length: length)
    }
    terms = counter.terms
  }
}

/// Counts the terms of one passage after another.
private struct TermCounter {
  private(set) var terms = TermTable(capacity: 512)
  /// How often each term occurs in the passage at hand.
  private var counts: [UInt32] = []
  private var seen: [UInt32] = []
  private var length = 0

  mutating func count(_ text: String, _ context: AnalysisContext, times: Int = 1) {
    var text = text
    text.withUTF8 { count($0, context, times: times) }
  }

  mutating func count(
    _ text: UnsafeBufferPointer<UInt8>, _ context: AnalysisContext, times: Int = 1
  ) {
    context.analyze(text) { term in
      let number = terms.insert(term)
      if number == counts.count { counts.append(0) }
      if counts[number] == 0 { seen.append(UInt32(number)) }
      counts[number] += UInt32(times)
      length += times
    }
  }

  /// What was counted since the last time.
  mutating func take() -> (frequencies: [(term: UInt32, count: UInt32)], length: Int) {
    let frequencies = seen.map { (term: $0, count: counts[Int($0)]) }
    let total = length
    for number in seen { counts[Int(number)] = 0 }
    seen.removeAll(keepingCapacity: true)
    length = 0
    return (frequencies, total)
  }
}
