import Questions
import Testing

/// What is asked of English pages, kind by kind.
@Suite("English questions")
struct EnglishTests {
  @Test func definitionsOfAGlossary() async throws {
    let pages = try await Pages(
      "Glossary",
      "<dl><dt>Crumb</dt><dd>The inside of a loaf, without its crust.</dd></dl>")
    let pairs = try await pages.pairs(.definition)
    #expect(pairs.map(\.answer) == ["The inside of a loaf, without its crust."])
    #expect(pairs.map(\.question).allSatisfy { $0.contains("“Crumb”") })
  }

  @Test func sentencesThatDefine() async throws {
    let pages = try await Pages(
      "Weather",
      "<p>A barometer is an instrument that measures the pressure of the air.</p>")
    #expect(
      try await pages.pairs(.definition) == [
        .init(
          "What is a barometer?",
          "A barometer is an instrument that measures the pressure of the air.")
      ])
  }

  /// “Wind is the largest source of error” does not say what wind is wherever one asks.
  @Test func superlativesAreAskedWithTheirPlace() async throws {
    let pages = try await Pages(
      "Rain gauges", "<p>Wind is the largest source of error when rain is collected.</p>")
    #expect(
      try await pages.pairs(.definition).map(\.question)
        == ["According to “Rain gauges”, what is wind?"])
  }

  @Test func optionsAndTheirDefaults() async throws {
    let pages = try await Pages(
      "larder",
      """
      <h2>Options</h2><dl><dt><code>-j, --jobs COUNT</code></dt>
      <dd>Runs that many jobs at once, each with its own log. The default is 4.</dd></dl>
      """)
    let pairs = try await pages.pairs(.parameter)
    let does = pairs.filter { $0.answer.hasPrefix("Runs that many") }
    #expect(does.count == 1)
    #expect(does.allSatisfy { $0.question.contains("the option -j/--jobs") })
    #expect(
      pairs.contains { $0.question.contains("default") && $0.answer == "The default is 4." })
  }

  @Test func parametersWithTheirType() async throws {
    let pages = try await Pages(
      "Server",
      """
      <dl><dt><code>max_jars</code> (<code>integer</code>)</dt>
      <dd>The largest number of jars on a shelf, counted at midnight.</dd></dl>
      """)
    let pairs = try await pages.pairs(.parameter)
    #expect(pairs.count == 1)
    #expect(pairs.allSatisfy { $0.question.contains("the parameter max_jars") })
  }

  @Test func cellsByRowAndColumn() async throws {
    let pages = try await Pages(
      "Timbers",
      """
      <table><caption>Density of timbers</caption>
      <tr><th>Timber</th><th>Density</th></tr>
      <tr><td>Oak</td><td>720 kg/m³</td></tr><tr><td>Pine</td><td>510 kg/m³</td></tr></table>
      """)
    let pairs = try await pages.pairs(.table)
    #expect(Set(pairs.map(\.answer)) == ["720 kg/m³", "510 kg/m³"])
    for pair in pairs {
      #expect(pair.question.contains("“Density of timbers”"), "\(pair)")
      #expect(pair.question.contains("“Density”"), "\(pair)")
      #expect(pair.question.contains("timber Oak") == (pair.answer == "720 kg/m³"), "\(pair)")
    }
  }

  @Test func questionsThatThePageAsks() async throws {
    let pages = try await Pages(
      "Bread", "<h2>Why does my dough stick to the bowl?</h2><p>It holds too much water.</p>")
    #expect(
      try await pages.pairs(.faq)
        == [.init("Why does my dough stick to the bowl?", "It holds too much water.")])
  }

  @Test func questionsOfADocBookFAQ() async throws {
    let pages = try await Pages([
      "faq.xml": """
      <?xml version="1.0"?><article lang="en" xmlns="http://docbook.org/ns/docbook">
      <title>Jars</title><qandaset><qandaentry>
      <question><para>How long does a jar keep its seal?</para></question>
      <answer><para>About two years in a cool room.</para></answer>
      </qandaentry></qandaset></article>
      """
    ])
    #expect(
      try await pages.pairs(.faq)
        == [.init("How long does a jar keep its seal?", "About two years in a cool room.")])
  }

  @Test func sectionsByTheirHeading() async throws {
    let pages = try await Pages(
      "Clocks",
      "<h2>Regulating the pendulum</h2><p>Turning the nut by one division gains a minute.</p>")
    let pairs = try await pages.pairs(.section)
    #expect(pairs.map(\.answer) == ["Turning the nut by one division gains a minute."])
    #expect(
      pairs.allSatisfy {
        $0.question.contains("regulating the pendulum") && $0.question.contains("“Clocks”")
      })
  }

  @Test func numberedSteps() async throws {
    let pages = try await Pages(
      "Clocks",
      """
      <h2>Care</h2><p>To clean the dial:</p>
      <ol><li>Lift off the glass.</li><li>Wipe the dial dry.</li></ol>
      """)
    #expect(
      try await pages.pairs(.procedure) == [
        .init(
          "What are the steps to clean the dial (Clocks)?",
          "Lift off the glass.\nWipe the dial dry.")
      ])
  }

  @Test func statements() async throws {
    let expected = [
      ("To level the gauge, turn the three screws at its foot.", "how can you level the gauge"),
      (
        "If the needle sticks at zero, tap the glass lightly.",
        "what should you do if the needle sticks at zero"
      ),
      (
        "When the pressure falls below 980 hPa, the bell rings twice.",
        "when the pressure falls below 980 hPa"
      ),
      ("A hygrometer is used to measure the humidity of the air.", "a hygrometer"),
      ("VACUUM reclaims storage occupied by dead tuples.", "what does VACUUM reclaim"),
    ]
    for (sentence, part) in expected {
      let pages = try await Pages("Instruments", "<h2>Care</h2><p>\(sentence)</p>")
      let pairs = try await pages.pairs(.statement)
      #expect(pairs.map(\.answer) == [sentence])
      let asked = pairs.map { $0.question.lowercased() }
      let wanted = part.lowercased().replacing("how can you ", with: "")
        .replacing("what should you do ", with: "")
      #expect(asked.allSatisfy { $0.contains(wanted) }, "\(asked)")
    }
  }

  /// Sentences of which no question is made: they point elsewhere or are no statement.
  @Test(arguments: [
    "This means that the bell rings twice before noon.",
    "See the next chapter for the care of the bell and the glass.",
    "To preserve the finish, the varnish takes up oil over the years.",
    "The distinction can be ignored for all practical purposes.",
    "The red parts can be used for this purpose as well.",
    "The second objection to oil can be met with a drop of grease.",
    "Left click and optional drag selects one or more lines of the text.",
    "Always oil the wheel that turns the striking train of the clock.",
    "Whoever may open the case is free to set the hands.",
  ])
  func sentencesThatSayTooLittle(sentence: String) async throws {
    let pages = try await Pages(
      "Instruments", "<h2>Care of the dial</h2><ul><li>\(sentence)</li></ul>")
    #expect(try await pages.found().records.map(\.question) == [])
  }

  @Test func capitalsInMidSentence() async throws {
    let pages = try await Pages(
      "News",
      """
      <h2>Start</h2><p>Run <code>python</code> now. With Python one writes less; Python does it.</p>
      <p>Python includes a window for editing programs and reading help.</p>
      """)
    let asked = try await pages.pairs(.statement).map(\.question)
    #expect(
      asked.contains { $0.contains("what does Python include") || $0.contains("does Python") })
    #expect(!asked.contains { $0.contains("does python") })
  }
}
