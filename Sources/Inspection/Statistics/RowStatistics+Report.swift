import Artifacts

extension RowStatistics {
  /// The summary of a dataset or a JSONL file.
  ///
  /// - Parameters:
  ///   - funnel: from files to rows; it tells the manifest's drops where they belong.
  ///   - sampled: the share of the bytes that was looked at, where not all was; 0 where nobody knows.
  public func report(
    title: String, manifest: Manifest = Manifest(), funnel: Funnel? = nil, sampled: Double? = nil
  ) -> Report {
    var report = Report(title: title)
    report.add("", .facts(sampleFacts(sampled) + facts))
    if splits.count > 1 { report.add("splits", splitTable) }
    if !rowClasses.isEmpty {
      report.add("row classes", .bars(rowClasses.sorted, total: all.rows))
    }
    if !oraclePositions.isEmpty {
      let bars = oraclePositions.sorted.map { (name: String($0.value), count: $0.count) }
      report.add("oracle positions, from 0", .bars(bars, total: oraclePositions.total))
    }
    if !rankBars.isEmpty {
      report.add(
        "distractor ranks",
        .bars(rankBars, total: distractorRanks.total + unrankedDistractors))
    }
    if !kinds.isEmpty { report.add("kinds of question", .bars(kinds.sorted, total: all.rows)) }
    if !languages.isEmpty { report.add("languages", .bars(languages.sorted, total: all.rows)) }
    if !questionLengths.isEmpty || !answerLengths.isEmpty {
      report.add("lengths (tokens are estimated)", lengthTable)
    }
    if let funnel { report.add("from files to rows", .funnel(funnel)) }
    var manifest = funnel == nil ? manifest : Manifest()
    manifest.add(stage: "inspect", drops: unreadable)
    if !manifest.stages.isEmpty { report.add("dropped", .drops(manifest.stages)) }
    return report
  }

  private func sampleFacts(_ share: Double?) -> [(name: String, value: String)] {
    guard let share else { return [] }
    let all =
      share > 0
      ? "\(Figures.fixed(share * 100, places: 1)) % of the bytes, so about "
        + "\(Figures.grouped(Int((Double(all.rows) / share).rounded()))) \(noun) in all"
      : "the beginning of each file"
    return [("sample", "what follows is of " + all)]
  }

  /// What the rows are called: rows, chats or questions.
  public var noun: String {
    switch formats.counts.count == 1 ? formats.sorted.first?.name : nil {
    case "questions": return "questions"
    case "chat": return "chats"
    default: return "rows"
    }
  }

  private var facts: [(name: String, value: String)] {
    var facts = [(name: noun, value: Figures.grouped(all.rows))]
    if formats.counts.count > 1 {
      facts.append(
        ("formats", formats.sorted.map { "\($0.name) \($0.count)" }.joined(separator: ", ")))
    }
    if let fraction = withPassages.oracleFraction {
      let (held, rows) = (withPassages.withOracle, withPassages.inQuotas)
      let of = "\(Figures.grouped(held)) of \(Figures.grouped(rows))"
      let apart = rowClasses.sorted.filter { RowRecord.classesApart.contains($0.name) }
        .map { "\(Figures.grouped($0.count)) \($0.name)" }
      facts.append(
        (
          "P",
          "\(Figures.share(fraction)), \(of) rows hold their oracle"
            + (apart.isEmpty ? "" : "; \(apart.joined(separator: " and ")) rows are not counted")
        ))
    }
    if !distractors.isEmpty {
      let parts = distractors.sorted.map { "\($0.value) in \(Figures.grouped($0.count))" }
      facts.append(
        ("k", parts.joined(separator: ", ") + (distractors.total == 1 ? " row" : " rows")))
    }
    if !oraclesPerQuestion.isEmpty {
      let parts = oraclesPerQuestion.sorted.map { "\($0.value) in \(Figures.grouped($0.count))" }
      facts.append(("oracles", parts.joined(separator: ", ")))
    }
    if !quotes.isEmpty, noun != "questions" {
      let without = quotes.counts[0] ?? 0
      let points = quotes.fivePoints
      facts.append(
        (
          "quotes",
          "median \(points.median) to an answer, \(Figures.counted(without, "row")) without"
        )
      )
    }
    return facts
  }

  private var splitTable: Report.Content {
    .table(
      columns: ["", "rows", "share", "with oracle", "P"],
      rows: splitNames.compactMap { name in
        guard let split = splits[name] else { return nil }
        return [
          name, Figures.grouped(split.rows), Figures.percent(split.rows, of: all.rows),
          withPassages.rows == 0 ? "–" : Figures.grouped(split.withOracle),
          withPassages.rows == 0 ? "–" : split.oracleFraction.map(Figures.share) ?? "–",
        ]
      })
  }

  private var lengthTable: Report.Content {
    let measured = namedLengths.filter { !$0.lengths.isEmpty }
    let width = measured.map(\.name.count).max() ?? 0
    let rows = measured.flatMap { name, lengths in
      [(name, "characters", lengths.characters), ("", "tokens", lengths.tokens)].map {
        label, unit, tally in
        let points = tally.fivePoints
        return [DisplayWidth.padded(label, to: width) + "  " + unit]
          + [points.min, points.median, points.p95, points.max].map(Figures.grouped)
      }
    }
    return .table(columns: ["", "min", "median", "p95", "max"], rows: rows)
  }

  var namedLengths: [(name: String, lengths: LengthTally)] {
    [
      ("question", questionLengths),
      (noun == "chats" ? "prompt" : "instruction", contextLengths),
      (shortAnswerLengths.isEmpty ? "answer" : "reasoned answer", answerLengths),
      ("short answer", shortAnswerLengths),
    ]
  }

  /// Ranks one by one to 5, then in growing ranges; distractors without a rank come last.
  var rankBars: [(name: String, count: Int)] {
    let buckets: [(String, ClosedRange<Int>)] =
      (0...5).map { (String($0), $0...$0) }
      + [("6–10", 6...10), ("11–20", 11...20), ("21–50", 21...50), ("51–100", 51...100)]
      + [("over 100", 101...Int.max)]
    var bars: [(name: String, count: Int)] = buckets.compactMap { name, range in
      let count = distractorRanks.sorted.reduce(0) {
        $0 + (range.contains($1.value) ? $1.count : 0)
      }
      return count > 0 ? (name, count) : nil
    }
    // Others' rows record no ranks at all.
    if unrankedDistractors > 0, !bars.isEmpty { bars.append(("no rank", unrankedDistractors)) }
    return bars
  }
}
