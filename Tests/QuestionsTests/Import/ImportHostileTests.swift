import Artifacts
import Foundation
import Questions
import Testing

/// Broken and hostile files: each fault is named with its file and line, and the rest is read.
@Suite struct ImportHostileTests {
  private static let good =
    #"{"question": "What diameter has the funnel of a rain gauge?", "answer": "203 millimetres"}"#

  @Test func brokenLines() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "pairs.jsonl",
      """
      {"question": "What
      [1, 2]
      {"title": "x", "score": 3}
      {"question": " ", "answer": "x"}
      {"question": "Who?", "answer": ""}
      {"question": "Who is it?", "answer": true}
      \(Self.good)
      """)
    #expect(found.records.map(\.answer) == ["203 millimetres"])
    let wanted = "question (query, prompt, instruction) and answer (response, output, completion)"
    #expect(
      files.ledger(found) == [
        "badLine: pairs.jsonl:1: no JSON: expected the end of a string at column 19",
        "noQuestion: pairs.jsonl:2: there is no object with \(wanted)",
        "noQuestion: pairs.jsonl:3: no key names \(wanted); there are `title`, `score`",
        "emptyQuestion: pairs.jsonl:4: the question is empty",
        "emptyAnswer: pairs.jsonl:5: the answer is missing or empty",
        "emptyAnswer: pairs.jsonl:6: the answer is missing or empty",
      ])
    #expect(found.drops.reasons["emptyAnswer"]?.count == 2)
  }

  @Test func brokenDocumentTellsItsLine() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found("pairs.json", "[\(Self.good),\n {\"question\": \"Wh\n]")
    #expect(found.records.isEmpty)
    #expect(
      files.ledger(found) == [
        "badFile: pairs.json:2: no JSON at column 18: a control character stands bare in a string"
      ])
  }

  @Test func longLineAndStrangeBytes() async throws {
    let files = try await ImportedFiles()
    let long = String(repeating: "rain ", count: 2 << 20)
    let found = try await files.found(
      "pairs.jsonl",
      """
      {"question": "What is long?", "answer": "\(long)"}
      \(String(repeating: "[", count: 100_000))
      \(Self.good)
      """)
    #expect(found.records.map(\.answer) == ["203 millimetres"])
    #expect(found.ledger.count == 2)

    let path = try files.write(
      "latin.csv",
      Data("question,answer\nWhat diameter has the funnel of a rain gauge?,203 millimetres\n".utf8)
        + Data([0x57, 0x68, 0x6f, 0x20, 0xe9, 0xff, 0x3f, 0x2c, 0xe9, 0x0a]))
    let latin = try await files.found([]) { $0.files = [path] }
    #expect(latin.records.map(\.answer) == ["203 millimetres"])
  }

  @Test func quotesInTables() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "pairs.csv",
      """
      question,answer
      "What ""diameter"" has the funnel
      of a rain gauge?","203 millimetres"
      too,many,fields
      ,no question
      no answer,
      "In which year was the lighthouse on Skerry Point lit?",1874
      "open,and never closed
      x,y
      """)
    #expect(
      found.records.map(\.question) == [
        "What \"diameter\" has the funnel of a rain gauge?",
        "In which year was the lighthouse on Skerry Point lit?",
      ])
    #expect(
      files.ledger(found) == [
        "badLine: pairs.csv:4: the row has 3 fields, the first row names 2; quote fields that hold a "
          + "separator",
        "emptyQuestion: pairs.csv:5: the question is empty",
        "emptyAnswer: pairs.csv:6: the answer is missing or empty",
        "badLine: pairs.csv:8: a quotation mark is opened and never closed; 1 lines are lost",
      ])
  }

  @Test func unbalancedXMLAndEntities() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "faq.xml",
      """
      <?xml version="1.0"?><!DOCTYPE faq [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY secret SYSTEM "file:///etc/passwd">]>
      <faq><entry><question>What diameter has the funnel of a rain gauge?</question>
      <answer>203 millimetres &secret;</answer></entry>
      <entry><question>Who wound the clockwork at &b;?</question><answer>The keeper</answer>
      </faq>
      """)
    // Of an entity of another file the name is left.
    #expect(found.records.first?.answer == "203 millimetres secret")
    #expect(found.records.allSatisfy { !$0.answer.contains("root:") })
    #expect(files.ledger(found).contains { $0.hasPrefix("badFile: faq.xml: line 6:") })
  }

  @Test func filesWithoutPairs() async throws {
    let files = try await ImportedFiles()
    let page = try await files.found("page.html", "<p>Nothing is asked here.</p>")
    #expect(page.records.isEmpty)
    #expect(files.ledger(page).first?.hasPrefix("noPairs: page.html: nothing in it is") == true)
    for (name, text, sentence) in [
      ("empty.jsonl", " \n", "the file is empty; give one with pairs"),
      (
        "pairs.csv", "Nr,Frage;x,Antwort\n1,2,3\n",
        "no column is named question (query, prompt, instruction) and answer (response, output, "
          + "completion); the first row has `Nr`, `Frage;x`, `Antwort`"
      ),
      (
        "notes.txt", "Just some words.\n",
        "no format that is known; looked for JSON and JSONL (“{” or “[” first), HTML and XML (“<” "
          + "first), and CSV or TSV whose first row names question (query, prompt, instruction) and "
          + "answer (response, output, completion)"
      ),
    ] {
      let path = try files.write(name, Data(text.utf8))
      #expect(throws: ImportFileError(path: path, reason: sentence)) {
        try ImportFinder.inspect([path])
      }
    }
  }
}
