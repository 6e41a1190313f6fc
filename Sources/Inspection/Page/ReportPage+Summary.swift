import Artifacts

extension ReportPage {
  /// The page down to the rows: facts, plots, the funnel, the documents.
  func summary(_ statistics: PageStatistics) throws -> String {
    let rows = statistics.rows
    var html = "<header>\n<h1>\(HTMLText.escaped(inspection.path))</h1>\n"
    let facts = rows.report(title: "").sections.first.map(\.content)
    if case .facts(let facts) = facts {
      html += "<dl class=\"facts\">\n"
      for (name, value) in facts {
        html += "<dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.escaped(value))</dd>\n"
      }
      html += "</dl>\n"
    }
    let funnel = try inspection.funnel()
    let places = [
      ("plots", "What the rows are", true), ("funnel", "From files to rows", funnel != nil),
      ("coverage", "Coverage of documents", !statistics.documents.isEmpty),
      ("rows-title", "Rows", true),
    ]
    html += "<nav>\n"
    for (id, name, isThere) in places where isThere { html += "<a href=\"#\(id)\">\(name)</a>\n" }
    html +=
      "</nav>\n</header>\n<main>\n<h2 id=\"plots\">What the rows are</h2>\n<div class=\"plots\">\n"
    html += plots(statistics)
    html += "</div>\n"
    if let funnel { html += Self.section(of: funnel) }
    html += coverage(
      statistics.documents, of: funnel?.steps.first { $0.name == "documents" }?.count)
    return html
  }

  private func plots(_ statistics: PageStatistics) -> String {
    let rows = statistics.rows
    let splits = rows.splitNames.map { (name: $0, count: rows.splits[$0]?.rows ?? 0) }
    let positions = rows.oraclePositions.sorted.map { (name: String($0.value), count: $0.count) }
    let bars: [(title: String, filter: String?, bars: [(name: String, count: Int)])] = [
      ("Splits", "split", splits), ("Row classes", "class", rows.rowClasses.sorted),
      ("Kinds of question", "kind", rows.kinds.sorted),
      ("Languages", "language", rows.languages.sorted),
      ("Positions of oracles, from 0", nil, positions),
      ("Ranks of distractors", nil, rows.rankBars),
    ]
    var html = ""
    for (title, filter, bars) in bars where !bars.isEmpty {
      html += Plot.bars(bars, title: title, filter: filter)
    }
    if !statistics.relativeScores.isEmpty {
      html += Plot.histogram(
        statistics.relativeScores, title: "Scores of distractors, oracle = 100", unit: "%")
    }
    for (name, lengths) in rows.namedLengths where !lengths.isEmpty {
      html += Plot.histogram(
        lengths.tokens, title: "Estimated tokens of the \(name)", unit: "tokens")
    }
    if rows.quotes.quantile(1) > 0 {
      html += Plot.histogram(rows.quotes, title: "Quotes in an answer", unit: "quotes")
    }
    return html
  }

  /// The tools over the rows and the place for them; the script fills both.
  static func browser(shown: Int, of total: Int) -> String {
    let chosen =
      shown < total
      ? "<p class=\"note\">\(Figures.grouped(shown)) of \(Figures.grouped(total)) rows are here, evenly "
        + "chosen; --report-rows takes more.</p>" : ""
    let filters = ["class", "split", "kind", "language"].map { name in
      "<label>\(name)<select id=\"f-\(name)\"><option value=\"\">any</option></select></label>"
    }
    return """
      <section id="browse" hidden aria-labelledby="rows-title">
      <h2 id="rows-title">Rows</h2>\(chosen)
      <div class="tools">
      <label class="wide">search questions, answers and ids (key /)\
      <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
      \(filters.joined(separator: "\n"))
      <label>order<select id="order">\
      <option value="file">as in the file</option>\
      <option value="tokens">most tokens</option>\
      <option value="quotes">least of the answer in quotes</option>\
      <option value="distractor">most of the answer in a distractor</option>\
      <option value="score">hardest distractor</option></select></label>
      </div>
      <p id="count" role="status" aria-live="polite"></p>
      <div id="rows" role="listbox" tabindex="0" aria-label="Rows; Enter reads one"><div id="space">\
      </div></div>
      </section>
      <noscript><p class="note">The rows can be searched and read with JavaScript on.</p></noscript>
      </main>
      <dialog id="reader" aria-labelledby="reader-title">
      <div class="bar-top"><h2 id="reader-title"></h2>\
      <button id="previous" type="button" aria-label="Row before (left arrow)">←</button>\
      <button id="next" type="button" aria-label="Next row (right arrow)">→</button>\
      <button id="close" type="button">Close</button></div>
      <div class="read" id="reader-body" tabindex="-1" autofocus></div>
      </dialog>

      """
  }
}
