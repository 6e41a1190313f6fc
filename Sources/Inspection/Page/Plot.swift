/// A plot as SVG that stands in the page: sizes by the view box, colours by the page's style.
enum Plot {
  private static let width = 340

  /// A bar for each name, its count beside it; the rest of a long list is one bar.
  ///
  /// - Parameters:
  ///   - filter: which filter of the rows the names are values of, so that the page's script can have
  ///     a bar choose its rows.
  ///   - role: the class of the bars: `bar`, or `drop` for what is not there any more.
  static func bars(
    _ bars: [(name: String, count: Int)], title: String, filter: String? = nil, role: String = "bar"
  ) -> String {
    let (row, label) = (22, 140)
    let largest = bars.map(\.count).max() ?? 0
    let room = width - label - 62
    var marks = ""
    let rest = bars.dropFirst(14)
    let shown =
      Array(bars.prefix(14))
      + (rest.isEmpty ? [] : [("\(rest.count) others", rest.reduce(0) { $0 + $1.count })])
    for (place, bar) in shown.enumerated() {
      let (top, length) = (place * row, largest == 0 ? 0 : max(1, bar.count * room / largest))
      let name = HTMLText.escaped(DisplayWidth.shortened(bar.name.oneLine, to: 18))
      let value = place < 14 ? filter.map { _ in HTMLText.escaped(bar.name) } : nil
      marks += """
        <g\(value.map { " data-value=\"\($0)\"" } ?? "")>\
        <title>\(HTMLText.escaped(bar.name)): \(Figures.grouped(bar.count))</title>\
        <text x="\(label - 6)" y="\(top + 15)" text-anchor="end">\(name)</text>\
        <rect class="\(role)" x="\(label)" y="\(top + 4)" width="\(min(length, room))" height="14" rx="2"/>\
        <text class="faint" x="\(label + min(length, room) + 5)" y="\(top + 15)">\
        \(Figures.grouped(bar.count))</text></g>
        """
    }
    return svg(marks, height: max(1, shown.count) * row + 2, title: title, filter: filter)
  }

  /// How often values occur: a few values as bars, more in at most 24 bins of a round width; what lies
  /// above the 99.5th percentile is in the last.
  static func histogram(_ tally: Tally, title: String, unit: String) -> String {
    if tally.counts.count <= 8 {
      return bars(
        tally.sorted.map { (name: Figures.grouped($0.value), count: $0.count) }, title: title)
    }
    let low = tally.quantile(0)
    let high = max(low, tally.quantile(0.995))
    let size = binSize(high - low + 1)
    let first = (low < 0 ? low - size + 1 : low) / size * size
    let bins = (high - first) / size + 1
    var counts = [Int](repeating: 0, count: bins)
    for (value, count) in tally.sorted { counts[min(bins - 1, (value - first) / size)] += count }
    let (height, base) = (150, 122)
    let largest = counts.max() ?? 1
    let step = Double(width - 20) / Double(bins)
    var marks =
      "<line class=\"axis\" x1=\"10\" x2=\"\(width - 10)\" y1=\"\(base)\" y2=\"\(base)\"/>"
    for (bin, count) in counts.enumerated() where count > 0 {
      let length = max(1, count * (base - 14) / max(1, largest))
      let from = first + bin * size
      let isLast = bin == bins - 1 && tally.quantile(1) >= from + size
      let name = isLast ? "\(from) and more" : size == 1 ? "\(from)" : "\(from)–\(from + size - 1)"
      marks += """
        <rect class="bar" x="\(Figures.fixed(10 + Double(bin) * step, places: 1))" \
        y="\(base - length)" width="\(Figures.fixed(max(1, step - 1), places: 1))" \
        height="\(length)"><title>\(name) \(unit): \(Figures.grouped(count))</title></rect>
        """
    }
    marks += "<text class=\"faint\" x=\"10\" y=\"138\">from \(Figures.grouped(low))</text>"
    marks += """
      <text class="faint" x="\(width / 2)" y="138" text-anchor="middle">\
      median \(Figures.grouped(tally.quantile(0.5))) \(unit)</text>\
      <text class="faint" x="\(width - 10)" y="138" text-anchor="end">to \
      \(Figures.grouped(tally.quantile(1)))</text>
      """
    return svg(marks, height: height, title: title)
  }

  /// 1, 2 or 5 times a power of ten, so that at most 24 bins hold the range.
  private static func binSize(_ range: Int) -> Int {
    var size = 1
    while true {
      for factor in [1, 2, 5] where range <= 24 * size * factor { return size * factor }
      size *= 10
    }
  }

  private static func svg(
    _ marks: String, height: Int, title: String, filter: String? = nil
  ) -> String {
    // An image has no parts; bars that can be chosen are a group of them.
    let role = filter == nil ? "img" : "group"
    let data = filter.map { " data-filter=\"\($0)\"" } ?? ""
    return """
      <figure class="plot"><h3>\(HTMLText.escaped(title))</h3>\
      <svg viewBox="0 0 \(width) \(height)" role="\(role)"\(data) \
      aria-label="\(HTMLText.escaped(title))">\(marks)</svg></figure>

      """
  }
}
