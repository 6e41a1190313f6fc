import Artifacts

extension Advice {
  /// Figures, reasons, costs, and the configuration to start from.
  public func text(path: String, style: TextStyle) -> String {
    var report = Report(title: path)
    report.add("measured", .facts(measured))
    report.add("needed", .facts(needed))
    var lines = [report.text(style: style)]
    if let recommended {
      let doubt = score(recommended) < 0 ? ", though more speaks against it than for it" : ""
      lines.append(style.paint("recommended: \(recommended.name)\(doubt)", .oracle))
    } else {
      lines.append(style.paint("recommended: nothing; each approach is excluded", .warning))
    }
    for approach in ranking {
      let points = Figures.counted(abs(score(approach)), "point")
      let state =
        isExcluded(approach) ? "excluded" : (score(approach) < 0 ? "−" : "") + points
      lines += ["", style.paint("\(approach.name), \(state)", .heading)]
      for point in self.points where point.approach == approach {
        let mark =
          switch point.verdict {
          case .excludes: "✕"
          case .speaks(let weight): weight >= 0 ? "+\(weight)" : "−\(-weight)"
          }
        var wrapped = StyledText(TextStyle.harmless(point.reason)).lines(style: style, indent: 6)
        wrapped[0] = "  " + DisplayWidth.padded(mark, to: 4) + wrapped[0].dropFirst(6)
        lines += wrapped
      }
    }
    var costs = Report(title: "")
    costs.add(
      "costs a month, \(table.currency), by the table of prices",
      .table(
        columns: ["", "answers", "training", "in all", "hours of one training"], rows: costRows))
    lines.append(
      contentsOf: costs.text(style: style).split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropFirst().map(String.init))
    lines.removeLast()
    lines += StyledText(assumptions, .label).lines(style: style, indent: 2)
    lines.append("")
    if let configuration {
      lines.append(style.paint("raftwright.yaml to start from", .heading))
      lines += configuration.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  /// What the costs are of, beside the table.
  private var assumptions: String {
    let model = needs.offline || needs.gpu > 0
    return "for \(Figures.counted(needs.queriesPerDay, "question")) a day of "
      + "\(AdviceCosts.questionTokens) tokens each; fine-tuning is trained anew after each change, RAFT "
      + "once a year at most" + (model ? "; what runs in the house has no price" : "")
  }

  private var measured: [(name: String, value: String)] {
    var result: [(name: String, value: String)] = [
      (
        "corpus",
        "\(Figures.counted(facts.files, "file")), \(Figures.counted(facts.documents, "document")), "
          + Figures.counted(facts.passages, "passage")
      ),
      ("tokens", "\(Figures.grouped(facts.tokens)), \(facts.passageTokens) to a passage"),
      ("duplicates", "\(Figures.fixed(facts.duplicates * 100, places: 1)) % of passages"),
    ]
    if let ages = facts.ages {
      let within = { (days: Int) in Figures.fixed(ages.share(within: days) * 100, places: 0) + " %"
      }
      result.append(
        (
          "age of \(ages.source)",
          "median \(Figures.grouped(ages.median)) days; \(within(30)) within a month, "
            + "\(within(365)) within a year"
        ))
    } else {
      result.append(("age", "unknown: the dates say nothing, as those of a fresh copy"))
    }
    result.append(("examples", "\(Figures.grouped(facts.examples)) questions from structure"))
    if !facts.recall.isEmpty {
      let values = facts.recall.map { "\(Figures.share($0.value)) @\($0.k)" }
      result.append(
        (
          "recall",
          values.joined(separator: ", ") + " over \(Figures.grouped(facts.asked)) of them, worded "
            + "as the corpus is: people's questions find less"
        ))
    }
    if let median = facts.latency(0.5), let tail = facts.latency(0.99) {
      let milliseconds = { (seconds: Double) in Figures.fixed(seconds * 1000, places: 2) + " ms" }
      result.append(("search", "p50 \(milliseconds(median)), p99 \(milliseconds(tail))"))
    }
    return result
  }

  private var needed: [(name: String, value: String)] {
    let mark = { (name: String) in needs.assumed.contains(name) ? " (assumed)" : "" }
    let budget =
      needs.budget.map { "\(Self.money($0)) \(table.currency) a month" } ?? "no limit"
    return [
      (
        "updates",
        needs.updates.rawValue
          + (needs.updatesSource.map { " (assumed by the age of \($0))" } ?? mark("updates"))
      ),
      ("citations", (needs.citations ? "yes" : "no") + mark("citations")),
      ("latency", Self.seconds(needs.latency) + mark("latency")),
      ("offline", (needs.offline ? "yes" : "no") + mark("offline")),
      ("output", needs.output.rawValue + mark("output")),
      ("budget", budget + mark("budget")),
      ("GPU", (needs.gpu > 0 ? "\(needs.gpu) GB" : "none") + mark("gpu")),
      ("queries a day", Figures.grouped(needs.queriesPerDay) + mark("queries")),
      ("context window", Figures.grouped(needs.contextWindow) + mark("window")),
    ]
  }

  /// An amount, with its cents where it is small.
  static func money(_ value: Double) -> String {
    value < 10 ? Figures.fixed(value, places: 2) : Figures.grouped(value)
  }

  private var costRows: [[String]] {
    Approach.allCases.map { approach in
      let cost = costs[approach]
      let places = Self.money
      let hours = cost?.trainingHours ?? 0
      return [
        approach.name, places(cost?.serving ?? 0), places(cost?.training ?? 0),
        places(cost?.total ?? 0),
        hours > 0 ? (hours < 0.05 ? "< 0.1" : Figures.fixed(hours, places: 1)) : "–",
      ]
    }
  }

  /// The settings that follow from what was found, with the reason above each; nil where nothing is
  /// recommended.
  public var configuration: String? {
    guard let approach = recommended else { return nil }
    var lines = ["# From \"raftwright advise\": \(approach.name)."]
    lines += ["documents:", "  chunk_tokens: \(facts.chunkTokens)"]
    switch approach {
    case .longContext:
      lines += [
        "# The corpus goes into the prompt whole; the index still helps to look and to measure."
      ]
    case .retrieval:
      lines += [
        "# Serve with \"raftwright search\" or an export; the model reads "
          + "\(table.retrievedPassages) passages."
      ]
    case .fineTuning, .both:
      lines += ["dataset:"]
      if approach == .fineTuning {
        lines += [
          "  # Nothing is retrieved when it is served: rows have no passages, and all is remembered.",
          "  oracle_fraction: 0", "  distractors: 0", "  strip_quotes: true",
        ]
      } else {
        lines += [
          "  # Distractors of the search and at random, k drawn for each row, and rows that decline.",
          "  profile: modern",
        ]
        if (facts.recall(at: 5) ?? 1) < 0.9 {
          lines += [
            "  # The search misses some passages: more rows that must say so.",
            "  abstain_fraction: 0.1",
          ]
        }
        if needs.output == .fixed {
          lines += [
            "  # Answers have a fixed form; its schema is templates/answers/json.schema.json.",
            "  answer_style: json",
          ]
        } else if needs.citations {
          lines += ["  # Answers name the passages that they quote.", "  answer_style: cited"]
        }
      }
      if facts.duplicates > 0.05 {
        lines += [
          "  # \(Figures.fixed(facts.duplicates * 100, places: 0)) % of the passages nearly repeat others.",
          "  splits:", "    by: near-duplicate",
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  public func json(path: String) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("path", path)
      json.key("recommended")
      if let recommended { json.string(recommended.rawValue) } else { json.null() }
      json.key("measured")
      json.object { writeFacts(to: &$0) }
      json.key("needed")
      json.object { json in
        json.field("updates", needs.updates.rawValue)
        json.field("citations", needs.citations)
        json.field("latency", needs.latency)
        json.field("offline", needs.offline)
        json.field("output", needs.output.rawValue)
        json.field("budget", needs.budget)
        json.field("gpu", needs.gpu)
        json.field("queries", needs.queriesPerDay)
        json.field("window", needs.contextWindow)
        json.field("assumed", needs.assumed)
      }
      json.key("approaches")
      json.array { json in
        for approach in ranking {
          json.object { json in
            json.field("name", approach.rawValue)
            json.field("excluded", isExcluded(approach))
            json.field("points", score(approach))
            json.field("cost", costs[approach]?.total, places: 2)
            json.field("training_hours", costs[approach]?.trainingHours, places: 2)
            json.key("reasons")
            json.array { json in
              for point in points where point.approach == approach {
                json.object {
                  $0.field("weight", point.verdict == .excludes ? nil : point.weight)
                  $0.field("excludes", point.verdict == .excludes)
                  $0.field("reason", point.reason)
                }
              }
            }
          }
        }
      }
      json.field("currency", table.currency)
      json.field("configuration", configuration)
    }
    json.newline()
    return json.bytes
  }

  private func writeFacts(to json: inout JSONWriter) {
    json.field("files", facts.files)
    json.field("documents", facts.documents)
    json.field("passages", facts.passages)
    json.field("tokens", facts.tokens)
    json.field("duplicates", facts.duplicates)
    json.field("median_age_days", facts.ages?.median)
    json.field("examples", facts.examples)
    json.key("recall")
    json.object { for (k, value) in facts.recall { $0.field(String(k), value) } }
    json.field("search_p50_seconds", facts.latency(0.5))
    json.field("search_p99_seconds", facts.latency(0.99))
  }
}
