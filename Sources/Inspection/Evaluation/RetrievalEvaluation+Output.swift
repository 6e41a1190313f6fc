import Artifacts

extension RetrievalEvaluation {
  /// The summary for people; with `other`, a column for it and one for what parts the two.
  public func report(title: String, against other: RetrievalEvaluation? = nil) -> Report {
    var report = Report(title: title)
    var facts = [("topics", Figures.grouped(topics.count))]
    if unanswered > 0 { facts.append(("without an answer", Figures.grouped(unanswered))) }
    if let other {
      facts.append(("this run", run.name))
      facts.append(("against", other.run.name))
    }
    report.add("", .facts(facts))
    report.add(
      "means over topics, with 95 % confidence intervals",
      .table(
        columns: ["", "mean", "95 %"],
        rows: measures.map {
          [$0.description, Figures.fixed(mean($0), places: 4), Self.text(interval($0))]
        }))
    guard let other else { return report }
    report.add(
      "difference from \(other.run.name)",
      .table(
        columns: ["", "theirs", "difference", "95 %", "p", "better", "worse"],
        rows: measures.map { measure in
          let difference = difference(measure, from: other)
          return [
            measure.description, Figures.fixed(other.mean(measure), places: 4),
            (difference.mean > 0 ? "+" : "") + Figures.fixed(difference.mean, places: 4),
            Self.text(difference.interval), Figures.fixed(difference.probability, places: 4),
            Figures.grouped(difference.better), Figures.grouped(difference.worse),
          ]
        }))
    return report
  }

  private static func text(_ interval: ClosedRange<Double>) -> String {
    Figures.fixed(interval.lowerBound, places: 4) + " … "
      + Figures.fixed(interval.upperBound, places: 4)
  }

  /// The same as one JSON object, with every topic's values.
  public func json(against other: RetrievalEvaluation? = nil) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("run", run.name)
      json.field("topics", topics.count)
      json.field("unanswered", unanswered)
      if let other { json.field("against", other.run.name) }
      json.key("measures")
      json.object { json in
        for measure in measures {
          json.key(measure.description)
          json.object { json in
            json.field("mean", mean(measure))
            json.interval("interval", interval(measure))
            if let other {
              let difference = difference(measure, from: other)
              json.field("theirs", other.mean(measure))
              json.field("difference", difference.mean)
              json.interval("difference_interval", difference.interval)
              json.field("p", difference.probability)
              json.field("better", difference.better)
              json.field("worse", difference.worse)
            }
          }
        }
      }
      json.key("by_topic")
      json.object { json in
        for (index, topic) in topics.enumerated() {
          json.key(topic)
          json.object { json in
            for measure in measures { json.field(measure.description, values(of: measure)[index]) }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}

extension JSONWriter {
  mutating func interval(_ key: String, _ interval: ClosedRange<Double>) {
    self.key(key)
    array {
      $0.number(interval.lowerBound)
      $0.number(interval.upperBound)
    }
  }
}
