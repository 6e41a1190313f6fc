import Artifacts
import Foundation
import Retrieval
import Templates
import Testing

@testable import Questions

/// Questions for which one passage is not enough.
@Suite("Passages that belong together")
struct MultiHopTests {
  /// A pump and a gauge share the name “Nereid”, a gauge and a clerk “Quillfeather”; the rest is other.
  private static func pages() async throws -> Pages {
    let bodies = [
      "pump": """
      <p>The harbour pump called Nereid moves 40 litres of sea water in every second. Its seal was
      replaced in autumn, because salt had worn the rubber down to the metal ring below it.</p>
      """,
      "gauge": """
      <p>A brass gauge is read by Quillfeather before sunrise, and it shows the pressure that Nereid
      leaves in the long pipe towards the lighthouse. A red line marks eleven bar on its dial.</p>
      """,
      "clerk": """
      <p>Quillfeather lives above the chandlery, keeps three ledgers of oiled paper, and was born in
      the village of Saltmarket where his mother still bakes rye bread for the ferry crews.</p>
      """,
      "copy": """
      <p>The harbour pump called Nereid moves 40 litres of sea water in every second. Its seal was
      replaced in autumn, because salt had worn the rubber down to the metal ring below it. Good.</p>
      """,
    ]
    let others = (0..<30).map { number in
      (
        "other\(number)",
        "<p>Row \(number) of the orchard bears yellow plums in a warm July, and the baskets of row "
          + "\(number) go to market on a cart with two grey horses that know their way there.</p>"
      )
    }
    return try await Pages(
      Dictionary(
        uniqueKeysWithValues: (Array(bodies) + others).map {
          ("\($0.0).html", Pages.page($0.0.capitalized, $0.1))
        }))
  }

  private static var options: QuestionOptions {
    var options = QuestionOptions()
    options.llm.model = "test"
    options.llm.leastTokens = 10
    options.llm.types = ["multi_hop": 1]
    return options
  }

  private func title(_ number: Int, _ pages: Pages) throws -> String {
    try pages.index.document(ofPassage: number).title
  }

  @Test("two passages of different documents are joined by a rare term, three by a chain")
  func groups() async throws {
    let pages = try await Self.pages()
    let reader = try TermReader(pages.index)
    for (size, chain) in [(2, ["Clerk", "Gauge"]), (3, ["Clerk", "Gauge", "Copy"])] {
      let related = RelatedPassages(
        index: pages.index, reader: reader, size: size, isAllowed: { _ in true })
      let clerk = try #require(
        try (0..<pages.index.passageCount).first { try title($0, pages) == "Clerk" })
      let group = try #require(try related.group(of: clerk))
      #expect(try group.map { try title($0, pages) } == chain)
    }
  }

  @Test("what says the same is no partner")
  func copies() async throws {
    let pages = try await Self.pages()
    let related = RelatedPassages(
      index: pages.index, reader: try TermReader(pages.index), size: 2, isAllowed: { _ in true })
    for number in 0..<pages.index.passageCount where try title(number, pages) == "Pump" {
      let group = try #require(try related.group(of: number))
      #expect(try group.map { try title($0, pages) } == ["Pump", "Gauge"])
    }
  }

  @Test("a link joins passages that share no rare term")
  func links() async throws {
    var pages = [
      "mill.html": Pages.page(
        "Mill",
        """
        <p>The mill grinds barley each morning, and the flour goes to the <a href="bakery.html">place
        where loaves are made</a> before the sun is up and the street is full of people.</p>
        """),
      "bakery.html": Pages.page(
        "Bakery",
        """
        <p>Seven ovens of brick are lit at midnight by two sisters, who bought them from a monastery
        when its monks had moved to the coast and needed none of them any more.</p>
        """),
    ]
    for number in 0..<20 {
      pages["other\(number).html"] = Pages.page(
        "Other \(number)",
        "<p>Row \(number) bears plums in a warm July, and baskets of them go to market on a cart.</p>"
      )
    }
    let index = try await Pages(pages)
    let related = RelatedPassages(
      index: index.index, reader: try TermReader(index.index), size: 2, isAllowed: { _ in true })
    let mill = try #require(
      try (0..<index.index.passageCount).first { try title($0, index) == "Mill" })
    let group = try #require(try related.group(of: mill))
    #expect(try group.map { try title($0, index) } == ["Mill", "Bakery"])
  }

  private func ask(_ quotes: [String], question: String, answer: String) async throws
    -> FoundQuestions
  {
    var options = Self.options
    options.llm.maxQuestions = 0
    let reasoning = quotes.map { "##begin_quote##\($0)##end_quote##" }.joined(separator: " ")
    let model = ScriptedModel { request, _ in
      request.lastWord.contains("moves 40 litres")
        ? ChatReply(
          content: """
            {"pairs": [{"question": "\(question)", "reasoning": "\(reasoning)", "answer": "\(answer)"}]}
            """)
        : ChatReply(content: #"{"pairs": []}"#)
    }
    let found = try await Self.pages().asked(model, options)
    #expect(model.requests.contains { $0.lastWord.contains("Passage 2: Gauge") })
    return found
  }

  private let question = "How many litres does the pump move whose pressure Quillfeather reads?"
  private let pumped = "Nereid moves 40 litres of sea water"
  private let read = "shows the pressure that Nereid leaves"

  @Test("a question of two passages has two oracles and quotes of both")
  func bothOracles() async throws {
    let found = try await ask([pumped, read], question: question, answer: "It moves 40 litres.")
    let record = try #require(found.records.first, "\(found.ledger)")
    #expect(record.oracleChunks.count == 2 && record.type == "multi_hop")
    #expect(Set(record.evidence.map(\.chunk)) == Set(record.oracleChunks))
  }

  @Test("a question for which one passage is enough is dropped")
  func oneIsEnough() async throws {
    let unquoted = try await ask([pumped], question: question, answer: "It moves 40 litres.")
    #expect(Set(unquoted.ledger.map(\.reason)).contains("passageNotNeeded"), "\(unquoted.ledger)")
    #expect(unquoted.records.isEmpty)
    let alone = try await ask(
      [pumped, read], question: "How many litres of sea water does the pump Nereid move?",
      answer: "It moves 40 litres.")
    #expect(Set(alone.ledger.map(\.reason)).contains("passageNotNeeded"), "\(alone.ledger)")
    #expect(alone.records.isEmpty)
  }

  @Test("a passage that is alone is asked about alone, or counted where only groups are wanted")
  func alone() async throws {
    let pages = try await Pages("Orchard", "<p>Row 3 of the orchard bears plums in July.</p>")
    let found = try await pages.asked(ScriptedModel("{}"), Self.options)
    #expect(found.drops.reasons["noRelatedPassage"]?.count == 1 && found.replies == 0)
    var options = Self.options
    options.llm.types = ["multi_hop": 1000, "factual": 0.001]
    let model = ScriptedModel(#"{"questions": []}"#)
    _ = try await pages.asked(model, options)
    #expect(model.requests.count >= 1)
  }
}
