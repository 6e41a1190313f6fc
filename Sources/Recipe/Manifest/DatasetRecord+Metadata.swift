import Artifacts
import Retrieval

extension DatasetRecord {
  /// The YAML at the head of a dataset card, as Hugging Face reads it.
  ///
  /// Its keys are those of the Hub's dataset card: `configs` name a configuration for each format and
  /// the files of its splits, the first being the default.
  var metadata: String {
    var lines = ["---"]
    if !options.card.name.isEmpty { lines.append("pretty_name: \(Self.quoted(options.card.name))") }
    if !languages.isEmpty {
      lines += ["language:"] + languages.map { "- \(Self.quoted($0))" }
    }
    if !options.card.license.isEmpty {
      lines.append("license: \(Self.quoted(options.card.license))")
    }
    lines += [
      "size_categories:", "- \(Self.sizeCategory(summary.totalRows))", "task_categories:",
      "- question-answering", "- text-generation", "tags:", "- raft",
      "- retrieval-augmented-generation", "- synthetic",
    ]
    lines += configurations
    return lines.joined(separator: "\n") + "\n---\n\n"
  }

  /// A configuration for each format, with those splits that have rows: a file without is no split.
  private var configurations: [String] {
    var lines = ["configs:"]
    for format in RowFormats.all {
      let files = Split.allCases.compactMap { split -> (Split, String)? in
        let name = split.rawValue + format.suffix + options.compression.suffix
        let hasRows = summary.outputs.contains { $0.file == name && ($0.rows ?? 0) > 0 }
        return hasRows ? (split, name) : nil
      }
      if files.isEmpty { continue }
      lines.append("- config_name: \(format.name)")
      if format.name == "raft" { lines.append("  default: true") }
      lines.append("  data_files:")
      for (split, name) in files {
        lines += ["  - split: \(split.rawValue)", "    path: \(name)"]
      }
    }
    return lines
  }

  /// The languages of the index's documents, those of most documents first.
  private var languages: [String] {
    var counts: [String: Int] = [:]
    for document in (try? index.documents) ?? [] {
      if let language = document.language { counts[language, default: 0] += 1 }
    }
    return counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map(\.key)
  }

  /// The Hub's names of sizes.
  static func sizeCategory(_ rows: Int) -> String {
    switch rows {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    case ..<10_000_000: "1M<n<10M"
    default: "10M<n<100M"
    }
  }

  /// A scalar of YAML, in quotes as JSON writes it: `no` is a language, and no truth value.
  private static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
