import Artifacts

/// One self-contained HTML page about a dataset: plots, the way from files to rows, and the rows
/// themselves to search, filter and read.
///
/// The page loads nothing and allows nothing but its own script and style, which its Content
/// Security Policy names by their digests. All that comes from rows is text: escaped in the markup,
/// put in as text nodes by the script. Summaries of rows lie in the page as JSON, their texts packed
/// in blocks that are unpacked when one is read, so that 10,000 rows open at once.
public struct ReportPage: Sendable {
  /// Rows whose texts are packed together.
  static let block = 50

  let inspection: DatasetInspection
  /// At most so many rows can be read in the page, evenly chosen.
  let limit: Int

  public init(_ inspection: DatasetInspection, rows limit: Int) {
    (self.inspection, self.limit) = (inspection, limit)
  }

  /// Reads the rows twice: to count them, and to take those that are shown.
  ///
  /// - Returns: the page, how many rows there are and how many can be read in it.
  public func html(
    threads: Int = 1, progress: any ProgressReporter = SilentProgress()
  ) async throws -> (bytes: [UInt8], rows: Int, shown: Int) {
    let statistics = try await count(threads: threads, progress: progress)
    let lines = statistics.rows.all.rows + statistics.rows.unreadable.total
    let rows = try await take(of: max(1, lines), threads: threads, progress: progress)
    let title = "\(inspection.path) – Raftwright"
    var html = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(Self.style)</style>
      </head>
      <body>

      """
    html += try summary(statistics)
    html += Self.browser(shown: rows.count, of: statistics.rows.all.rows)
    html +=
      "<script type=\"application/json\" id=\"data\">\(HTMLText.script(rows.summary))</script>\n"
    for (number, block) in rows.blocks.enumerated() {
      html += "<script type=\"application/octet-stream\" id=\"b\(number)\">\(block)</script>\n"
    }
    html += "<script>\(Self.script)</script>\n</body>\n</html>\n"
    return (Array(html.utf8), statistics.rows.all.rows, rows.count)
  }

  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
  private static let script = String(decoding: PackageResources.page_js, as: UTF8.self)

  private static var policy: String {
    let digest = { (text: String) in
      "'sha256-" + PackedBytes.base64(Digest(of: Array(text.utf8)).bytes) + "'"
    }
    return "default-src 'none'; script-src \(digest(script)); style-src \(digest(style)); "
      + "base-uri 'none'; form-action 'none'"
  }

  private func count(
    threads: Int, progress: any ProgressReporter
  ) async throws -> PageStatistics {
    var statistics = PageStatistics()
    let files = inspection.files
    let paths = files.map(\.path)
    progress.begin(stage: "count", total: RowPass.megabytes(of: paths), unit: "MB")
    try await RowPass.run(paths, threads: threads, progress: progress) { block, file in
      var found = PageStatistics()
      let split = files[file].split.isEmpty ? nil : files[file].split
      block.forEachLine { line, number in
        do {
          found.add(try RowRecord(counting: line), split: split)
        } catch {
          found.rows.addUnreadable(
            path: block.path, line: number, reason: String(describing: error))
        }
      }
      return found
    } merge: { found in
      statistics.merge(found)
    }
    progress.finish(detail: "\(statistics.rows.all.rows) rows")
    return statistics
  }

  /// The rows that can be read, some of which lie packed together.
  private struct Rows: Sendable {
    /// An array's elements, each with a comma before it.
    var summaries: [UInt8] = []
    /// How many rows lie in each of the packed blocks.
    var sizes: [Int] = []
    var blocks: [String] = []
    var count: Int { sizes.reduce(0, +) }

    var summary: [UInt8] {
      let sizes = sizes.map(String.init).joined(separator: ",")
      return Array("{\"blocks\":[\(sizes)],\"rows\":[".utf8) + summaries.dropFirst()
        + Array("]}".utf8)
    }
  }

  /// A line that is shown.
  private struct Chosen: Sendable {
    var line: [UInt8]
    /// Its place among all lines, from 1.
    var number: Int
    var split: String?
  }

  /// The rows that are shown: each whose place, scaled to the limit, is the first of its number.
  ///
  /// - Parameter total: lines, also those that cannot be read.
  private func take(
    of total: Int, threads: Int, progress: any ProgressReporter
  ) async throws -> Rows {
    var rows = Rows()
    let shown = min(limit, total)
    progress.begin(stage: "page", total: shown, unit: "rows")
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads + 1) { queue in
      var number = 0
      var waiting: [Chosen] = []
      for file in inspection.files {
        var lines = try JSONLines(file.path)
        while let line = try lines.next() {
          number += 1
          guard number * shown / total > (number - 1) * shown / total else { continue }
          let split = file.split.isEmpty ? nil : file.split
          waiting.append(Chosen(line: line, number: number, split: split))
          guard waiting.count == Self.block else { continue }
          let chosen = waiting
          waiting = []
          try await queue.submit { Result { try Self.packed(chosen) } }
        }
      }
      let chosen = waiting
      if !chosen.isEmpty { try await queue.submit { Result { try Self.packed(chosen) } } }
    } emit: { (found: Result<Rows, any Error>) in
      let found = try found.get()
      rows.summaries += found.summaries
      rows.sizes += found.sizes
      rows.blocks += found.blocks
      progress.advance(by: found.count)
    }
    progress.finish(detail: "")
    return rows
  }

  private static func packed(_ chosen: [Chosen]) throws -> Rows {
    var rows = Rows()
    var texts = JSONWriter()
    var count = 0
    texts.array { texts in
      for chosen in chosen {
        // What cannot be read is counted where all is.
        guard var row = try? RowRecord(line: chosen.line) else { continue }
        if row.split == nil { row.split = chosen.split }
        let pageRow = PageRow(row: row.readingPrompt(), number: chosen.number)
        var summary = JSONWriter()
        pageRow.writeSummary(to: &summary)
        rows.summaries += [UInt8(ascii: ",")] + summary.bytes
        pageRow.writeTexts(to: &texts)
        count += 1
      }
    }
    guard count > 0 else { return rows }
    rows.sizes = [count]
    rows.blocks = [PackedBytes.base64(try PackedBytes.gzip(texts.bytes))]
    return rows
  }
}
