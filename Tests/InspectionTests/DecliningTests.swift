import Testing

@testable import Inspection

@Suite("Declining to answer")
struct DecliningTests {
  @Test(
    "models decline in many words",
    arguments: [
      "The passages do not tell.", "The provided context does not mention this.",
      "I don't have enough information to answer.", "None of the passages answers the question.",
      "This information is not in the documents.", "It is not specified.", "Unknown", "N/A",
      "The height of the mast is not mentioned in the given passages.", "Insufficient information.",
      "There is no mention of the mast in the documents.", "I could not find the answer.",
      "Unable to answer from the given context.", "The question cannot be answered.",
      "The answer is not available in the provided documents.", "Not stated in the text.",
      "It's impossible to tell from the passages.", "No relevant information was found.",
      "Based on the provided documents, it is not possible to determine the height.",
      "The provided passages are silent on this.", "That is not something the documents discuss.",
      "Unfortunately, the passages contain no information about the mast.",
      "Ich weiß es nicht.", "Dazu steht nichts in den Dokumenten.", "Je ne sais pas.", "No lo sé.",
      "わかりません。", "无法回答。",
    ])
  func declines(text: String) {
    #expect(Abstention.shows(in: text))
  }

  @Test(
    "what denies something of the world is an answer",
    arguments: [
      "The view contains no information on temporary tables.", "There is no information loss.",
      "You cannot answer the phone while the mast is raised.", "It returns N/A when missing.",
      "Returns null if the row is not found.", "No.", "Nothing.",
      "None of the gauges may be emptied.",
      "The parameter is not specified by default; it is ten metres.", "An unknown observer.",
      "If the value is not available, the server uses ten metres.",
      "The command does not mention the file and prints ten metres.", "",
      "The function does not provide ordering guarantees.",
    ])
  func answers(text: String) {
    #expect(!Abstention.shows(in: text))
  }

  @Test("a row's own words of declining are understood, whatever they are")
  func ownWords() throws {
    let line =
      #"{"id":"b","question":"Who?","answer":"Nowt.","row_class":"abstain","passages":[{"role":"distractor"}]}"#
    let row = try RowRecord(line: Array(line.utf8))
    let prediction = try Prediction(line: Array(#"{"id":"b","text":"Nowt."}"#.utf8))
    let scored = ScoredAnswer(row: row, id: "b", prediction: prediction)
    #expect(scored.values[.abstentionRecall] == 1 && scored.values[.exactMatch] == 1)
  }
}
