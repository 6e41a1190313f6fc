import Artifacts
import Documents

/// Reads the pairs that HTML and XML state: FAQ pages, StackExchange's `Posts.xml`, MedQuAD.
///
/// Files are read as a corpus is: packed or not, archives member by member, containers record by
/// record, with nothing loaded from elsewhere.
struct MarkupReader: ImportReader {
  /// In order.
  var paths: [String]

  func read<Result: Sendable>(
    threads: Int, work: @escaping @Sendable ([ImportedItem]) -> Result,
    emit: (Result) throws -> Void
  ) async throws {
    var options = DocumentsOptions()
    // What is asked and answered stands in forms and at the edges, too.
    options.extraction = .full
    let files = try CorpusFiles(paths: paths, extensions: options.extensions)
    let corpus = CorpusReader(
      files: files, options: options, threads: threads, seeksQuestions: true)
    var found = 0
    try await corpus.read { chunked -> (Int, Result) in
      let items = StatedPairs.items(of: chunked.document)
      return (items.count, work(items))
    } emit: { event in
      switch event {
      case .document((let count, let result)):
        found += count
        if count > 0 { try emit(result) }
      case .file(let outcome):
        let items = Self.items(about: outcome, pairs: found)
        found = 0
        if !items.isEmpty { try emit(work(items)) }
      }
    }
  }

  /// What is to be said of a file.
  private static func items(about outcome: FileOutcome, pairs: Int) -> [ImportedItem] {
    let place = outcome.file.uri
    var items: [ImportedItem] = []
    if let error = outcome.report.error {
      items.append(
        .fault(
          ImportFault(
            place: place, reason: "badFile", detail: "\(error); what stands before it is read")))
    } else if pairs == 0, !TextPieces.isArchive(place) {
      items.append(
        .fault(
          ImportFault(
            place: place, reason: "noPairs",
            detail: "nothing in it is a question with its answer; looked, as in \(outcome.reader), "
              + "for headings and terms that end in a question mark, `details`, schema.org's "
              + "FAQPage, `question` with `answer`, and posts")))
    }
    let report = outcome.report
    for (reason, count, what) in [
      ("otherAnswers", report.otherAnswers, "answers neither accepted nor the best or first"),
      ("skippedRecords", report.skippedRecords, "records that are no pair, or lack an answer"),
    ] where count > 0 {
      items.append(
        .passedOver(reason: reason, count: count, detail: "\(place): \(count) \(what)"))
    }
    return items
  }
}
