import Artifacts
import Questions
import Recipe
import Testing

/// The shapes of answers.
@Suite("Answer styles")
struct StyleTests {
  private static let corpus = SyntheticCorpus(pages: [
    .init(uri: "0.html", title: "Pump", chunks: ["The pump runs at 40 bar. It is loud."]),
    .init(uri: "1.html", title: "Lamp", chunks: ["The lamp burns \"clear\" oil."]),
    .init(uri: "2.html", title: "Gauge", chunks: ["A gauge shows pressure to the crew."]),
  ])

  private static func rows(
    _ style: AnswerStyle, language: String = "en", question: String? = nil
  ) async throws -> [NativeRow] {
    var options = DatasetOptions()
    options.answerStyle = style
    options.distractors = 1
    options.oracleFraction = 0.5
    options.abstainFraction = 0.25
    options.relativeScore = 0
    let lines = (0..<40).map {
      question ?? """
        {"id":"\($0)","question":"Q \($0)?","answer":"40 bar","language":"\(language)",\
        "evidence":["The pump runs at 40 bar.","The lamp burns \\"clear\\" oil."]}
        """
    }
    return try await MadeDataset(
      corpus, options: options, questions: lines.joined(separator: "\n")
    ).rows()
  }

  @Test("raft, gorilla and think keep the marks of quotes", arguments: ["en", "de", "ja"])
  func marked(language: String) async throws {
    for (style, before, between, after) in [
      (AnswerStyle.raft, "##Reason: ", "\n##Answer: ", ""),
      (.gorilla, "##Reason: ", "\n<ANSWER>: ", ""), (.think, "<think>\n", "\n</think>\n\n", ""),
    ] {
      for row in try await Self.rows(style, language: language) {
        #expect(row.cotAnswer.hasPrefix(before), "\(row.cotAnswer)")
        #expect(row.cotAnswer.hasSuffix(between + row.answer + after), "\(row.cotAnswer)")
        let quotes = Quotation.quotes(in: row.cotAnswer)
        #expect(
          quotes
            == (row.rowClass == .abstain
              ? [] : ["The pump runs at 40 bar.", "The lamp burns \"clear\" oil."]))
      }
    }
  }

  @Test("cited answers name the number of each quote's passage, and none for an absent one")
  func cited() async throws {
    for (language, marks) in [("en", ("“", "”")), ("de", ("„", "“")), ("ja", ("「", "」"))] {
      for row in try await Self.rows(.cited, language: language) {
        #expect(!row.cotAnswer.contains("##"))
        let pump = row.texts.firstIndex { $0.hasPrefix("Pump") }.map { " [\($0 + 1)]" } ?? ""
        switch row.rowClass {
        case .abstain: #expect(!row.cotAnswer.contains("["))
        default:
          let quote = marks.0 + "The pump runs at 40 bar." + marks.1 + pump
          #expect(row.cotAnswer.contains(quote), "\(row.cotAnswer)")
          #expect((row.rowClass == .oracle) == !pump.isEmpty)
          let end = row.cotAnswer.split(separator: "\n\n").last
          #expect(end?.hasPrefix("40 bar") == true)
          #expect((end?.contains("[") == true) == (row.rowClass == .oracle))
        }
      }
    }
  }

  @Test("json answers are objects whose quotes name their passage")
  func json() async throws {
    for row in try await Self.rows(.json) {
      let value = try JSONValue(parsing: Array(row.cotAnswer.utf8))
      #expect(value.members?.map(\.key) == ["reasoning", "quotes", "answer"])
      #expect(value["answer"]?.string == row.answer)
      for quote in value["quotes"]?.array ?? [] {
        let text = try #require(quote["text"]?.string)
        if let number = quote["passage"]?.int {
          #expect(row.texts[number - 1].contains(text))
        } else {
          #expect(row.rowClass == .memorize)
        }
      }
      #expect((value["quotes"]?.array?.isEmpty == true) == (row.rowClass == .abstain))
    }
  }

  @Test("plain answers are the answer alone")
  func plain() async throws {
    for row in try await Self.rows(.plain) { #expect(row.cotAnswer == row.answer) }
  }

  @Test(
    "a model's own reasoning is put into every shape, its quotes verified",
    arguments: AnswerStyle.allCases)
  func reasoning(style: AnswerStyle) async throws {
    let line = """
      {"id":"r","question":"How fast?","answer":"40 bar","reasoning":\
      "It says ##begin_quote##runs at 40 bar##end_quote##, so that is it.",\
      "evidence":["The pump runs at 40 bar."]}
      """
    let rows = try await Self.rows(style, question: line)
    let row = try #require(rows.first)
    #expect(row.cotAnswer.contains("so that is it.") == (style != .plain))
    let wrong = line.replacing("runs at 40 bar##", with: "runs at 41 bar##")
    let none = try await Self.rows(style, question: wrong)
    #expect(none.isEmpty)
  }
}
