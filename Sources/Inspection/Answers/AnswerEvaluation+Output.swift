import Artifacts

extension AnswerEvaluation {
  /// The summary for people; with `other`, what parts the two models.
  public func report(against other: AnswerEvaluation? = nil) -> Report {
    var report = Report(title: "\(predictions) against \(rows)")
    var facts = [(name: "rows", value: Figures.grouped(answers.count))]
    if unanswered > 0 {
      facts.append(("without a prediction", Self.gaps(self)))
    }
    if let other, other.unanswered > 0 {
      facts.append(("without one of \(other.predictions)", Self.gaps(other)))
    }
    if strangers > 0 {
      facts.append(("predictions for no row", Figures.grouped(strangers)))
    }
    if let latency = latencyText { facts.append(("latency", latency)) }
    report.add("", .facts(facts))
    report.add(
      "means over rows, with 95 % confidence intervals",
      .table(
        columns: ["", "mean", "95 %", "rows"],
        rows: AnswerMeasure.allCases.compactMap { measure in
          guard let mean = mean(measure) else { return nil }
          return [
            measure.name, Figures.fixed(mean, places: 4), Self.text(interval(measure)),
            Figures.grouped(values(measure).count),
          ]
        }))
    for group in groups { report.add(group.title, table(of: group.members)) }
    if let other {
      report.add(
        "difference from \(other.predictions)", differences(from: other))
    }
    return report
  }

  private static func gaps(_ evaluation: AnswerEvaluation) -> String {
    let empty = evaluation.emptyPredictions
    return Figures.grouped(evaluation.unanswered)
      + (empty > 0 ? ", \(Figures.grouped(empty)) of them empty" : "")
      + "; they count 0 in exact match and F1, and nowhere else"
  }

  private func table(of members: [(name: String, answers: [ScoredAnswer])]) -> Report.Content {
    let measures: [(AnswerMeasure, String)] = [
      (.exactMatch, "EM"), (.f1, "F1"), (.quotePrecision, "quotes"), (.oracleCitation, "oracle"),
      (.distractorGrounded, "distractor"), (.hallucination, "halluc."), (.abstained, "abstained"),
    ]
    let shown = measures.filter { mean($0.0) != nil }
    return .table(
      columns: ["", "rows"] + shown.map(\.1),
      rows: members.map { name, answers in
        [name, Figures.grouped(answers.count)]
          + shown.map { measure, _ in
            Self.mean(answers.compactMap { $0.values[measure] }).map(Figures.share) ?? "–"
          }
      })
  }

  private func differences(from other: AnswerEvaluation) -> Report.Content {
    .table(
      columns: ["", "theirs", "difference", "95 %", "p", "better", "worse", "rows"],
      rows: AnswerMeasure.allCases.compactMap { measure in
        guard let (theirs, rows, difference) = difference(measure, from: other) else { return nil }
        // Where less is better, a fall is what makes a row better.
        let turned = measure.lessIsBetter == true
        return [
          measure.name, Figures.fixed(theirs, places: 4),
          (difference.mean > 0 ? "+" : "") + Figures.fixed(difference.mean, places: 4),
          Self.text(difference.interval), Figures.fixed(difference.probability, places: 4),
          Figures.grouped(turned ? difference.worse : difference.better),
          Figures.grouped(turned ? difference.better : difference.worse), Figures.grouped(rows),
        ]
      })
  }

  private var latencyText: String? {
    let all = latencies
    guard !all.isEmpty else { return nil }
    let at = { (share: Double) in
      let rank = Int((share * Double(all.count)).rounded(.up))
      return Figures.fixed(all[min(all.count - 1, max(0, rank - 1))], places: 3) + " s"
    }
    return
      "p50 \(at(0.5)), p95 \(at(0.95)), p99 \(at(0.99)) over \(Figures.counted(all.count, "row"))"
  }

  private static func text(_ interval: ClosedRange<Double>) -> String {
    Figures.fixed(interval.lowerBound, places: 4) + " … "
      + Figures.fixed(interval.upperBound, places: 4)
  }

  /// The same as one JSON object, with every row's values.
  public func json(against other: AnswerEvaluation? = nil) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("predictions", predictions)
      json.field("rows_file", rows)
      json.field("rows", answers.count)
      json.field("unanswered", unanswered)
      json.field("empty_predictions", emptyPredictions)
      json.field("predictions_for_no_row", strangers)
      if let other { json.field("against", other.predictions) }
      json.key("measures")
      json.object { json in
        for measure in AnswerMeasure.allCases {
          guard let mean = mean(measure) else { continue }
          json.key(measure.rawValue)
          json.object { json in
            json.field("mean", mean)
            json.field("rows", values(measure).count)
            json.interval("interval", interval(measure))
            if let other, let (theirs, rows, difference) = difference(measure, from: other) {
              json.field("paired_rows", rows)
              json.field("theirs", theirs)
              json.field("difference", difference.mean)
              json.interval("difference_interval", difference.interval)
              json.field("p", difference.probability)
            }
          }
        }
      }
      for group in groups {
        json.key(group.title.replacing(", from 0", with: "").replacing(" ", with: "_"))
        json.object { json in
          for (name, answers) in group.members {
            json.key(name)
            json.object { json in
              json.field("rows", answers.count)
              for measure in AnswerMeasure.allCases {
                if let mean = Self.mean(answers.compactMap({ $0.values[measure] })) {
                  json.field(measure.rawValue, mean)
                }
              }
            }
          }
        }
      }
      json.key("by_row")
      json.array { json in
        for answer in answers {
          json.object { json in
            json.field("id", answer.id)
            json.field("answered", answer.isAnswered)
            for measure in AnswerMeasure.allCases {
              if let value = answer.values[measure] { json.field(measure.rawValue, value) }
            }
            if let latency = answer.latency { json.field("latency", latency) }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
