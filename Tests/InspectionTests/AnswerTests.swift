import Artifacts
import Testing

@testable import Inspection

@Suite("Answers")
struct AnswerTests {
  static let row = #"""
    {"id":"a","question":"What is VACUUM?","context":{"title":[["B","V"]],"sentences":[["Copy all files to a safe place.","VACUUM reclaims storage of dead rows."]]},"oracle_context":"VACUUM reclaims storage of dead rows.","cot_answer":"##Answer: It reclaims storage.","answer":"It reclaims storage.","row_class":"oracle","oracle_positions":[1],"passages":[{"role":"distractor"},{"role":"oracle"}],"kind":"definition"}
    """#
  static let absent = #"""
    {"id":"b","question":"Who?","context":{"title":[["B"]],"sentences":[["Copy all files to a safe place."]]},"oracle_context":"Ann did.","cot_answer":"None of them says.","answer":"The passages do not answer this.","row_class":"abstain","oracle_positions":[],"passages":[{"role":"distractor"}],"kind":"statement"}
    """#

  private func scored(_ text: String, _ line: String = row) throws -> ScoredAnswer {
    let row = try RowRecord(line: Array(line.utf8)).readingPrompt()
    let prediction = try Prediction(line: Array(#"{"id":"a","text":""}"#.utf8)).map {
      var prediction = $0
      prediction.text = text
      return prediction
    }
    return ScoredAnswer(row: row, id: "a", prediction: prediction)
  }

  @Test("an answer in the shape of RAFT: what it comes down to, and where its quote is from")
  func right() throws {
    let answer = try scored(
      "##Reason: It says ##begin_quote##VACUUM reclaims storage##end_quote##.\n##Answer: it reclaims storage"
    )
    #expect(answer.values[.exactMatch] == 1 && answer.values[.f1] == 1)
    #expect(answer.values[.quotePrecision] == 1 && answer.values[.oracleCitation] == 1)
    #expect(answer.values[.distractorGrounded] == 0 && answer.values[.hallucination] == 0)
    #expect(answer.values[.abstained] == 0 && answer.values[.abstentionRecall] == nil)
  }

  @Test("a quote from a distractor, an invented quote, and invention without one")
  func wrong() throws {
    let distracted = try scored("##begin_quote##Copy all files##end_quote## ##Answer: Copy them.")
    #expect(distracted.values[.distractorGrounded] == 1)
    #expect(distracted.values[.oracleCitation] == 0 && distracted.values[.quotePrecision] == 1)
    let invented = try scored(
      "##begin_quote##It eats cheese##end_quote## ##Answer: Cheese of the moon")
    #expect(invented.values[.quotePrecision] == 0 && invented.values[.hallucination] == 1)
    let plain = try scored("A famous painter born in Paris")
    #expect(plain.values[.quotePrecision] == nil && plain.values[.hallucination] == 1)
    // Its words are those of a passage, though not as a quote.
    let supported = try scored("a safe place")
    #expect(supported.values[.hallucination] == 0 && supported.values[.distractorGrounded] == 1)
  }

  @Test("numbers of passages are citations, in the styles cited and json")
  func citations() throws {
    let cited = try scored("It says “reclaims storage” [2].\n\nIt reclaims storage. [2]")
    #expect(cited.values[.oracleCitation] == 1 && cited.values[.quotePrecision] == 1)
    let other = try scored("See [1].")
    #expect(other.values[.oracleCitation] == 0 && other.values[.distractorGrounded] == 1)
    let json = try scored(
      #"{"reasoning":"r","quotes":[{"passage":2,"text":"reclaims storage"}],"answer":"It reclaims storage."}"#
    )
    #expect(json.values[.exactMatch] == 1 && json.values[.oracleCitation] == 1)
  }

  @Test(
    "declining is right where nothing answers, and counted where something does",
    arguments: [
      "I don't know.", "The passages do not contain the answer.",
      "Das lässt sich nicht beantworten.",
      "与えられた文章からは、この質問に答えられません。", "I can’t answer this.", "根据这些段落无法回答。",
    ])
  func declining(text: String) throws {
    let right = try scored(text, Self.absent)
    #expect(right.values[.abstentionRecall] == 1 && right.values[.abstentionPrecision] == 1)
    #expect(right.values[.exactMatch] == 1 && right.values[.hallucination] == 0)
    let wrong = try scored(text)
    #expect(wrong.values[.abstentionPrecision] == 0 && wrong.values[.exactMatch] == 0)
    #expect(wrong.values[.hallucination] == 0)
    let answered = try scored("Ann did.", Self.absent)
    #expect(answered.values[.abstentionRecall] == 0 && answered.values[.exactMatch] == 0)
  }

  @Test(
    "shapes of answers",
    arguments: [
      (
        "##Reason: r ##begin_quote##q##end_quote##\n##Answer: a", "a",
        "r ##begin_quote##q##end_quote##", ["q"]
      ),
      ("##Reason: r\n<ANSWER>: a", "a", "r", []),
      ("<ANSWER>: a</ANSWER>", "a", "", []),
      ("<think>\nr\n</think>\n\na", "a", "r", []),
      ("<think>##Reason: r ##Answer: b</think>\na", "a", "##Reason: r ##Answer: b", []),
      ("Because r.\n\n**Answer:** a", "a", "Because r.", []),
      ("r\n## Answer: a", "a", "r", []), ("r\nFinal answer: a", "a", "r", []),
      ("##ANSWER: a</s>", "a", "", []), ("a<|im_end|>\n", "a", "", []),
      ("r <ANSWER>a</ANSWER>", "a", "r", []), ("{\"answer\":10}", "10", "", []),
      ("What is <think>? A tag.", "What is <think>? A tag.", "", []),
      ("The answer: is it known?", "The answer: is it known?", "", []),
      ("```json\n{\"answer\":\"a\",\"quotes\":[\"q\"]}\n```", "a", "", ["q"]),
      ("a ##begin_quote##q##end_quote##", "a q", "", ["q"]),
      ("no marks {at all}", "no marks {at all}", "", []),
      ("", "", "", []),
    ] as [(String, String, String, [String])])
  func shapes(text: String, answer: String, reasoning: String, quotes: [String]) {
    let parts = AnswerParts(text)
    #expect(parts.answer == answer)
    #expect(parts.reasoning == reasoning)
    #expect(parts.quotes.map(\.text) == quotes)
    #expect(parts.marksPairUp)
  }

  @Test(
    "where a row answers in its last paragraph, so does a prediction",
    arguments: [
      "It says “reclaims storage” [2].\n\nIt reclaims storage. [2]",
      "Two.\n\nParagraphs.\n\nIt reclaims storage. [1][2]\n\n", "It reclaims storage. [2]",
      "<think>r\n\nr</think>\n\nIt reclaims storage.",
    ])
  func lastParagraph(text: String) throws {
    let cited = Self.row.replacing(
      "##Answer: It reclaims storage.", with: "It says so [2].\\n\\nIt reclaims storage. [2]")
    #expect(try scored(text, cited).values[.exactMatch] == 1)
    // Where rows set the answer apart otherwise, paragraphs are the answer's own.
    #expect(try scored("Not so.\n\nIt reclaims storage.").values[.exactMatch] == 0)
  }

  @Test("a subscript is no citation, unless it ends a sentence as a citation does")
  func subscripts() {
    #expect(AnswerParts("use a[1] to read it").citations == [])
    #expect(AnswerParts("It is thin [1].").citations == [1])
    #expect(AnswerParts("It is thin[1].").citations == [1])
  }

  @Test("words in quotation marks are a quote where a passage has them")
  func looseQuotes() throws {
    let quoted = try scored(#"The text says "VACUUM reclaims storage", so it does."#)
    #expect(quoted.values[.quotePrecision] == 1 && quoted.values[.oracleCitation] == 1)
    #expect(try scored(#"It is "so to speak" right."#).values[.quotePrecision] == nil)
  }

  @Test("what a row is to decline is not remembered from the oracle that it lacks")
  func absentOracle() throws {
    #expect(try scored("Ann did.", Self.absent).values[.hallucination] == 1)
  }

  @Test("an empty prediction is none: it declines nothing and invents nothing")
  func empty() throws {
    let answer = try scored(" \n", Self.absent)
    #expect(!answer.isAnswered && answer.values[.exactMatch] == 0)
    #expect(answer.values[.abstentionRecall] == 0 && answer.values[.abstained] == nil)
    #expect(answer.values[.hallucination] == nil)
  }

  @Test("words as SQuAD has them, characters where there are no spaces")
  func squad() {
    #expect(SQuADText("The  Eiffel-Tower!").words == ["eiffeltower"])
    #expect(SQuADText("An apple a day").words == ["apple", "day"])
    #expect(SQuADText("東京タワー。").words == ["東", "京", "タ", "ワ", "ー"])
    #expect(abs(SQuADText.f1("東京", "東京タワー") - 4.0 / 7) < 1e-9)
    #expect(SQuADText.f1("", "the") == 1 && SQuADText.f1("", "x") == 0)
    #expect(abs(SQuADText.f1("b c d", "a b c e") - 2.0 / 3) < 1e-9)
  }

  @Test(
    "predictions in the shapes that servers and trainers write",
    arguments: [
      #"{"id":"a","prediction":"x","latency_ms":1500}"#,
      #"{"id":"a","response":"x","latency":1.5}"#,
      #"{"id":"a","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"x"}],"latency":1.5}"#,
      #"{"id":"r","custom_id":"a","response":{"body":{"choices":[{"message":{"content":"x"}}]}},"seconds":1.5}"#,
      #"{"id":"a","choices":[{"text":"x"}],"duration":1.5}"#,
      #"{"id":"a","conversations":[{"from":"gpt","value":"x"}],"latency":1.5}"#,
      #"{"id":"a","messages":[{"role":"assistant","content":[{"type":"text","text":"x"}]}],"latency":1.5}"#,
      #"{"custom_id":"a","response":{"body":{"output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"x"}]}]}},"latency":1.5}"#,
      #"{"custom_id":"a","result":{"type":"succeeded","message":{"content":[{"type":"text","text":"x"}]}},"latency":1.5}"#,
      #"{"id":"a","candidates":[{"content":{"parts":[{"text":"x"}]}}],"latency":1.5}"#,
      #"{"id":"a","message":{"role":"assistant","content":"x"},"latency":1.5}"#,
      #"{"id":"a","answer":"x","latency":1.5}"#,
    ])
  func predictions(line: String) throws {
    let prediction = try #require(try Prediction(line: Array(line.utf8)))
    #expect(prediction.id == "a" && prediction.text == "x" && prediction.latency == 1.5)
  }

  @Test("a row's own answer is no prediction, a time of day no latency")
  func noPrediction() throws {
    let row = #"{"id":"a","prompt":"q","answer":"x","reference":"x"}"#
    #expect(try Prediction(line: Array(row.utf8)) == nil)
    let both = #"{"id":"a","prompt":"q","answer":"x","generation":"y","latency":1.7e18}"#
    let prediction = try #require(try Prediction(line: Array(both.utf8)))
    #expect(prediction.text == "y" && prediction.latency == nil)
    let json = #"{"id":"a","prediction":{"reasoning":"r","quotes":[],"answer":7}}"#
    let object = try #require(try Prediction(line: Array(json.utf8)))
    #expect(AnswerParts(object.text).answer == "7")
  }

  @Test("rows without a prediction count 0, and strays are told")
  func evaluation() async throws {
    try await Fixture.inFolder { folder in
      let rows = [Self.row, Self.absent, #"{"question":"no id"}"#].joined(separator: "\n")
      try WholeFile.write(Array(rows.utf8), to: folder + "/test.jsonl")
      let (good, poor) = (folder + "/good.jsonl", folder + "/poor.jsonl")
      let lines = [
        #"{"id":"a","text":"It reclaims storage."}"#, #"{"id":"b","text":"I do not know."}"#,
        #"{"id":"zzz","text":"?"}"#, #"{"id":"a","text":"again"}"#, #"{"text":"?"}"#,
      ]
      try WholeFile.write(Array(lines.joined(separator: "\n").utf8), to: good)
      try WholeFile.write(Array(#"{"id":"b","text":"Ann"}"#.utf8), to: poor)
      let ours = try AnswerEvaluation(PredictionFile(good), against: folder + "/test.jsonl")
      #expect(ours.answers.count == 2 && ours.unanswered == 0 && ours.strangers == 1)
      #expect(ours.mean(.exactMatch) == 1 && ours.mean(.abstentionRecall) == 1)
      #expect(ours.drops.reasons["duplicatePrediction"]?.count == 1)
      #expect(ours.drops.reasons["predictionWithoutIDOrText"]?.count == 1)
      #expect(ours.drops.reasons["rowWithoutID"]?.count == 1)
      let theirs = try AnswerEvaluation(PredictionFile(poor), against: folder + "/test.jsonl")
      #expect(theirs.unanswered == 1 && theirs.mean(.exactMatch) == 0)
      let difference = try #require(ours.difference(.exactMatch, from: theirs))
      #expect(difference.difference.mean == 1 && difference.difference.better == 2)
      let text = ours.report(against: theirs).text(style: TextStyle())
      #expect(text.contains("by row class") && text.contains("difference from"))
      #expect(try JSONValue(parsing: ours.json(against: theirs))["measures"]?["f1"] != nil)
    }
  }
}
