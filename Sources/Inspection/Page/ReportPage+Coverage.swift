import Artifacts
import Retrieval

extension ReportPage {
  /// From files to rows: how much there is at each step, what was dropped, and an example of each.
  static func section(of funnel: Funnel) -> String {
    let steps = funnel.steps.map { (name: $0.name, count: $0.count) }
    let drops = funnel.steps.flatMap {
      $0.drops.sorted.map { (name: $0.reason, count: $0.entry.count) }
    }
    var html = "<h2 id=\"funnel\">From files to rows</h2>\n<div class=\"plots\">\n"
    html += Plot.bars(steps, title: "What there is at each step")
    if !drops.isEmpty {
      html += Plot.bars(
        drops.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name },
        title: "What was dropped, by reason", role: "drop")
    }
    return html + "</div>\n" + table(of: funnel)
  }

  private static func table(of funnel: Funnel) -> String {
    var html = """
      <div class="table" tabindex="0" role="region" aria-label="From files to rows"><table>
      <thead><tr><th>step</th><th class="number">count</th><th>for example</th></tr></thead>
      <tbody>

      """
    for step in funnel.steps {
      for (reason, entry) in step.drops.sorted {
        html += """
          <tr class="drop"><td>dropped: \(HTMLText.escaped(reason))</td>\
          <td class="number">−\(Figures.grouped(entry.count))</td>\
          <td>\(HTMLText.escaped((entry.examples.first ?? "").oneLine))</td></tr>

          """
      }
      html += """
        <tr class="step"><td>\(HTMLText.escaped(step.name))</td>\
        <td class="number">\(Figures.grouped(step.count))</td><td></td></tr>

        """
    }
    return html + "</tbody></table></div>\n"
  }

  /// How many documents have rows, which have the most, and which have none.
  func coverage(_ documents: NameTally, of total: Int?) -> String {
    guard !documents.isEmpty else { return "" }
    var perDocument = Tally()
    for count in documents.counts.values { perDocument.add(count) }
    let count = documents.counts.count
    let covered =
      total.map { "\(Figures.grouped(count)) of \(Figures.counted($0, "document"))" }
      ?? Figures.counted(count, "document")
    let share = "Rows hold an oracle of \(covered)."
    var html = "<h2 id=\"coverage\">Coverage of documents</h2>\n<p class=\"note\">\(share)</p>\n"
    html += "<div class=\"plots\">\n"
    html += Plot.histogram(perDocument, title: "Rows with an oracle of a document", unit: "rows")
    html += Plot.bars(
      Array(documents.sorted.prefix(12)), title: "Documents with the most rows")
    let without = uncovered(documents)
    if !without.isEmpty {
      html += Plot.bars(
        Array(without.prefix(12)), title: "Largest documents without a row, in passages",
        role: "drop")
    }
    return html + "</div>\n"
  }

  /// Documents of the index beside the rows that no row has an oracle of, the largest first; none
  /// where there is no index, or another than that which the rows are from.
  private func uncovered(_ documents: NameTally) -> [(name: String, count: Int)] {
    guard let path = inspection.indexPath, let index = try? Index(path: path),
      let all = try? index.documents
    else { return [] }
    let without = all.filter { documents.counts[$0.uri] == nil }
    guard without.count + documents.counts.count == all.count else { return [] }
    return without.filter { !$0.passages.isEmpty }.map { (name: $0.uri, count: $0.passages.count) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
  }
}
