import Artifacts
import Foundation
import Retrieval
import Testing

@testable import Questions

/// Each check drops what it is for, by its name, and lets a good pair pass.
@Suite("Checks of pairs")
struct PairCheckTests {
  private static let body = """
    <p>The valve of the boiler opens at 12 bar, because the old pipes burst at 15 bar. A mechanic
    inspects the boiler twice a year and signs the blue card that hangs beside the door.</p>
    <p>Steam leaves the boiler through the roof. The roof was painted in spring by two apprentices,
    who used grey paint from the harbour store and needed three days for it.</p>
    """

  private struct Case: CustomTestStringConvertible {
    var reason: String?
    var question: String
    var answer: String
    var quote: String
    var testDescription: String { reason ?? "good" }

    init(_ reason: String?, _ question: String, _ answer: String, _ quote: String) {
      (self.reason, self.question, self.answer, self.quote) = (reason, question, answer, quote)
    }
  }

  private static let cases = [
    Case(
      nil, "At what pressure does the valve of the boiler open?", "It opens at 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      nil, "Why does the valve of the boiler open at 12 bar?",
      "Because the old pipes burst at 15 bar.", "because the old pipes burst at 15 bar"),
    Case(
      "quoteNotVerbatim", "At what pressure does the valve of the boiler open?", "At 12 bar.",
      "The valve opens at 12 bar"),
    Case("quoteTooShort", "At what pressure does the boiler's valve open?", "At 12 bar.", "12 bar"),
    Case(
      "unsupportedAnswer", "At what pressure does the valve of the boiler open?",
      "It opens at 13 bar.", "The valve of the boiler opens at 12 bar"),
    Case(
      "unsupportedAnswer", "What does the mechanic sign at the boiler?",
      "He signs the certificate of the insurance company.", "signs the blue card"),
    Case(
      "answerInQuestion", "Does the valve of the boiler open at 12 bar or not?",
      "The valve of the boiler opens.", "The valve of the boiler opens at 12 bar"),
    Case(
      "offTopic", "Which colour has the submarine of the admiral?",
      "It is grey, by two apprentices.", "painted in spring by two apprentices"),
    Case(
      "danglingQuestion", "What does the passage say about the boiler?", "It opens at 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      "danglingQuestion", "When does this valve open?", "At 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      "danglingQuestion", "What does the option open?", "At 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      nil, "At what pressure is the option to open the valve used?",
      "It opens at 12 bar.", "The valve of the boiler opens at 12 bar"),
    Case(
      "offTopic", "At what pressure does the valve of the boiler open in the winter of 1987?",
      "At 12 bar.", "The valve of the boiler opens at 12 bar"),
    Case(
      "notAQuestion", "The valve of the boiler opens.", "At 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      "notAQuestion", "What opens? And what closes in the boiler?", "The valve, at 12 bar.",
      "The valve of the boiler opens at 12 bar"),
    Case(
      "copiedEvidence",
      "The valve of the boiler opens at 12 bar, because the old pipes burst, is why?",
      "They burst at 15 bar.",
      "The valve of the boiler opens at 12 bar, because the old pipes burst at 15 bar."),
    Case(
      "wrongAnswerForm", "How many apprentices inspect the boiler of the mechanic?",
      "A mechanic signs the blue card.", "signs the blue card that hangs beside the door"),
    Case(
      "answerTooShort", "At what pressure does the valve of the boiler open?", "12",
      "The valve of the boiler opens at 12 bar"),
    Case(
      "wrongLanguage", "Bei welchem Druck öffnet sich das Ventil des Kessels in der Anlage?",
      "Das Ventil öffnet sich bei einem Druck von zwölf bar, denn die alten Rohre platzen sonst.",
      "The valve of the boiler opens at 12 bar"),
    Case("notAnswered", "What does the boiler weigh?", "", ""),
  ]

  @Test("by name", arguments: cases)
  private func check(_ pair: Case) async throws {
    var options = QuestionOptions()
    options.llm.model = "test"
    options.llm.mode = .singleCall
    options.llm.leastTokens = 1
    var json = JSONWriter()
    json.object {
      $0.field("question", pair.question)
      $0.field("reasoning", "##begin_quote##\(pair.quote)##end_quote##")
      $0.field("answer", pair.answer)
    }
    let reply = String(decoding: json.bytes, as: UTF8.self)
    let pages = try await Pages("Boiler", Self.body)
    let found = try await pages.asked(ScriptedModel(reply), options)
    if let reason = pair.reason {
      #expect(found.ledger.map(\.reason) == [reason], "\(found.ledger)")
      #expect(found.drops.reasons[reason]?.count == 1)
    } else {
      #expect(found.records.count == 1, "\(found.ledger)")
    }
  }

