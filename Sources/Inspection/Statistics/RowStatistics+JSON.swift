import Artifacts

extension RowStatistics {
  /// The statistics as one JSON object with fixed keys, for machines.
  ///
  /// - Parameters:
  ///   - funnel: from files to rows, where a manifest tells.
  ///   - sampled: the share of the bytes that was looked at, where not all was.
  public func json(
    path: String, manifest: Manifest = Manifest(), funnel: Funnel? = nil, sampled: Double? = nil
  ) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("path", path)
      json.field("what", noun)
      json.field("rows", all.rows)
      if let sampled { json.field("sampled", sampled, places: 9) }
      json.tally("formats", formats)
      if withPassages.rows > 0 {
        json.field("rows_with_oracle", withPassages.withOracle)
        json.field("oracle_fraction", withPassages.oracleFraction)
      }
      json.key("splits")
      json.object { json in
        for name in splitNames {
          guard let split = splits[name] else { continue }
          json.key(name)
          json.object { json in
            json.field("rows", split.rows)
            if withPassages.rows > 0 {
              json.field("rows_with_oracle", split.withOracle)
              json.field("oracle_fraction", split.oracleFraction)
            }
          }
        }
      }
      json.tally("row_classes", rowClasses)
      json.tally("kinds", kinds)
      json.tally("languages", languages)
      json.tally("distractors", distractors)
      json.tally("oracle_positions", oraclePositions)
      json.tally("distractor_ranks", distractorRanks)
      json.field("unranked_distractors", unrankedDistractors)
      json.tally("quotes", quotes)
      json.key("lengths")
      json.object { json in
        json.lengths("question", questionLengths)
        json.lengths("instruction", contextLengths)
        json.lengths("answer", answerLengths)
        json.lengths("short_answer", shortAnswerLengths)
      }
      if let funnel { json.funnel(funnel) }
      var manifest = manifest
      manifest.add(stage: "inspect", drops: unreadable)
      json.drops(manifest)
    }
    json.newline()
    return json.bytes
  }
}

extension JSONWriter {
  mutating func tally(_ name: String, _ tally: NameTally) {
    key(name)
    object { json in
      for (name, count) in tally.sorted { json.field(name, count) }
    }
  }

  mutating func tally(_ name: String, _ tally: Tally) {
    key(name)
    object { json in
      for (value, count) in tally.sorted { json.field(String(value), count) }
    }
  }

  mutating func lengths(_ name: String, _ lengths: LengthTally) {
    guard !lengths.isEmpty else { return }
    key(name)
    object { json in
      json.fivePoints("characters", lengths.characters)
      json.fivePoints("tokens", lengths.tokens)
    }
  }

  mutating func fivePoints(_ name: String, _ tally: Tally) {
    let points = tally.fivePoints
    key(name)
    object { json in
      json.field("min", points.min)
      json.field("median", points.median)
      json.field("p95", points.p95)
      json.field("max", points.max)
    }
  }

  /// The steps in their order, each with what was dropped on the way to it.
  mutating func funnel(_ funnel: Funnel) {
    key("funnel")
    array { json in
      for step in funnel.steps {
        json.object { json in
          json.field("step", step.name)
          json.field("count", step.count)
          json.key("dropped")
          json.object { json in
            for (reason, entry) in step.drops.sorted { json.field(reason, entry.count) }
          }
        }
      }
    }
  }

  mutating func drops(_ manifest: Manifest) {
    key("drops")
    object { json in
      for stage in manifest.stages {
        json.key(stage.name)
        json.object { json in
          for (reason, entry) in stage.drops.sorted {
            json.key(reason)
            json.object { json in
              json.field("count", entry.count)
              json.field("examples", entry.examples)
            }
          }
        }
      }
    }
  }
}
