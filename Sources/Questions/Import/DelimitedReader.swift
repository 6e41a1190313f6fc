import Artifacts
import Documents

/// Reads CSV and its like: a pair a row, its columns named by the first row.
struct DelimitedReader: SequentialImportReader {
  var path: String
  /// The file as messages name it.
  var name: String
  var columns: DelimitedColumns

  func items() throws -> Items {
    var rows = try DelimitedRows(path, separator: columns.separator)
    _ = try rows.next()
    return Items(name: name, columns: columns, rows: rows)
  }

  struct Items: ImportedItems {
    let name: String
    let columns: DelimitedColumns
    var rows: DelimitedRows

    mutating func next() throws -> ImportedItem? {
      while let row = try rows.next() {
        let place = "\(name):\(rows.line)"
        switch row {
        case .open(let lines):
          return .fault(
            ImportFault(
              place: place, reason: "badLine",
              detail: "a quotation mark is opened and never closed; \(max(1, lines)) lines are lost"
            ))
        case .fields(let fields):
          if fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
          return columns.item(fields, place: place)
        }
      }
      return nil
    }
  }
}

/// What the columns of a file are, by its first row.
struct DelimitedColumns: Sendable, Hashable {
  static let separators: [UInt8] = [0x2c, 0x09, 0x3b, 0x7c]

  let separator: UInt8
  /// The names of the first row as they stand there.
  let names: [String]
  private let plain: [String]

  init(separator: UInt8, names: [String]) {
    (self.separator, self.names) = (separator, names)
    plain = names.map(FieldNames.plain)
  }

  /// Whether there is a question and an answer.
  var arePairs: Bool {
    place(FieldNames.question) != nil && place(FieldNames.answer) != nil
  }

  /// Reads the first row: by the separator that gives a question and an answer, else by the one that
  /// gives the most columns; nil for a file of nothing.
  static func read(_ path: String, only separator: UInt8? = nil) throws -> DelimitedColumns? {
    var best: DelimitedColumns?
    for separator in separator.map({ [$0] }) ?? separators {
      var rows = try DelimitedRows(path, separator: separator)
      guard case .fields(let names)? = try rows.next() else { continue }
      let columns = DelimitedColumns(separator: separator, names: names)
      if columns.arePairs { return columns }
      if best == nil || columns.names.count > best!.names.count { best = columns }
    }
    return best
  }

  private func place(_ wanted: [String]) -> Int? {
    wanted.lazy.compactMap { plain.firstIndex(of: $0) }.first
  }

  private func text(_ wanted: [String], in fields: [String]) -> String? {
    for name in wanted {
      guard let place = plain.firstIndex(of: name), place < fields.count else { continue }
      let text = fields[place].trimmingSpaces
      if !text.isEmpty { return text }
    }
    return nil
  }

  /// The pair of a row.
  func item(_ fields: [String], place: String) -> ImportedItem {
    let question = text(FieldNames.question, in: fields)
    let answer = text(FieldNames.answer, in: fields)
    func fault(_ reason: String, _ detail: String) -> ImportedItem {
      .fault(
        ImportFault(
          place: place, reason: reason, detail: detail, question: question, answer: answer))
    }
    if fields.count > names.count {
      return fault(
        "badLine",
        "the row has \(fields.count) fields, the first row names \(names.count); quote fields that "
          + "hold a separator")
    }
    guard let question else { return fault("emptyQuestion", "the question is empty") }
    guard let answer else { return fault("emptyAnswer", "the answer is missing or empty") }
    var pair = ImportedPair(place: place, question: question, answers: [answer])
    pair.id = text(FieldNames.id, in: fields)
    pair.type = text(FieldNames.type, in: fields)
    pair.document = text(FieldNames.document, in: fields)
    pair.quotes = text(FieldNames.quote, in: fields).map { [$0] } ?? []
    let passages = text(FieldNames.passageID, in: fields)?.split(separator: " ").map(String.init)
    pair.passageIDs = (passages ?? []).compactMap(Int.init)
    let context = text(FieldNames.context, in: fields)
    pair.contexts = context.flatMap { Int($0) == nil ? [$0] : nil } ?? []
    return .pair(pair)
  }
}
