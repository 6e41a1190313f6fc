import Artifacts
import Documents
import Retrieval

extension IndexStatistics {
  /// The summary for people.
  public func report(title: String) -> Report {
    var report = Report(title: title)
    report.add(
      "",
      .facts([
        ("files", "\(Figures.grouped(counts.sources)), \(Figures.bytes(sourceBytes))"),
        ("documents", Figures.grouped(counts.documents)),
        ("passages", Figures.grouped(counts.passages)),
        ("terms", Figures.grouped(counts.terms)),
        ("text covered", coveredText),
      ]))
    if !uncovered.isEmpty {
      report.add(
        "files with text that is in no passage",
        .table(
          columns: ["", "bytes"],
          rows: uncovered.prefix(Self.largestLimit).map { [$0.path, Figures.grouped($0.bytes)] }))
    }
    if !readers.isEmpty {
      report.add("files by reader", .bars(readers.sorted, total: counts.sources))
    }
    if !languages.isEmpty {
      report.add("documents by language", .bars(languages.sorted, total: counts.documents))
    }
    if !passageTokens.isEmpty {
      let rows = [
        ("tokens in a passage", passageTokens), ("passages in a document", passagesPerDocument),
      ]
      report.add(
        tokenizer.isEmpty ? "sizes (tokens are estimated)" : "sizes (tokens of \(tokenizer))",
        .table(
          columns: ["", "min", "median", "p95", "max"],
          rows: rows.map { name, tally in
            let points = tally.fivePoints
            return [name]
              + [points.min, points.median, points.p95, points.max].map(Figures.grouped)
          }))
    }
    if !largest.isEmpty {
      report.add(
        "largest documents",
        .table(
          columns: ["", "passages", "tokens"],
          rows: largest.map {
            [$0.uri, Figures.grouped($0.passages), Figures.grouped($0.tokens)]
          }))
    }
    var manifest = Manifest()
    manifest.add(stage: "index", drops: drops)
    if !manifest.stages.isEmpty { report.add("dropped", .drops(manifest.stages)) }
    return report
  }

  /// `all 184,220 bytes`, or how many of them.
  private var coveredText: String {
    let (text, covered) = (coverage.textBytes, coverage.coveredBytes)
    let whole = "\(Figures.grouped(text)) bytes"
    return text == covered ? "all \(whole)" : "\(Figures.grouped(covered)) of \(whole)"
  }

  /// The same as one JSON object with fixed keys.
  public func json(path: String) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("path", path)
      json.field("what", "index")
      json.field("files", counts.sources)
      json.field("file_bytes", sourceBytes)
      json.field("documents", counts.documents)
      json.field("passages", counts.passages)
      json.field("terms", counts.terms)
      json.field("text_bytes", coverage.textBytes)
      json.field("covered_bytes", coverage.coveredBytes)
      json.tally("readers", readers)
      json.tally("languages", languages)
      json.key("lengths")
      json.object { json in
        json.fivePoints("passage_tokens", passageTokens)
        json.fivePoints("document_passages", passagesPerDocument)
      }
      json.key("largest_documents")
      json.array { json in
        for document in largest {
          json.object { json in
            json.field("document", document.uri)
            json.field("passages", document.passages)
            json.field("tokens", document.tokens)
          }
        }
      }
      var manifest = Manifest()
      manifest.add(stage: "index", drops: drops)
      json.drops(manifest)
    }
    json.newline()
    return json.bytes
  }
}
