import Questions

extension Configuration {
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
