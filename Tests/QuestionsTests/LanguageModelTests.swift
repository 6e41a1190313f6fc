import Artifacts
import Foundation
import Questions
import Retrieval
import Templates
import Testing

/// Pairs from a model that says what the test wants it to say.
@Suite("Pairs from a language model")
struct LanguageModelTests {
  private static let pump = """
    <p>The harbour pump “Nereid” moves 40 litres of sea water a second. Its seal must be replaced
    after 900 hours, because salt wears the rubber down. The operator writes every replacement into
    the log of the engine room, which the harbour master reads each Monday morning.</p>
    """

  private static var lenient: QuestionOptions {
    var options = QuestionOptions()
    options.llm.model = "test"
    options.llm.leastTokens = 1
    return options
  }

  private func found(
    _ model: some ChatModel, _ options: QuestionOptions = Self.lenient, body: String = Self.pump,
    language: String = "en"
  ) async throws -> FoundQuestions {
    let pages = try await Pages("Harbour pump", language: language, body)
    return try await pages.asked(model, options)
  }

  @Test("two calls: questions, then an answer that quotes; quotes become the passage's own bytes")
  func twoCalls() async throws {
    let model = ScriptedModel { request, _ in
      request.isForQuestions
        ? ChatReply(
          content: #"{"questions": ["When must the seal of the harbour pump be replaced?"]}"#,
          usage: TokenUsage(prompt: 100, completion: 10))
        : ChatReply(
          content: """
            {"reasoning": "The text says ##begin_quote##Its seal must be  replaced after 900 hours##end_quote##, so that is when.", "answer": "It must be replaced after 900 hours."}
            """, usage: TokenUsage(prompt: 200, completion: 50))
    }
    let found = try await found(model)
    let record = try #require(found.records.first)
    #expect(found.records.count == 1 && found.ledger.isEmpty, "\(found.ledger)")
    #expect(record.answer == "It must be replaced after 900 hours.")
    #expect(record.kind == "llm" && record.generator.model == "test")
    #expect(
      record.reasoning
        == "The text says ##begin_quote##Its seal must be replaced after 900 hours##end_quote##, "
        + "so that is when.")
    #expect(found.usage == TokenUsage(prompt: 300, completion: 60) && found.replies == 2)
    #expect(model.requests.count == 2)
    #expect(model.requests[1].lastWord.contains("When must the seal"))
  }

  @Test("one call gives pairs; those without a verbatim quote are dropped by name")
  func singleCall() async throws {
    var options = Self.lenient
    options.llm.mode = .singleCall
    let found = try await found(
      ScriptedModel(
        """
        Here you are:
        ```json
        {"pairs": [
          {"question": "How much sea water does the pump Nereid move a second?",
           "reasoning": "##begin_quote##The harbour pump "Nereid" moves 40 litres##end_quote##",
           "answer": "It moves 40 litres a second."},
          {"question": "When does the harbour master read the log of the engine room?",
           "reasoning": "##begin_quote##reads the log on Mondays##end_quote##",
           "answer": "On Monday mornings."},
          {"question": "Who reads the log of the engine room in the harbour?", "reasoning": "It is plain.", "answer": "The harbour master."}
        ]}
        ```
        """.replacingOccurrences(of: "\"Nereid\" moves", with: "'Nereid' moves")
          .replacingOccurrences(of: "'Nereid'", with: "\\\"Nereid\\\"")), options)
    #expect(
      found.records.map(\.question) == ["How much sea water does the pump Nereid move a second?"])
    // Straight marks were written, curly ones stand in the passage.
    #expect(found.records.first?.reasoning?.contains("“Nereid”") == true)
    #expect(found.ledger.map(\.reason) == ["quoteNotVerbatim", "noQuote"])
  }

  @Test("the schema for sentences holds exactly the passage's sentences")
  func sentences() async throws {
    var options = Self.lenient
    options.llm.mode = .sentences
    let sentence = "Its seal must be replaced after 900 hours, because salt wears the rubber down."
    let model = ScriptedModel { request, _ in
      ChatReply(
        content: """
          {"pairs": [{"evidence": ["\(sentence)"], "question": "Why must the seal of a harbour pump be replaced after some hours?", "answer": "Because salt wears its rubber down."}]}
          """)
    }
    let found = try await found(model, options)
    #expect(found.records.count == 1, "\(found.ledger)")
    let schema = try #require(model.requests.first?.schema?.json)
    let value = try JSONValue(parsing: Array(schema.utf8))
    let item = value["properties"]?["pairs"]?["items"]?["properties"]?["evidence"]?["items"]
    #expect(item?["enum"]?.array?.compactMap(\.string).contains(sentence) == true)
    #expect(item?["enum"]?.array?.count == 3)
  }

  @Test("answer first: the sentence is picked by rule, the model writes the question alone")
  func answerFirst() async throws {
    var options = Self.lenient
    options.llm.mode = .answerFirst
    options.perPassage = 1
    let model = ScriptedModel(
      "Question: What does the operator of the engine room write into the log?\n")
    let found = try await found(model, options)
    let request = try #require(model.requests.first)
    #expect(request.schema == nil && request.messages.count == 8)
    #expect(
      request.messages.map(\.role) == [
        .system, .user, .assistant, .user, .assistant, .user, .assistant, .user,
      ])
    #expect(found.records.count + found.ledger.count == 1)
    if let record = found.records.first { #expect(request.lastWord.contains(record.answer)) }
  }

  @Test("a cut reply gets twice the room, an unreadable one a second word, then it is dropped")
  func secondChances() async throws {
    let good = #"{"questions": ["When must the seal of the harbour pump be replaced?"]}"#
    let cut = ScriptedModel { request, number in
      number == 0
        ? ChatReply(content: #"{"questions": ["When mu"#, finish: .length)
        : ChatReply(content: good)
    }
    _ = try await found(cut)
    #expect(cut.requests[1].maxTokens == 2 * cut.requests[0].maxTokens)
    let untidy = ScriptedModel { request, number in
      ChatReply(content: number == 0 ? "I would rather not say." : good)
    }
    _ = try await found(untidy)
    #expect(untidy.requests[1].messages.map(\.role).suffix(2) == [.assistant, .user])
    #expect(try await found(ScriptedModel("No.")).drops.reasons["replyUnreadable"]?.count == 1)
    let long = ScriptedModel { _, _ in ChatReply(content: "{", finish: .length) }
    #expect(try await found(long).drops.reasons["replyCut"]?.count == 1)
    #expect(long.requests.count == 2)
    let refusing = ScriptedModel { _, _ in ChatReply(content: "I cannot.", finish: .refused) }
    #expect(try await found(refusing).drops.reasons["modelRefused"]?.count == 1)
  }

  @Test(
    "a request without an answer costs its passage, not the run",
    arguments: [
      (ChatFailure.tooLong("long"), "promptTooLong"), (.refused("no"), "requestRefused"),
      (.failed("500"), "serverFailed"), (.pending, "answerMissing"),
    ])
  func failures(failure: ChatFailure, reason: String) async throws {
    let found = try await found(ScriptedModel { _, _ in throw failure })
    #expect(found.drops.reasons[reason]?.count == 1)
  }

  @Test("any other error ends the run")
  func fatal() async throws {
    struct Broken: Error {}
    await #expect(throws: Broken.self) {
      _ = try await found(ScriptedModel { _, _ in throw Broken() })
    }
  }

  @Test("prompts follow the document's language, else English with the language named")
  func languages() async throws {
    let german = ScriptedModel("?")
    _ = try await found(german, language: "de")
    #expect(german.requests[0].lastWord.contains("Schreibe"))
    let finnish = ScriptedModel("?")
    _ = try await found(finnish, language: "fi")
    #expect(finnish.requests[0].lastWord.contains("Write in the language of the passage (fi)"))
    var options = Self.lenient
    options.llm.promptLanguage = "ja"
    let japanese = ScriptedModel("?")
    _ = try await found(japanese, options)
    #expect(japanese.requests[0].lastWord.contains("質問"))
  }

  @Test("marks and closed books: low marks and known answers are dropped, tags are kept")
  func judgement() async throws {
    func model(mark: Int, knows: Bool) -> ScriptedModel {
      ScriptedModel { request, _ in
        let text = request.lastWord
        if request.messages[0].content.contains("judge") {
          return ChatReply(content: #"{"reason": "so", "mark": \#(mark)}"#)
        }
        if request.schema == nil {
          return ChatReply(content: knows ? "After 900 hours, the seal." : "I do not know.")
        }
        return text.contains(#"{"questions""#)
          ? ChatReply(
            content: #"{"questions": ["When must the seal of the harbour pump be replaced?"]}"#)
          : ChatReply(
            content: """
              {"reasoning": "##begin_quote##replaced after 900 hours##end_quote##", "answer": "After 900 hours."}
              """)
      }
    }
    var options = Self.lenient
    options.checks.judgeMinimum = 4
    #expect(
      try await found(model(mark: 3, knows: false), options).drops.reasons["judgedLow"]?.count == 1)
    options.checks.closedBook = .drop
    #expect(
      try await found(model(mark: 4, knows: true), options).drops.reasons["knownClosedBook"]?.count
        == 1)
    let kept = try await found(model(mark: 5, knows: false), options)
    #expect(kept.records.first?.scores["judge"] == 5, "\(kept.ledger)")
    options.checks.closedBook = .tag
    #expect(
      try await found(model(mark: 5, knows: true), options).records.first?.scores["closed_book"]
        == 1)
  }
}

extension Pages {
  func asked(
    _ model: some ChatModel, _ options: QuestionOptions, threads: Int = 1
  ) async throws -> FoundQuestions {
    let finder = try LanguageModelFinder(
      index: index, options: options, templates: TemplateStore(), model: model)
    return try await finder.find(threads: threads, progress: SilentProgress())
  }
}
