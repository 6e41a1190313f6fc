import Artifacts

extension DatasetOptions {
  /// Writes the options as an object, resolved in full.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("profile", profile.rawValue)
      json.key("seed")
      json.raw(String(seed))
      json.key("distractors")
      if distractors.range.count == 1 {
        json.number(distractors.most)
      } else {
        json.string(distractors.rawValue)
      }
      json.field("oracle_fraction", oracleFraction, places: 9)
      json.field("abstain_fraction", abstainFraction, places: 9)
      json.field("strip_quotes", stripQuotes)
      json.field("fill_oracle", fillOracle)
      json.field("context", context.rawValue)
      json.key("sources")
      json.object { json in
        for (name, share) in sources.sorted(by: { $0.key < $1.key }) {
          json.field(name, share, places: 9)
        }
      }
      json.field("relative_score", relativeScore, places: 9)
      json.field("near_duplicate", nearDuplicate, places: 9)
      json.field("max_tokens", maxTokens)
      json.field("answer_style", answerStyle.rawValue)
      json.field("system", system)
      json.field("counterfactuals", counterfactuals, places: 9)
      json.field("formats", formats)
      json.field("compression", compression.rawValue)
      json.key("splits")
      json.object {
        $0.field("by", splits.by.rawValue)
        $0.field("train", splits.train, places: 9)
        $0.field("validation", splits.validation, places: 9)
        $0.field("test", splits.test, places: 9)
      }
      // Names without folders: a manifest says nothing of the machine that it was made on.
      json.field("decontaminate", decontaminate.map(Self.name(of:)))
      json.field("redact", redact)
      json.key("replay")
      json.object {
        $0.field("files", replay.files.map(Self.name(of:)))
        $0.field("share", replay.share, places: 9)
      }
      json.key("card")
      json.object {
        $0.field("name", card.name)
        $0.field("license", card.license)
      }
    }
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
