import Documents
import Retrieval

/// Cells of tables, by the label of their row and their column.
extension CandidateRules {
  func tableCandidates(_ item: PassageView.Item, _ index: Int) -> [Candidate] {
    let view = views[index]
    guard item.span.table >= 0, item.span.table < document.tables.count, !item.span.isContinuation
    else { return [] }
    let table = document.tables[item.span.table]
    let cells = item.span.parts
    guard !cells.isEmpty, cells.contains(where: { $0.role == .cell }) else { return [] }
    if cells.count == 1 { return stackedCandidates(cells[0].range, table, item, index) }
    let subject = subject(item)
    let row = Wording.tidyLabel(view.string(cells[0].range))
    guard (1...60).contains(row.count), row.contains(where: { $0.isLetter || $0.isNumber }) else {
      return []
    }
    if table.columns.isEmpty {
      guard cells.count == 2 else { return [] }
      return termCandidates(TermName(row), cells[1].range, item, index)
    }
    guard table.columns.count == cells.count else { return [] }
    let caption = Subject.cleaned(table.caption.isEmpty ? "" : Wording.caption(table.caption))
    var found: [Candidate] = []
    for (cell, column) in zip(cells, table.columns).dropFirst() {
      let text = view.string(cell.range)
      let label = Wording.tidyLabel(column)
      guard !label.isEmpty, label.count <= 40, text.count > 1, text != row else { continue }
      var values = placeValues(subject)
      values["row"] = row
      values["column"] = label
      values["rowLabel"] = rowLabel(Wording.tidyLabel(table.columns[0]))
      values["caption"] = caption.isEmpty ? values["heading"] : caption
      let hasRowLabel = Self.isTelling(values["rowLabel"] ?? "")
      // A long cell is a description and not a value.
      let form = text.count > 80 ? "cell_text" : hasRowLabel ? "cell" : "cell_plain"
      found.append(
        Candidate(
          kind: .table, form: form, values: values, passage: index, evidence: cell.range, rank: 2))
    }
    return found
  }

  /// A one-column table that stacks name and description, as reference manuals print them.
  private func stackedCandidates(
    _ range: Range<Int>, _ table: TableLabels, _ item: PassageView.Item, _ index: Int
  ) -> [Candidate] {
    let view = views[index]
    let lines = view.string(range).split(separator: "\n", maxSplits: 1).map(String.init)
    guard lines.count == 2, !lines[0].isEmpty else { return [] }
    var start = range.lowerBound + lines[0].utf8.count + 1
    var descriptionEnd = range.upperBound
    // Further signatures may stand before the description, examples after it.
    while let newline = view.bytes[start..<range.upperBound].firstIndex(of: 0x0a) {
      descriptionEnd = newline
      guard view.string(start..<newline).contains(" → ") else { break }
      start = newline + 1
      descriptionEnd = range.upperBound
    }
    guard start < descriptionEnd, !view.string(start..<descriptionEnd).contains(" → ") else {
      return []
    }
    let label =
      table.columns.first?.split { $0 == " " || $0 == "\n" }.first.map {
        $0.lowercased()
      } ?? Self.firstWord(ofHeaderIn: views, table: item.span.table)
    var name = lines[0].split(separator: " → ").first.map(String.init) ?? lines[0]
    if label == "column" || label == "field" {
      name = name.split(separator: " ").first.map(String.init) ?? name
    }
    var term = TermName(name)
    term.name = name.count <= 60 ? name : term.name
    return termCandidates(
      term, start..<descriptionEnd, item, index, label: label.isEmpty ? nil : label)
  }

  /// A table of one column has no labels of its own; its header row says what its rows are.
  private static func firstWord(ofHeaderIn views: [PassageView], table: Int) -> String {
    for view in views {
      for item in view.items where item.span.table == table && item.span.kind == .tableRow {
        guard let cell = item.span.parts.first, cell.role == .headerCell else { continue }
        let words = view.string(cell.range).split { !$0.isLetter }
        return words.first.map { $0.lowercased() } ?? ""
      }
    }
    return ""
  }

  /// The label of the first column in mid-sentence, without a footnote's mark: “Error Code” becomes
  /// “error code”, “OID” stays.
  private func rowLabel(_ label: String) -> String {
    guard document.language == "en" else { return label }
    let words = label.split(separator: " ").filter { !$0.hasPrefix("[") }
    return words.map { word in
      word.dropFirst().contains(where: \.isUppercase) ? String(word) : word.lowercased()
    }.joined(separator: " ")
  }

  /// Whether a row's label says more than that it is a row: “error code”, but not “name”.
  private static func isTelling(_ label: String) -> Bool {
    let vague: Set<String> = [
      "name", "names", "identifier", "c name", "value", "item", "column", "key", "#",
      "type of file",
      "object", "what", "id", "no.", "syntax", "notation", "characters", "description",
    ]
    return (1...30).contains(label.count) && label.split(separator: " ").count <= 3
      && !vague.contains(label.lowercased())
  }

  typealias TableLabels = Document.Table
}
