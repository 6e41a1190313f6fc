import Artifacts
import Foundation
import Questions
import Testing

/// The same two pairs in every format that is read.
@Suite struct ImportFormatTests {
  static let wound = ImportedFiles.Pair(
    "How often did the keeper of Skerry Point wind the clockwork?",
    "The keeper wound the clockwork every four hours.",
    "The keeper wound the clockwork every four hours.")
  static let funnel = ImportedFiles.Pair(
    "What diameter has the funnel of a rain gauge?", "It is 203 millimetres wide.",
    "The funnel has a diameter of 203 millimetres.")

  static let files: [(name: String, text: String)] = [
    (
      "pairs.jsonl",
      #"""
      {"question": "How often did the keeper of Skerry Point wind the clockwork?", "answer": "The keeper wound the clockwork every four hours."}

      {"Prompt": "What diameter has the funnel of a rain gauge?", "completion": ["It is 203 millimetres wide.", "203 mm"]}
      """#
    ),
    (
      "pairs.json",
      #"""
      [{"instruction": "How often did the keeper of Skerry Point wind the clockwork?",
        "output": "The keeper wound the clockwork every four hours."},
       {"query": "What diameter has the funnel of a rain gauge?",
        "answers": [{"text": "It is 203 millimetres wide."}]}]
      """#
    ),
    (
      "squad.json",
      #"""
      {"version": "1.1", "data": [{"title": "x", "paragraphs": [
        {"context": "It stands on a cliff. The keeper wound the clockwork every four hours.",
         "qas": [{"id": "a", "question": "How often did the keeper of Skerry Point wind the clockwork?",
           "answers": [{"answer_start": 22, "text": "The keeper wound the clockwork every four hours."}]}]},
        {"context": "The funnel has a diameter of 203 millimetres.",
         "qas": [{"id": "b", "question": "What diameter has the funnel of a rain gauge?",
           "answers": {"text": ["It is 203 millimetres wide."], "answer_start": [0]}}]}]}]}
      """#
    ),
    (
      "pairs.csv",
      """
      Nr,Question,Answer\r
      1,How often did the keeper of Skerry Point wind the clockwork?,"The keeper wound
      the clockwork every four hours."\r
      2,"What diameter has the funnel of a rain gauge?",It is 203 millimetres wide.\r
      """
    ),
    (
      "pairs.tsv",
      """
      query\tresponse
      How often did the keeper of Skerry Point wind the clockwork?\tThe keeper wound the clockwork every four hours.
      What diameter has the funnel of a rain gauge?\tIt is 203 millimetres wide.
      """
    ),
    (
      "semicolons.csv",
      """
      answer;question
      The keeper wound the clockwork every four hours.;How often did the keeper of Skerry Point wind the clockwork?
      It is 203 millimetres wide.;What diameter has the funnel of a rain gauge?
      """
    ),
    (
      "terms.html",
      """
      <html><body><nav>Home</nav><dl>
      <dt>How often did the keeper of Skerry Point wind the clockwork?</dt>
      <dd>The keeper wound the clockwork every four hours.</dd>
      <dt>Funnel</dt><dd>A cone.</dd>
      <dt>What diameter has the funnel of a rain gauge?</dt>
      <dd>It is 203 millimetres wide.</dd></dl></body></html>
      """
    ),
    (
      "headings.html",
      """
      <html><body><h1>Questions</h1><p>They are many.</p>
      <h2>How often did the keeper of Skerry Point wind the clockwork?</h2>
      <div style="display: none"><p>The keeper wound the clockwork every four hours.</p></div>
      <h2><button>What diameter has the funnel of a rain gauge?</button></h2>
      <p>It is 203 millimetres wide.</p><h2>Colophon</h2><p>Set in Lead.</p></body></html>
      """
    ),
    (
      "details.html",
      """
      <!DOCTYPE html><body><details><summary>How often did the keeper of Skerry Point wind the
      clockwork?</summary><p>The keeper wound the clockwork every four hours.</p></details>
      <p>Between.</p>
      <details><summary>What diameter has the funnel of a rain gauge?</summary>It is 203 millimetres
      wide.</details></body>
      """
    ),
    (
      "linked.html",
      #"""
      <html><head><script type="application/ld+json">{"@context": "https://schema.org",
      "@type": "FAQPage", "mainEntity": [{"@type": "Question",
      "name": "How often did the keeper of Skerry Point wind the clockwork?", "acceptedAnswer":
      {"@type": "Answer", "text": "<p>The keeper wound the <b>clockwork</b> every four hours.</p>"}},
      {"@type": "Question", "name": "What diameter has the funnel of a rain gauge?",
      "acceptedAnswer": {"@type": "Answer", "text": "It is 203 millimetres wide."}}]}</script></head>
      <body><p>What diameter has the funnel of a rain gauge?</p></body></html>
      """#
    ),
    (
      "microdata.html",
      """
      <div itemscope itemtype="https://schema.org/FAQPage">
      <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
      <h3 itemprop="name">How often did the keeper of Skerry Point wind the clockwork?</h3>
      <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
      <div itemprop="text">The keeper wound the clockwork every four hours.</div></div></div>
      <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
      <b itemprop="name">What diameter has the funnel of a rain gauge?</b>
      <div itemprop="acceptedAnswer" itemscope><p itemprop="text">It is 203 millimetres wide.</p>
      </div></div></div>
      """
    ),
    (
      "Posts.xml",
      """
      <?xml version="1.0" encoding="utf-8"?><posts>
      <row Id="1" PostTypeId="1" AcceptedAnswerId="3" Title="How often did the keeper of Skerry Point wind the clockwork?" Body="&lt;p&gt;I wonder.&lt;/p&gt;" AnswerCount="2"/>
      <row Id="2" PostTypeId="2" ParentId="1" Score="9" Body="&lt;p&gt;Never.&lt;/p&gt;"/>
      <row Id="3" PostTypeId="2" ParentId="1" Score="1" Body="&lt;p&gt;The keeper wound the clockwork every four hours.&lt;/p&gt;"/>
      <row Id="4" PostTypeId="1" Title="What diameter has the funnel of a rain gauge?" Body="&lt;p&gt;Who knows?&lt;/p&gt;" AnswerCount="2"/>
      <row Id="5" PostTypeId="2" ParentId="4" Score="0" Body="&lt;p&gt;Small.&lt;/p&gt;"/>
      <row Id="6" PostTypeId="2" ParentId="4" Score="4" Body="&lt;p&gt;It is 203 millimetres wide.&lt;/p&gt;"/>
      </posts>
      """
    ),
    (
      "medquad.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document id="7" source="x" url="http://example.org/"><Focus>Instruments</Focus>
      <QAPairs><QAPair pid="1">
      <Question qid="7-1" qtype="frequency">How often did the keeper of Skerry Point wind the clockwork ?</Question>
      <Answer>The keeper wound the clockwork every four hours.</Answer></QAPair>
      <QAPair pid="2"><Question qid="7-2" qtype="size">What diameter has the funnel of a rain gauge ?</Question>
      <Answer>It is 203 millimetres wide.</Answer></QAPair></QAPairs></Document>
      """
    ),
    (
      "faq.xml",
      """
      <faq xml:lang="en"><title>Instruments</title><entry><q>How often did the keeper of Skerry Point
      wind the clockwork?</q><a><p>The keeper wound the clockwork every four hours.</p></a></entry>
      <entry><note>Asked often.</note><q>What diameter has the funnel of a <i>rain gauge</i>?</q>
      <a>It is 203 millimetres wide.</a><a>Wide.</a></entry></faq>
      """
    ),
    (
      "book.xml",
      """
      <qandaset xmlns="http://docbook.org/ns/docbook" version="5.0"><qandaentry>
      <question><para>How often did the keeper of Skerry Point wind the clockwork?</para></question>
      <answer><para>The keeper wound the clockwork every four hours.</para></answer></qandaentry>
      <qandaentry><question><para>What diameter has the funnel of a rain gauge?</para></question>
      <answer><para>It is 203 millimetres wide.</para></answer></qandaentry></qandaset>
      """
    ),
  ]

