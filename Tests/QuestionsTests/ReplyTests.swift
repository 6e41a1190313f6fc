import Testing

@testable import Questions

/// What models write instead of what they were asked for.
@Suite("Replies")
struct ReplyTests {
  @Test(
    "questions are found however they come",
    arguments: [
      #"{"questions": ["Why is it so?", "How so?"]}"#,
      "```json\n{\"questions\": [\"Why is it so?\", \"How so?\"]}\n```\nI hope this helps!",
      "<think>Perhaps {\"questions\": []}?</think>[\"Why is it so?\", \"How so?\"]",
      #"{"questions": [{"question": "Why is it so?"}, {"q": "How so?"},],}"#,
      "Sure! [1] Here: {\"questions\":\n[\"Why is it so?\",\n\"How so?\"]} and more {",
      "1. Why is it so?\n2) How so?\n\nThat is all.",
      "- **Why is it so?**\n- **How so?**",
      "Question: Why is it so?\nQ: How so?",
    ])
  func questions(reply: String) {
    #expect(PairReply.questions(reply) == ["Why is it so?", "How so?"])
  }

  @Test(
    "what holds no question is none",
    arguments: [
      "", "No.", "{", #"{"questions": []}"#, "[]", #"{"questions": "#, "}{", "\u{0}", "[[[[",
    ])
  func noQuestions(reply: String) {
    #expect(PairReply.questions(reply) == nil)
  }

  @Test("line ends inside strings are mended, escapes are kept")
  func strings() throws {
    let reply = "{\"reasoning\": \"One\nTwo \\\"x\\\" {[\", \"answer\": \"A\tB\"}"
    let pair = try #require(PairReply.answer(reply, to: "Q?"))
    #expect(pair.reasoning == "One\nTwo \"x\" {[")
    #expect(pair.answer == "A\tB")
  }

  @Test("the paper's own form is an answer too")
  func plainAnswer() throws {
    let reply = """
      ##Reason: It says ##begin_quote##a b##end_quote## and ##begin_quote## c ##end_quote##.
      ##Answer: Yes, d.
      """
    let pair = try #require(PairReply.answer(reply, to: "Q?"))
    #expect(pair.quotes == ["a b", "c"] && pair.answer == "Yes, d.")
    #expect(pair.reasoning?.hasPrefix("It says") == true)
  }

  @Test("3D printing is no numbered question")
  func numbers() {
    #expect(PairReply.questions("3D printing needs what?") == ["3D printing needs what?"])
  }

  @Test(
    "marks are numbers from 1 to 5, also as text",
    arguments: [
      (#"{"mark": 4}"#, 4 as Int?), (#"{"reason": "x", "mark": "2"}"#, 2), (#"{"score": 5}"#, 5),
      (#"{"mark": 9}"#, nil), ("4", nil), ("", nil),
    ])
  func marks(reply: String, mark: Int?) {
    #expect(PairReply.mark(reply) == mark)
  }
}
