import Artifacts
import Questions
import Retrieval

/// What is told about a dataset beside its rows: `manifest.json` for machines, `README.md` for
/// people.
///
/// Neither holds times, numbers of threads or paths, so both are the same wherever and whenever the
/// same inputs are worked on.
struct DatasetRecord {
  /// The layout of `manifest.json`; grows when a reader must know.
  static let formatVersion = 1

  let options: DatasetOptions
  let version: String
  let summary: DatasetSummary
  let index: Index
  let indexFile: FileFingerprint
  let questionsFile: FileFingerprint
  /// What stands beside the questions; nil for questions that were written by hand.
  let questions: QuestionManifest?
  /// The resolved configuration of the index, null where it is no JSON.
  let indexConfiguration: JSONValue

  init(
    builder: DatasetBuilder, index: Index, questionsPath: String, summary: DatasetSummary
  ) throws {
    options = builder.options
    version = builder.version
    self.summary = summary
    self.index = index
    indexFile = try FileFingerprint(of: index.path)
    questionsFile = try FileFingerprint(of: questionsPath)
    questions = try QuestionManifest.read(besides: questionsPath)
    indexConfiguration = (try? JSONValue(parsing: Array(index.configuration.utf8))) ?? .null
  }

  /// Writes `manifest.json`, the last file of a dataset.
  func writeManifest(outputs: [DatasetSummary.Output]) throws(FileError) {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("format_version", Self.formatVersion)
      json.field("raftwright", version)
      json.key("seed")
      json.raw(String(options.seed))
      json.key("configuration")
      writeConfiguration(to: &json)
      json.key("inputs")
      json.object { json in
        json.key("index")
        Self.write(indexFile, to: &json)
        json.key("questions")
        Self.write(questionsFile, to: &json)
      }
      json.key("outputs")
      json.array { json in for output in outputs { Self.write(output, to: &json) } }
      json.key("stages")
      json.object { json in
        json.key("index")
        writeIndexStage(to: &json)
        json.key("questions")
        writeQuestionStage(to: &json)
        json.key("dataset")
        writeDatasetStage(to: &json)
      }
    }
    json.newline()
    try WholeFile.write(json.bytes, to: summary.folder + "/manifest.json")
  }

  private func writeConfiguration(to json: inout JSONWriter) {
    json.object { json in
      json.key("index")
      indexConfiguration.write(to: &json)
      json.key("questions")
      (questions?.configuration ?? .null).write(to: &json)
      json.key("dataset")
      options.write(to: &json)
    }
  }

  private func writeIndexStage(to json: inout JSONWriter) {
    json.object { json in
      json.key("counts")
      json.object {
        $0.field("files", index.counts.sources)
        $0.field("documents", index.counts.documents)
        $0.field("chunks", index.counts.passages)
        $0.field("terms", index.counts.terms)
      }
      json.key("drops")
      index.drops.write(to: &json)
    }
  }

  private func writeQuestionStage(to json: inout JSONWriter) {
    json.object { json in
      json.key("counts")
      (questions?.counts ?? .object([])).write(to: &json)
      json.key("drops")
      (questions?.drops ?? DropCounts()).write(to: &json)
    }
  }

  private func writeDatasetStage(to json: inout JSONWriter) {
    json.object { json in
      json.key("counts")
      json.object { json in
        json.field("questions", summary.questions)
        json.key("questions_by_kind")
        Self.write(summary.questionsByKind, to: &json)
        json.field("rows", summary.totalRows)
        json.key("rows_by_split")
        json.object { json in
          for split in Split.allCases {
            json.key(split.rawValue)
            json.object { json in
              json.field("rows", summary.rows(in: split))
              for rowClass in summary.rowClasses {
                json.field(rowClass.rawValue, summary.rows[split]?[rowClass] ?? 0)
              }
            }
          }
        }
        json.key("rejected_candidates")
        Self.write(summary.rejectedCandidates, to: &json)
        json.field("contaminated_passages", summary.contaminatedPassages)
        json.key("redacted")
        json.object { json in
          for kind in RedactedKind.allCases where options.redactedKinds.contains(kind) {
            json.field(kind.rawValue, summary.redacted[kind] ?? 0)
          }
        }
      }
      json.key("leakage")
      summary.leakage.write(to: &json)
      json.key("shortages")
      summary.shortages.write(to: &json)
      json.key("drops")
      summary.drops.write(to: &json)
    }
  }

  private static func write(_ file: FileFingerprint, to json: inout JSONWriter) {
    json.object {
      $0.field("bytes", file.bytes)
      $0.field("sha256", file.digest)
    }
  }

  private static func write(_ output: DatasetSummary.Output, to json: inout JSONWriter) {
    json.object {
      $0.field("file", output.file)
      $0.field("rows", output.rows)
      $0.field("bytes", output.bytes)
      $0.field("sha256", output.digest)
    }
  }

  /// Names with counts, the largest count first.
  private static func write(_ counts: [String: Int], to json: inout JSONWriter) {
    json.object { json in
      for (name, count) in counts.sorted(by: {
        $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
      }) {
        json.field(name, count)
      }
    }
  }
}
