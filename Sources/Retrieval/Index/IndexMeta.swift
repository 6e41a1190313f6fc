import Artifacts

/// What the table `meta` says about an index as a whole.
struct IndexMeta: Sendable {
  var options: RetrievalOptions
  /// How the documents were analysed, each way once, in order of names.
  var analyses: [LanguageAnalysis]
  /// The resolved configuration of the stage that made the index, as JSON.
  var configuration: String
  var drops: DropCounts
  var counts: IndexCounts

  /// Keys and values in the order of keys.
  var entries: [(key: String, value: String)] {
    let pairs: [(String, String)] = [
      ("b", String(options.b)),
      ("configuration", configuration),
      ("documents", String(counts.documents)),
      ("drops", drops.storedJSON),
      ("fts5", options.fts5 ? "true" : "false"),
      ("heading_weight", String(options.headingWeight)),
      ("k1", String(options.k1)),
      ("length", String(counts.length)),
      ("passages", String(counts.passages)),
      ("sources", String(counts.sources)),
      ("stemmer", options.stemmer),
      ("stopwords", options.stopwords ? "true" : "false"),
      ("stemmers", analyses.map(\.name).joined(separator: " ")),
      ("terms", String(counts.terms)),
      ("title_weight", String(options.titleWeight)),
    ]
    return pairs.map { (key: $0.0, value: $0.1) }
  }

  init(
    options: RetrievalOptions, analyses: [LanguageAnalysis], configuration: String,
    drops: DropCounts, counts: IndexCounts
  ) {
    self.options = options
    self.analyses = analyses
    self.configuration = configuration
    self.drops = drops
    self.counts = counts
  }

  /// Reads the entries back; throws the name of one that is missing or wrong.
  init(_ entries: [String: String]) throws {
    func value<T>(_ key: String, _ make: (String) throws -> T?) throws -> T {
      guard let text = entries[key], let value = try make(text) else { throw BadEntry(key: key) }
      return value
    }
    options = RetrievalOptions(
      k1: try value("k1") { Double($0) }, b: try value("b") { Double($0) },
      stemmer: try value("stemmer") { $0 }, stopwords: try value("stopwords") { Bool($0) },
      titleWeight: try value("title_weight") { Int($0) },
      headingWeight: try value("heading_weight") { Int($0) },
      fts5: try value("fts5") { Bool($0) })
    analyses = try value("stemmers") { names in
      names.split(separator: " ").map { LanguageAnalysis(named: String($0)) }
    }
    configuration = try value("configuration") { $0 }
    drops = try value("drops") { try DropCounts(storedJSON: $0) }
    counts = IndexCounts(
      sources: try value("sources") { Int($0) }, documents: try value("documents") { Int($0) },
      passages: try value("passages") { Int($0) }, terms: try value("terms") { Int($0) },
      length: try value("length") { Int($0) })
  }

  /// An entry of `meta` that cannot be read.
  struct BadEntry: Error, CustomStringConvertible {
    let key: String
    var description: String { "meta has no good `\(key)`" }
  }
}
