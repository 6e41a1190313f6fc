import Documents
import Questions

extension Configuration {
  /// Files that questions depend on, beside the index and the templates.
  func questionFiles() -> [String] {
    switch questions.generator {
    case .structure: return []
    case .llm: return questions.llm.tokenizer.isEmpty ? [] : [questions.llm.tokenizer]
    case .import: return importedFiles()
    }
  }

  /// The files that pairs are imported from, those of folders one by one.
  func importedFiles() -> [String] {
    guard questions.generator == .import else { return [] }
    return questions.files.flatMap { path in
      (try? CorpusFiles(paths: [path], extensions: ImportFinder.endings).files.map(\.path)) ?? []
    }
  }

  /// Finds out before any work begins whether the files that pairs come from are there and can be
  /// read.
  func requireQuestionFiles() throws {
    guard questions.generator == .import else { return }
    guard !questions.files.isEmpty else {
      throw Failure(
        "--generator import needs files of pairs: give them behind the index or with --import, or "
          + "name them in questions.files", code: .usage)
    }
    try InputPath.require(questions.files)
    try ImportFinder.inspect(questions.files)
  }

  /// What only the values of `questions.import` show to be wrong.
  func validate(_ options: ImportOptions, _ path: String) throws {
    for (key, value) in [
      ("quoted", options.quoted), ("support", options.support), ("relevance", options.relevance),
    ] where !(0...1).contains(value) {
      throw Failure(
        "\(path): questions.import.\(key) is \(value); give a number from 0 to 1", code: .usage)
    }
    for (key, value) in [("depth", options.depth), ("longest_answer", options.longestAnswer)]
    where value < 1 {
      throw Failure(
        "\(path): questions.import.\(key) is \(value); give at least 1", code: .usage)
    }
  }

  /// What only the values of `questions.llm` show to be wrong.
  func validate(_ llm: LanguageModelOptions, _ path: String) throws {
    func require(_ isGood: Bool, _ key: String, _ value: Any, _ advice: String) throws {
      if !isGood {
        throw Failure("\(path): questions.llm.\(key) is \(value); \(advice)", code: .usage)
      }
    }
    for (key, value) in [
      ("max_tokens", llm.maxTokens), ("concurrency", llm.concurrency), ("timeout", llm.timeout),
      ("attempts", llm.attempts),
    ] {
      try require(value >= 1, key, value, "give at least 1")
    }
    for (key, value) in [
      ("budget_tokens", llm.budgetTokens), ("max_questions", llm.maxQuestions),
      ("least_tokens", llm.leastTokens),
    ] {
      try require(value >= 0, key, value, "give 0 or more")
    }
    try require(
      (0...2).contains(llm.temperature), "temperature", llm.temperature, "give a number from 0 to 2"
    )
    try require(
      llm.topP > 0 && llm.topP <= 1, "top_p", llm.topP, "give a number above 0, to 1")
    try require(
      (2...3).contains(llm.hopPassages), "hop_passages", llm.hopPassages, "give 2 or 3")
    for (key, value) in [
      ("prompt_price", llm.promptPrice), ("completion_price", llm.completionPrice),
    ] {
      try require(value >= 0 && value.isFinite, key, value, "give a number from 0")
    }
    for (key, shares) in [
      ("types", llm.types), ("difficulties", llm.difficulties), ("lengths", llm.lengths),
    ] {
      for (name, share) in shares.sorted(by: { $0.key < $1.key }) {
        try require(
          share >= 0 && share.isFinite, "\(key).\(name)", share, "give a share from 0")
      }
    }
  }

  /// What only the values of `questions.checks` show to be wrong.
  func validate(_ checks: CheckOptions, _ path: String) throws {
    for (key, value) in [
      ("support", checks.support), ("relevance", checks.relevance), ("leak", checks.leak),
      ("copied", checks.copied), ("near_duplicate", checks.nearDuplicate),
      ("closed_book_match", checks.closedBookMatch),
    ] where !(0...1).contains(value) {
      throw Failure(
        "\(path): questions.checks.\(key) is \(value); give a number from 0 to 1", code: .usage)
    }
    guard checks.specificity >= 0, checks.specificity.isFinite else {
      throw Failure(
        "\(path): questions.checks.specificity is \(checks.specificity); give a number from 0",
        code: .usage)
    }
    guard (0...5).contains(checks.judgeMinimum) else {
      throw Failure(
        "\(path): questions.checks.judge_minimum is \(checks.judgeMinimum); give 1 to 5, or 0 to "
          + "ask for no mark", code: .usage)
    }
  }
}