  @Test(arguments: files.indices) func format(_ number: Int) async throws {
    let (name, text) = Self.files[number]
    let files = try await ImportedFiles()
    let found = try await files.found(name, text)
    var pairs = try files.pairs(found)
    // A line end in a field of CSV is the answer's own.
    for place in pairs.indices { pairs[place].answer.replace("\n", with: " ") }
    #expect(pairs == [Self.wound, Self.funnel], "\(name): \(files.ledger(found))")
    #expect(found.records.map { $0.scores["quote"] != nil } == [true, name == "squad.json"])
    #expect(found.records.allSatisfy { $0.kind == "imported" && $0.generator.name == "import" })
  }

  /// A folder stands for the files below it; compressed ones are unpacked.
  @Test func folder() async throws {
    let files = try await ImportedFiles()
    let folder = files.pages.folder + "/folder"
    try FileManager.default.createDirectory(
      atPath: folder + "/b", withIntermediateDirectories: true)
    for (name, number) in [("b/2.csv", 3), ("1.jsonl", 0), ("notes.txt", 1), ("b/3.xml", 12)] {
      try Data(Self.files[number].text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", folder + "/b/2.csv"]
    try gzip.run()
    gzip.waitUntilExit()
    let found = try await files.found([]) { $0.files = [folder] }
    #expect(found.pairsRead == 6)
    #expect(found.records.count == 2)
    #expect(
      found.ledger.map(\.reason) == [
        "nearDuplicate", "nearDuplicate", "nearDuplicate", "nearDuplicate",
      ])
  }

  /// What is passed over by rule is counted, not listed.
  @Test func answersThatAreNotTheBest() async throws {
    let files = try await ImportedFiles()
    let (name, text) = try #require(Self.files.first { $0.name == "Posts.xml" })
    let found = try await files.found(name, text)
    #expect(found.drops.reasons["otherAnswers"]?.count == 2)
    #expect(found.ledger.isEmpty)
  }

  /// What posts and answers ask in passing is no question of the export; headings in an answer are
  /// part of it.
  @Test func headingsInsideOfPosts() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "Posts.xml",
      """
      <posts><row Id="1" PostTypeId="1" Title="Where does the lens of the lighthouse come from?" Body="&lt;h2&gt;Why do I ask?&lt;/h2&gt;&lt;p&gt;The lens is old.&lt;/p&gt;"/>
      <row Id="2" PostTypeId="2" ParentId="1" Score="9" Body="&lt;p&gt;Its lens came from Paris.&lt;/p&gt;&lt;h2&gt;When was it lit?&lt;/h2&gt;&lt;p&gt;The lighthouse on Skerry Point was lit in 1874.&lt;/p&gt;"/>
      <row Id="3" PostTypeId="1" Title="Who oils a chain?" Body="&lt;h2&gt;Why oil?&lt;/h2&gt;&lt;p&gt;Oil the chain after riding.&lt;/p&gt;"/>
      </posts>
      """)
    #expect(
      found.records.map(\.answer) == [
        "Its lens came from Paris.\nWhen was it lit?\nThe lighthouse on Skerry Point was lit in 1874."
      ])
    #expect(found.drops.reasons["skippedRecords"]?.count == 1)
  }

  /// A heading that asks is answered by its section; where sections below ask too, by what is its own.
  @Test func nestedQuestions() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "faq.html",
      """
      <html lang="en"><body><h1>Is there more?</h1>
      <h2>What diameter has the funnel of a rain gauge?</h2><p>The funnel has a diameter.</p>
      <h3>In numbers</h3><p>Of 203 millimetres.</p>
      <h2>What is a chain gauge for?</h2><p>It shows when the chain is worn.</p>
      <h3>What happens to a worn chain?</h3><ul><li>A worn chain stretches</li></ul>
      <h2>Rain gauge titles</h2><p>Nothing.</p></body></html>
      """)
    #expect(
      found.records.map(\.answer) == [
        "The funnel has a diameter.\nIn numbers\nOf 203 millimetres.",
        "It shows when the chain is worn.", "A worn chain stretches",
      ])
    #expect(files.ledger(found) == ["emptyAnswer: faq.html:1: there is no answer to it"])
  }

  /// Titles of posts need no question mark; what asks nothing is dropped, unless that is asked for.
  @Test func formOfQuestions() async throws {
    let files = try await ImportedFiles()
    let text = """
      {"question": "How to empty a rain gauge", "answer": "Observers empty the gauge at nine"}
      {"question": "Explain the funnel of a rain gauge.", "answer": "a diameter of 203 millimetres"}
      {"question": "Rain gauge emptying", "answer": "Observers empty it at nine in the morning"}
      """
    let found = try await files.found("pairs.jsonl", text)
    #expect(found.records.count == 2)
    #expect(
      files.ledger(found) == [
        "notAQuestion: pairs.jsonl:3: it neither ends in a question mark nor begins as a question does"
      ])
    let all = try await files.found([("pairs.jsonl", text)]) { $0.checks.form = false }
    #expect(all.records.count == 3)
  }

  @Test func namesOfAnswersAndIDs() async throws {
    let files = try await ImportedFiles()
    let found = try await files.found(
      "pairs.jsonl",
      """
      {"id": 17, "q": "What diameter has the funnel of a rain gauge?", "a": "203 millimetres", "type": "size"}
      {"id": 17, "q": "In which year was the lighthouse on Skerry Point lit?", "a": 1874}
      """)
    #expect(found.records.map(\.id)[0] == "17")
    #expect(found.records.map(\.id)[1].hasPrefix("q"))
    #expect(found.records.map(\.answer) == ["203 millimetres", "1874"])
    #expect(found.records[0].type == "size")
  }
}
