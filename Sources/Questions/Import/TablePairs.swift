import Artifacts

/// Pairs as rows of a table whose first row names the columns (`PairColumns`).
struct TablePairs: PairReader {
  /// Nil for the delimiter that the first line has most of.
  var delimiter: UInt8?

  func read(_ path: String, emit: (ImportedItem) throws -> Void) async throws {
    let name = path.lastComponent
    var rows = DelimitedText(try WholeFile.read(path), delimiter: delimiter)
    guard let header = rows.next() else { return }
    let names = header.fields.map { $0.trimmingSpaces.lowercased() }
    func column(_ wanted: [String]) -> Int? {
      wanted.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    guard let question = column(PairColumns.question), let answer = column(PairColumns.answer)
    else {
      let missing = column(PairColumns.question) == nil ? PairColumns.question : PairColumns.answer
      return try emit(
        .fault(
          "noColumn", "\(name):\(header.line)",
          "none of \(PairColumns.listed(missing)) is among the columns "
            + "\(PairColumns.listed(header.fields)); name one so in the first row"))
    }
    let (evidence, context) = (column(PairColumns.evidence), column(PairColumns.context))
    while let row = rows.next() {
      let place = "\(name):\(row.line)"
      func field(_ column: Int?) -> String {
        column.flatMap { $0 < row.fields.count ? row.fields[$0].trimmingSpaces : nil } ?? ""
      }
      if row.isOpen {
        try emit(.fault("badLine", place, "a quotation mark is opened and never closed"))
      } else if field(question).isEmpty {
        try emit(.fault("noQuestion", place, "the column `\(header.fields[question])` is empty"))
      } else if field(answer).isEmpty {
        try emit(.fault("noAnswer", place, "the column `\(header.fields[answer])` is empty"))
      } else {
        try emit(
          .pair(
            ImportedPair(
              place: place, question: field(question), answer: field(answer),
              evidence: field(evidence).isEmpty ? [] : [field(evidence)],
              context: field(context).isEmpty ? nil : field(context))))
      }
    }
  }
}
