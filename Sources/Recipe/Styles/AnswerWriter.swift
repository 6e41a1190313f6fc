import Artifacts
import Questions
import Templates

/// Writes what a model is to say: reasoning with quotes, then the answer, in one style.
struct AnswerWriter: Sendable {
  /// A stretch that is quoted.
  struct Quote {
    /// Copied from a passage by range.
    var text: String
    /// The title of the document that it stands in; empty where it has none.
    var title: String
  }

  /// Reasoning and answer before they have a shape.
  struct Draft {
    /// Quotes stand between the paper's marks.
    var reasoning: String
    var answer: String
  }

  let shape: AnswerShape
  private let reasoning: Wordings
  private let memory: Wordings
  private let refusal: Wordings
  private let hash: SeededHash

  init(style: AnswerStyle, store: TemplateStore, hash: SeededHash) throws(TemplateError) {
    shape = try AnswerShape(style: style, store: store)
    reasoning = try Wordings("reasoning", store: store)
    memory = try Wordings("memorize", store: store)
    refusal = try Wordings("abstain", store: store)
    self.hash = hash
  }

  /// The way to an answer over what is quoted.
  func quoting(
    _ quotes: [Quote], question: String, answer: String, language: String?, row: String
  ) -> Draft {
    var earlier: String?
    let values: [[String: Any]] = quotes.map { quote in
      var value: [String: Any] = ["text": quote.text, "first": earlier == nil]
      // A source is named where it is not that of the quote before.
      if !quote.title.isEmpty, quote.title != earlier { value["source"] = quote.title }
      earlier = quote.title
      return value
    }
    let context: [String: Any] = [
      "question": question, "answer": answer, "quotes": values, "several": quotes.count > 1,
    ]
    return Draft(
      reasoning: reasoning.render(context, language: language, row: row, hash: hash),
      answer: answer)
  }

  /// An answer from memory, without quotes.
  func remembering(
    titles: [String], question: String, answer: String, language: String?, row: String
  ) -> Draft {
    var named: [String] = []
    for title in titles where !title.isEmpty && !named.contains(title) { named.append(title) }
    let sources: [[String: Any]] = named.enumerated().map {
      ["source": $1, "first": $0 == 0, "last": $0 == named.count - 1]
    }
    return Draft(
      reasoning: memory.render(
        ["question": question, "sources": sources], language: language, row: row, hash: hash),
      answer: answer)
  }

  /// The answer that the passages do not tell.
  func declining(question: String, language: String?, row: String) -> Draft {
    let text = refusal.render(["question": question], language: language, row: row, hash: hash)
    let lines = text.split(separator: "\n")
    return Draft(
      reasoning: lines.dropLast().joined(separator: "\n"), answer: String(lines.last ?? ""))
  }
}
