import Artifacts
import Foundation
import Retrieval
import Templates
import Testing

@testable import Questions

/// What holds for every run, whatever the model says.
@Suite("Laws of asking a model")
struct LanguageModelLawTests {
  /// Pages that differ, and a model that quotes the first sentence of each.
  private static func pages(_ count: Int) async throws -> Pages {
    let names = ["copper", "marble", "velvet", "amber", "granite", "cedar", "ivory", "pewter"]
    return try await Pages(
      Dictionary(
        uniqueKeysWithValues: (0..<count).map { number in
          let name = names[number % names.count] + "wick\(number)"
          let body = """
            <p>The mill of \(name) grinds \(number + 3) sacks of barley each morning. Its miller keeps the
            stones of \(name) dry with ashes, because wet stones of slate crack in winter frost.</p>
            """
          return ("page\(number).html", Pages.page("Mill of \(name)", body))
        }))
  }

  private static func honest(delays: Bool = false) -> ScriptedModel {
    ScriptedModel(delays: delays) { request, _ in
      let passage = request.messages.last!.content
      guard let start = passage.range(of: "The mill of "),
        let end = passage.range(of: "each morning.")
      else { return ChatReply(content: "") }
      let sentence = String(passage[start.lowerBound..<end.upperBound])
      let name = sentence.split(separator: " ")[3]
      return ChatReply(
        content: """
          {"pairs": [{"question": "How many sacks of barley does the mill of \(name) grind each morning?", "reasoning": "##begin_quote##\(sentence)##end_quote##", "answer": "\(sentence.split(separator: " ")[5]) sacks."}]}
          """, usage: TokenUsage(prompt: 100, completion: 20))
    }
  }

  private static var options: QuestionOptions {
    var options = QuestionOptions()
    options.llm.model = "test"
    options.llm.mode = .singleCall
    options.llm.leastTokens = 1
    options.shortestAnswer = 1
    return options
  }

  @Test("the same records and the same ledger, whatever is under way at once")
  func concurrency() async throws {
    let pages = try await Self.pages(24)
    var options = Self.options
    options.llm.concurrency = 1
    let first = try await pages.asked(Self.honest(), options)
    #expect(first.records.count == 24, "\(first.ledger)")
    for concurrency in [3, 16] {
      options.llm.concurrency = concurrency
      let other = try await pages.asked(Self.honest(delays: true), options, threads: 2)
      #expect(other.records == first.records)
      #expect(other.ledger == first.ledger)
      #expect(other.usage == first.usage)
    }
  }

  @Test("no more questions are asked for than the limit, and the first are the same")
  func questionLimit() async throws {
    let pages = try await Self.pages(24)
    var options = Self.options
    options.perPassage = 1
    var earlier: Set<String> = []
    for limit in [3, 7, 20] {
      options.llm.maxQuestions = limit
      let model = Self.honest()
      let found = try await pages.asked(model, options)
      #expect(model.requests.count == limit)
      #expect(found.drops.reasons["questionLimit"]?.count == 24 - limit)
      let questions = Set(found.records.map(\.question))
      #expect(earlier.isSubset(of: questions))
      earlier = questions
    }
  }

  @Test("a budget is kept, spent as far as it goes, and the same whatever is under way")
  func budget() async throws {
    let pages = try await Self.pages(24)
    var options = Self.options
    options.llm.maxTokens = 200
    options.llm.budgetTokens = 2_000
    options.llm.concurrency = 1
    let first = try await pages.asked(Self.honest(), options)
    #expect(first.usage.total <= 2_000)
    // Another call could have cost more than what is left; each took 120.
    #expect(first.usage.total >= 1_200, "\(first.usage)")
    #expect(first.drops.reasons["budgetSpent"]?.count == 24 - first.replies)
    options.llm.concurrency = 8
    let other = try await pages.asked(Self.honest(delays: true), options)
    #expect(other.records == first.records)
  }

  @Test("a plan without a cache says what a run will ask")
  func plan() async throws {
    let pages = try await Self.pages(10)
    for mode in GenerationMode.allCases {
      var options = Self.options
      options.llm.mode = mode
      options.checks.judgeMinimum = 3
      let finder = try LanguageModelFinder(
        index: pages.index, options: options, templates: .init(),
        model: ScriptedModel { _, _ in throw ChatFailure.pending })
      let plan = try await finder.plan(progress: SilentProgress())
      #expect(plan.passages == 10 && plan.known == 0)
      let asked = plan.lines.filter { $0.purpose != "judge" }
      switch mode {
      case .twoCalls: #expect(asked.map(\.purpose) == ["questions", "answers"])
      case .singleCall, .sentences: #expect(asked.map(\.calls) == [10])
      case .answerFirst: #expect(asked.map(\.purpose) == ["questions"])
      }
      #expect(plan.lines.last?.purpose == "judge")
      #expect(plan.completionTokens == plan.lines.reduce(0) { $0 + $1.completionTokens })
      #expect(plan.promptTokens > 100 * plan.calls)
    }
  }

  @Test("a corpus gets the mix that was asked for, and a new passage changes nobody's draw")
  func variety() {
    var options = LanguageModelOptions()
    options.types = ["factual": 2, "why": 1, "how_to": 1, "comparison": 0]
    options.personas = ["a", "b"]
    options.difficulties = ["easy": 1, "hard": 3]
    let variety = Variety(options, seed: 5)
    let draws = (0..<4000).map { variety.draw(for: "passage \($0)") }
    func share(_ isOne: (Variety.Draw) -> Bool) -> Double {
      Double(draws.count(where: isOne)) / 4000
    }
    #expect(abs(share { $0.type == "factual" } - 0.5) < 0.03)
    #expect(abs(share { $0.type == "why" } - 0.25) < 0.03)
    #expect(abs(share { $0.difficulty == "hard" } - 0.75) < 0.03)
    #expect(abs(share { $0.persona == "a" } - 0.5) < 0.03)
    #expect(!draws.contains { $0.type == "comparison" || $0.length != nil })
    #expect(Variety(options, seed: 5).draw(for: "passage 9") == draws[9])
    #expect(
      (0..<4000).contains { Variety(options, seed: 6).draw(for: "passage \($0)") != draws[$0] })
  }

  @Test("picked sentences are whole, stand by themselves, and are the passage's own")
  func picker() async throws {
    let pages = try await Pages(
      "Kiln",
      """
      <p>It is hot. The kiln of the northern pottery reaches 1,280 degrees after nine hours of firing.
      This is why gloves hang beside it, of course, and why nobody else goes in there. Glaze made of
      ash and feldspar runs off upright jars when the kiln is opened too early. Short one.</p>
      <pre>kiln --temperature 1280 --hours 9 --glaze ash --verbose --now --here</pre>
      """)
    let passage = try pages.index.passage(number: 0)
    let picker = SentencePicker(reader: try TermReader(pages.index))
    let material = Material([.init(passage, title: "Kiln")], language: "en", count: 3)
    let texts = try picker.sentences(of: material, most: 9).map { passage.text(at: $0) }
    #expect(
      Set(texts) == [
        "The kiln of the northern pottery reaches 1,280 degrees after nine hours of firing.",
        "Glaze made of\nash and feldspar runs off upright jars when the kiln is opened too early."
          .replacing("\n", with: " "),
      ])
    #expect(try picker.sentences(of: material, most: 1).count == 1)
  }
}