  @Test(
    "a condition that is asked about must be told",
    arguments: [
      ("What happens if the path is empty?", "If the path is empty, the search fails.", nil),
      ("What happens when paths are empty?", "The search fails when the path is empty.", nil),
      ("What will happen if a file is missing?", "If the path is empty, the search fails.", "file"),
      ("What happens when using the path?", "The path names folders.", "using"),
      ("Why is the path empty?", "It was never set.", nil),
    ] as [(String, String, String?)])
  func conditions(question: String, evidence: String, strange: String?) {
    #expect(AskedCondition.strangeWord(in: question, evidence: evidence) == strange)
  }

  @Test(
    "strictly, a purpose is that of what the question asks about",
    arguments: [
      ("What is the purpose of the valve?", "The valve is used to let steam out.", true),
      (
        "What is the purpose of the valve?",
        "The valve opens at twelve bar in the morning, and the whistle is used to warn sailors.",
        false
      ),
      ("What is the purpose of the pipe?", "The valve is used to let steam out.", false),
      ("What is the valve used for?", "A valve (of brass) serves as a pressure relief.", true),
      ("What is the purpose of the open command?", "open lets steam out.", true),
    ])
  func purposes(question: String, evidence: String, isTold: Bool) {
    let fault = AnswerForm.fault(
      of: question, evidence: evidence, language: "en", isStrict: true)
    #expect((fault == nil) == isTold, "\(fault ?? "")")
  }

  @Test(
    "what a question is about must be named",
    arguments: [
      ("What does the function return?", "function"),
      ("What does the function cancel_backend() return?", nil),
      ("What is the command to list all users?", nil),
      ("What is the default of the option?", "option"),
      ("Which option does the option --verbose imply?", nil),
      ("What happens if set to 0 at the start?", "thing"),
      ("What happens if autovacuum is set to 0?", nil),
    ] as [(String, String?)])
  func genericSubjects(question: String, noun: String?) {
    #expect(GenericSubject.inside(question, language: "en") == noun)
  }

  @Test("quotes that were retyped are found at their own bytes", arguments: 1...200)
  func retyped(seed: UInt64) throws {
    var draw = SeededHash(seed: seed).sequence("retyped")
    let pieces = [
      "a", "“b”", "c’s", " ", "  ", "\n", "ﬁn", "①", "–", "x—y", "é", "e\u{301}", "…", "漢字", "Ａ",
      "\u{a0}",
      "don't", "\"q\"", "soft\u{ad}hyphen", "🙂", ".", ",",
    ]
    let passage = (0..<40).map { _ in pieces[draw.below(pieces.count)] }.joined()
    let characters = Array(passage)
    let start = draw.below(characters.count)
    let end = start + 1 + draw.below(characters.count - start)
    let quoted = String(characters[start..<end])
    guard quoted.contains(where: { !$0.isWhitespace && $0 != "\u{ad}" }) else { return }
    let typed = quoted.precomposedStringWithCompatibilityMapping
      .map { ["“": "\"", "”": "\"", "’": "'", "–": "-", "—": "-"][$0] ?? String($0) }.joined()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let range = try #require(EvidenceText(typed).range(in: passage), "\(typed) in \(passage)")
    let bytes = Array(passage.utf8)
    let found = String(decoding: bytes[range], as: UTF8.self)
    // The first place that reads the same may be another one.
    #expect(plain(found) == plain(quoted) || plain(found).contains(plain(typed)))
    #expect(String(validating: bytes[range], as: UTF8.self) != nil)
  }

  private func plain(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping
      .map { ["“": "\"", "”": "\"", "’": "'", "–": "-", "—": "-"][$0] ?? String($0) }.joined()
      .filter { !$0.isWhitespace && $0 != "\u{ad}" }.replacingOccurrences(of: "\u{ad}", with: "")
  }

  @Test("near duplicates are those that a comparison of all with all finds", arguments: 1...30)
  func nearDuplicates(seed: UInt64) {
    var draw = SeededHash(seed: seed).sequence("near")
    let limit = [0.5, 0.7, 0.8, 0.9][Int(seed) % 4]
    let words = (0..<12).map { "w\($0)" }
    let questions = (0..<150).map { _ in
      (0..<4 + draw.below(5)).map { _ in words[draw.below(words.count)] }
    }
    func shingles(_ terms: [String]) -> Set<String> {
      Set(terms).union(zip(terms, terms.dropFirst()).map { "\($0) \($1)" })
    }
    var duplicates = NearDuplicates(limit: limit)
    var kept: [[String]] = []
    var missed = 0
    for question in questions {
      let set = shingles(question)
      let likenesses = kept.map { other in
        let other = shingles(other)
        return Double(set.intersection(other).count) / Double(set.union(other).count)
      }
      let found = duplicates.earlier(like: question, text: question.joined(separator: " "))
      if let found {
        #expect(likenesses[found] >= limit)
      } else {
        if likenesses.contains(where: { $0 >= limit }) { missed += 1 }
        kept.append(question)
      }
    }
    #expect(missed <= 1, "MinHash may miss one in thousands at the limit")
  }
}
