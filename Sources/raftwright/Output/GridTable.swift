import Recipe

/// What a grid wrote, a line for each folder, in columns.
struct GridTable {
  struct Line {
    var cell: RecipeGrid.Cell
    var summary: DatasetSummary
  }

  var lines: [Line]

  var text: String {
    let axes = lines.first?.cell.values.map(\.axis) ?? []
    let header =
      ["folder"] + axes + ["train", "validation", "test", "oracle", "memorize", "abstain"]
    let rows = lines.map { line in
      [line.summary.folder] + line.cell.values.map(\.value)
        + Split.allCases.map { String(line.summary.rows(in: $0)) }
        + [RowClass.oracle, .memorize, .abstain].map { String(line.summary.rows(of: $0)) }
    }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([header] + rows).map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
