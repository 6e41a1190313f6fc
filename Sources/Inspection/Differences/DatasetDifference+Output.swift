import Artifacts

extension DatasetDifference {
  /// A row that is shown, with its text read once more.
  struct Shown {
    var heading: String
    var lines: [(mark: String, text: String)]
  }

  /// The summary for people.
  ///
  /// - Parameter shown: how many rows of each sort are told.
  public func text(shown: Int = 3, style: TextStyle) throws -> String {
    var report = Report(title: "\(old.path) → \(new.path)")
    var facts = [
      (name: "same", value: Figures.grouped(same)),
      (name: "changed", value: Figures.grouped(changedCount)),
      (name: "added", value: Figures.grouped(addedCount)),
      (name: "removed", value: Figures.grouped(removedCount)),
    ]
    if unreadableCount > 0 {
      facts.append(("unreadable", "\(Figures.counted(unreadableCount, "line")), not compared"))
    }
    report.add("", .facts(facts))
    if !changes.isEmpty { report.add("what changed", .bars(changes, total: changedCount)) }
    report.add("side by side", .table(columns: ["", "old", "new", "difference"], rows: statistics))
    var lines = [report.text(style: style)]
    for row in try examples(shown) {
      lines += StyledText(row.heading.oneLine, .heading).lines(style: style, indent: 0)
      for (mark, text) in row.lines {
        let room = style.width - DisplayWidth.columns(mark) - 4
        let short = DisplayWidth.truncated(TextStyle.harmless(text), to: room)
        lines.append("  " + style.paint(mark, .label) + "  " + short)
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  /// Figures of both sides; what neither has is left out.
  private var statistics: [[String]] {
    let (before, after) = (old.statistics, new.statistics)
    var rows = [Self.row("rows", before.all.rows, after.all.rows)]
    if let p = before.withPassages.oracleFraction, let q = after.withPassages.oracleFraction {
      rows.append(["P", Figures.share(p), Figures.share(q), Self.signed(q - p, places: 3)])
    }
    let tallies: [(String, KeyPath<RowStatistics, Tally>)] = [
      ("k, median", \.distractors), ("quotes, median", \.quotes),
    ]
    for (name, path) in tallies
    where !before[keyPath: path].isEmpty || !after[keyPath: path].isEmpty {
      rows.append(
        Self.row(name, Self.median(before[keyPath: path]), Self.median(after[keyPath: path])))
    }
    let names: [(String, KeyPath<RowStatistics, NameTally>)] = [
      ("class", \.rowClasses), ("kind", \.kinds), ("language", \.languages),
    ]
    for split in before.splitNames + after.splitNames.filter({ !before.splitNames.contains($0) }) {
      rows.append(
        Self.row("split \(split)", before.splits[split]?.rows ?? 0, after.splits[split]?.rows ?? 0))
    }
    for (name, path) in names {
      let (one, other) = (before[keyPath: path].counts, after[keyPath: path].counts)
      for value in Set(one.keys).union(other.keys).sorted() {
        // Of a side that records none of them nobody knows.
        rows.append(
          Self.row(
            "\(name) \(value)", one.isEmpty ? nil : one[value] ?? 0,
            other.isEmpty ? nil : other[value] ?? 0))
      }
    }
    for (index, (name, lengths)) in before.namedLengths.enumerated() {
      let others = after.namedLengths[index].lengths
      guard !lengths.isEmpty || !others.isEmpty else { continue }
      rows.append(
        Self.row(
          "tokens of \(name), median", Self.median(lengths.tokens), Self.median(others.tokens)))
    }
    return rows
  }

  private static func median(_ tally: Tally) -> Int? {
    tally.isEmpty ? nil : tally.quantile(0.5)
  }

  /// - Parameters: nil for what a side does not record.
  private static func row(_ name: String, _ old: Int?, _ new: Int?) -> [String] {
    var difference = ""
    if let old, let new, old != new {
      difference = (new > old ? "+" : "") + Figures.grouped(new - old)
    }
    return [
      name, old.map(Figures.grouped) ?? "–", new.map(Figures.grouped) ?? "–", difference,
    ]
  }

  private static func signed(_ value: Double, places: Int) -> String {
    value == 0 ? "" : (value > 0 ? "+" : "") + Figures.fixed(value, places: places)
  }

  /// The first rows of each sort, with what they say read from the files again.
  private func examples(_ limit: Int) throws -> [Shown] {
    let (changed, added, removed) = (
      changed.prefix(limit), added.prefix(limit), removed.prefix(limit)
    )
    let before = try Self.read(old, changed.map(\.old) + removed)
    let after = try Self.read(new, changed.map(\.new) + added)
    var shown: [Shown] = []
    for pair in changed {
      guard let one = before[pair.old], let other = after[pair.new] else { continue }
      let what = (pair.isByQuestion ? ["id"] : []) + pair.aspects.map(\.name)
      var lines: [(mark: String, text: String)] = []
      if pair.isByQuestion { lines += [("-", one.id ?? "no id"), ("+", other.id ?? "no id")] }
      for aspect in pair.aspects {
        guard let (from, to) = Self.texts(of: aspect, one, other) else { continue }
        let (short, long) = Self.around(from, to)
        let name = aspect == .provenance ? "passages" : aspect.name
        lines += [("- \(name):", short), ("+ \(name):", long)]
      }
      let name = other.id ?? other.question ?? ""
      let places = "\(old.place(old.prints[pair.old])), \(new.place(new.prints[pair.new]))"
      shown.append(
        Shown(
          heading: "changed \(name) (\(places)): " + what.joined(separator: ", "), lines: lines))
    }
    for place in added {
      if let row = after[place] {
        shown.append(Self.shown("added", row, new.place(new.prints[place])))
      }
    }
    for place in removed {
      if let row = before[place] {
        shown.append(Self.shown("removed", row, old.place(old.prints[place])))
      }
    }
    return shown
  }

  private static func shown(_ what: String, _ row: RowRecord, _ place: String) -> Shown {
    let question = (row.question ?? row.prompt ?? "").oneLine
    return Shown(heading: "\(what) \(row.id ?? "") (\(place))", lines: [("question:", question)])
  }

  private static func texts(
    of aspect: RowPrint.Aspect, _ one: RowRecord, _ other: RowRecord
  ) -> (String, String)? {
    switch aspect {
    case .question: (one.question ?? "", other.question ?? "")
    case .answer: (one.answer ?? "", other.answer ?? "")
    case .reasoning: (one.fullAnswer ?? "", other.fullAnswer ?? "")
    case .rowClass: (one.rowClass ?? "", other.rowClass ?? "")
    case .split: (one.split ?? "", other.split ?? "")
    case .passages:
      (Self.missing(of: one, in: other), Self.missing(of: other, in: one))
    case .prompt: (one.prompt ?? "", other.prompt ?? "")
    case .oracle: (one.oracleContext ?? "", other.oracleContext ?? "")
    case .evidence:
      (one.evidence.joined(separator: " · "), other.evidence.joined(separator: " · "))
    case .kind: (one.kind ?? "", other.kind ?? "")
    case .language: (one.language ?? "", other.language ?? "")
    case .provenance:
      (one.provenance.joined(separator: " · "), other.provenance.joined(separator: " · "))
    case .format: (one.format.rawValue, other.format.rawValue)
    case .order, .other: nil
    }
  }

  /// The titles of passages that the other row has not.
  private static func missing(of row: RowRecord, in other: RowRecord) -> String {
    let others = Set(other.passages.map(\.text))
    return row.passages.filter { !others.contains($0.text) }.map(\.title).joined(separator: " · ")
  }

  /// Both texts from a little before where they part.
  private static func around(_ from: String, _ to: String) -> (String, String) {
    let (one, other) = (Array(from.oneLine), Array(to.oneLine))
    var same = 0
    while same < min(one.count, other.count), one[same] == other[same] { same += 1 }
    let start = max(0, same - 24)
    let lead = start > 0 ? "…" : ""
    return (lead + String(one[start...]), lead + String(other[start...]))
  }

  private static func read(_ side: Side, _ places: [Int]) throws -> [Int: RowRecord] {
    var wanted: [Int: [Int: Int]] = [:]
    for place in places {
      wanted[side.prints[place].file, default: [:]][side.prints[place].line] = place
    }
    var rows: [Int: RowRecord] = [:]
    for (file, lines) in wanted {
      var left = lines.count
      var reader = try JSONLines(side.files[file].path)
      while left > 0, let line = try reader.next() {
        guard let place = lines[reader.number] else { continue }
        left -= 1
        var row = try RowRecord(line: line).readingPrompt()
        if row.split == nil { row.split = side.files[file].split }
        rows[place] = row
      }
    }
    return rows
  }

  /// The counts, the statistics and the ids as one JSON object.
  public func json() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("old", old.path)
      json.field("new", new.path)
      json.field("same", same)
      json.field("changed", changedCount)
      json.field("added", addedCount)
      json.field("removed", removedCount)
      json.field("unreadable", unreadableCount)
      json.key("changes")
      json.object { for (name, count) in changes { $0.field(name, count) } }
      json.key("statistics")
      json.array { json in
        for row in statistics {
          json.object {
            $0.field("name", row[0])
            $0.field("old", row[1] == "–" ? nil : row[1].replacing(",", with: ""))
            $0.field("new", row[2] == "–" ? nil : row[2].replacing(",", with: ""))
          }
        }
      }
      json.key("changed_rows")
      json.array { json in
        for pair in changed {
          json.object {
            $0.field("id", new.prints[pair.new].id)
            if pair.isByQuestion { $0.field("old_id", old.prints[pair.old].id) }
            $0.field("old", old.place(old.prints[pair.old]))
            $0.field("new", new.place(new.prints[pair.new]))
            $0.field("what", (pair.isByQuestion ? ["id"] : []) + pair.aspects.map(\.name))
          }
        }
      }
      for (name, side, places) in [("added_rows", new, added), ("removed_rows", old, removed)] {
        json.key(name)
        json.array { json in
          for place in places {
            json.object {
              $0.field("id", side.prints[place].id)
              $0.field("place", side.place(side.prints[place]))
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}

extension String {
  /// White space of any kind as single spaces.
  var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
