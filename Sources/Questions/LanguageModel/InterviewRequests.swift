import Retrieval
import Templates

/// Writes the requests of an interview: prompts filled in, in the language of the passage.
struct InterviewRequests: Sendable {
  let options: LanguageModelOptions
  let checks: CheckOptions
  private let prompts: [String: PromptTemplates]
  private let variety: Variety
  private let seed: UInt64

  /// The language of prompts for passages in a language that has none.
  private static let fallback = "en"

  /// In tokens.
  private static let longestQuestion = 128

  init(_ options: QuestionOptions, store: TemplateStore) throws(TemplateError) {
    self.options = options.llm
    checks = options.checks
    seed = options.seed
    variety = Variety(options.llm, seed: options.seed)
    var prompts: [String: PromptTemplates] = [:]
    for language in PromptTemplates.languages(of: store) {
      prompts[language] = try PromptTemplates(language: language, store: store)
    }
    self.prompts = prompts
    try Self.check(options.llm, in: prompts[Self.fallback])
  }

  /// A type without a wording would be asked for without a word about it.
  private static func check(
    _ options: LanguageModelOptions, in prompts: PromptTemplates?
  ) throws(TemplateError) {
    for (kind, names) in [
      ("type", options.types.keys), ("difficulty", options.difficulties.keys),
      ("length", options.lengths.keys),
    ] {
      for name in names.sorted() where prompts?.sentence("\(kind)_\(name)") == nil {
        throw TemplateError(
          "questions.llm: prompts/variety.\(fallback).yaml has no wording `\(kind)_\(name)`; "
            + "correct the name, or add one to a copy of that file")
      }
    }
  }

  func draw(for material: Material) -> Variety.Draw {
    var draw = variety.draw(for: material.key)
    if material.isMultiHop { draw.type = QuestionType.multiHop }
    return draw
  }

  func questions(_ material: Material) -> (request: ChatRequest, schema: ReplySchema) {
    let schema = ReplySchema.questions(count: material.count)
    return (request(.questions, values(material), material, schema), schema)
  }

  func answer(_ material: Material, to question: String) -> (ChatRequest, ReplySchema) {
    var values = values(material)
    values["question"] = question
    // What kind of question it is, is settled.
    values["wishes"] = languageWish(material) ?? ""
    return (request(.answer, values, material, .answer), .answer)
  }

  func single(_ material: Material) -> (ChatRequest, ReplySchema) {
    let schema = ReplySchema.pairs(count: material.count)
    let name = material.isMultiHop ? PromptTemplates.Name.multiHop : .single
    return (request(name, values(material), material, schema), schema)
  }

  /// - Parameter sentences: those that may be evidence; at least one.
  func sentences(_ material: Material, _ sentences: [String]) -> (ChatRequest, ReplySchema) {
    let count = min(material.count, sentences.count)
    let schema = ReplySchema.sentences(sentences, count: count)
    var values = values(material)
    values["count"] = count
    values["several"] = count > 1
    values["sentences"] = sentences.map { ["text": $0] }
    return (request(.sentences, values, material, schema), schema)
  }

  func answerFirst(_ material: Material, _ sentence: String) -> (ChatRequest, ReplySchema) {
    var values = values(material)
    values["sentence"] = sentence
    var request = request(.answerFirst, values, material, .question)
    // What is longer is no question.
    request.maxTokens = min(request.maxTokens, Self.longestQuestion)
    return (request, .question)
  }

  func judge(_ pair: CandidatePair) -> (ChatRequest, ReplySchema) {
    let material = pair.material
    let values: [String: Any] = [
      "passage": material.pieces.map(\.passage.text).joined(separator: "\n\n"),
      "question": pair.question, "answer": pair.answer,
      "evidence": pair.evidenceTexts.joined(separator: "\n"),
    ]
    var request = request(.judge, values, material, .mark)
    if !checks.judgeModel.isEmpty { request.model = checks.judgeModel }
    request.sampling.temperature = 0
    return (request, .mark)
  }

  func closedBook(_ pair: CandidatePair) -> ChatRequest {
    var request = request(.closedBook, ["question": pair.question], pair.material, nil)
    request.sampling.temperature = 0
    return request
  }

  /// The same conversation with a reply that was no use and the wish for another.
  func repair(
    _ request: ChatRequest, reply: String, fault: String, schema: ReplySchema, _ material: Material
  ) -> ChatRequest {
    let prompt = prompts(for: material).render(.repair, ["fault": fault, "form": schema.form])
    var again = request
    again.messages += [
      ChatRequest.Message(.assistant, String(reply.prefix(4000))),
      ChatRequest.Message(.user, prompt.turns.last ?? ""),
    ]
    return again
  }

  private func request(
    _ name: PromptTemplates.Name, _ values: [String: Any], _ material: Material,
    _ schema: ReplySchema?
  ) -> ChatRequest {
    let prompt = prompts(for: material).render(name, values)
    var messages: [ChatRequest.Message] = []
    if !prompt.system.isEmpty { messages.append(.init(.system, prompt.system)) }
    for (place, turn) in prompt.turns.enumerated() {
      messages.append(.init(place.isMultiple(of: 2) ? .user : .assistant, turn))
    }
    return ChatRequest(
      model: options.model, messages: messages, schema: schema?.schema,
      maxTokens: options.maxTokens,
      // JSON numbers go to 2⁵³ everywhere, and seeds of servers to 2³¹.
      sampling: ChatRequest.Sampling(
        temperature: options.temperature, topP: options.topP, seed: Int(seed & 0x7fff_ffff)))
  }

  private func prompts(for material: Material) -> PromptTemplates {
    let language = options.promptLanguage.isEmpty ? material.language : options.promptLanguage
    return prompts[language] ?? prompts[Self.fallback]!
  }

  private func values(_ material: Material) -> [String: Any] {
    let count = material.count
    var values: [String: Any] = [
      "count": count, "several": count > 1, "wishes": wishes(material),
    ]
    if material.isMultiHop {
      values["passages"] = material.pieces.enumerated().map { number, piece in
        var value: [String: Any] = [
          "number": number + 1, "title": piece.title, "text": piece.passage.text,
        ]
        if !piece.headings.isEmpty { value["headings"] = piece.headings }
        return value
      }
    } else {
      let piece = material.pieces[0]
      values["title"] = piece.title
      values["passage"] = piece.passage.text
      if !piece.headings.isEmpty { values["headings"] = piece.headings }
    }
    return values
  }

  /// What is asked for beside a question, in sentences.
  private func wishes(_ material: Material) -> String {
    let prompts = prompts(for: material)
    let draw = draw(for: material)
    var wishes = [prompts.sentence("type_\(draw.type)")]
    if let persona = draw.persona {
      wishes.append(prompts.sentence("persona", ["persona": persona]))
    }
    if let difficulty = draw.difficulty {
      wishes.append(prompts.sentence("difficulty_\(difficulty)"))
    }
    if let length = draw.length { wishes.append(prompts.sentence("length_\(length)")) }
    wishes.append(languageWish(material))
    return wishes.compactMap(\.self).joined(separator: " ")
  }

  /// Where the prompt is in another language than the passage, which one is wanted.
  private func languageWish(_ material: Material) -> String? {
    let prompts = prompts(for: material)
    guard prompts.language != material.language, !material.language.isEmpty else { return nil }
    return prompts.sentence("language", ["language": material.language])
  }
}
