import Questions
import Testing

/// Names of programs: what they are called, and what they belong to.
@Suite("Names of code")
struct CodeNameTests {
  /// A term of a definition list, and what its question must say.
  @Test(arguments: [
    ("class sched.scheduler(timefunc=time.monotonic)", "the class sched.scheduler "),
    ("exception sched.TooLate", "the exception sched.TooLate "),
    ("sched.run(blocking=True)", "the function sched.run() "),
    ("HTMLParser.feed(data)", "the method HTMLParser.feed() "),
    ("int PyIter_Check(PyObject *o)", "the function PyIter_Check() "),
    ("PyObject *PyIter_Next(PyObject *o)", "the function PyIter_Next() "),
    ("coroutine sched.sleep(delay)", "the coroutine sched.sleep() "),
    ("int import_time", " import_time "),
    ("sched_limit, toast.sched_limit (integer)", "the parameter sched_limit "),
    ("sched.limits", " sched.limits "),
  ])
  func nouns(term: String, phrase: String) async throws {
    let pages = try await Pages(
      "sched — Event scheduler",
      "<dl><dt><code>\(term)</code></dt><dd>Returns one of the next events, if any.</dd></dl>")
    let asked = try await pages.found().records.map { $0.question }
    #expect(asked.count == 1)
    for question in asked {
      let spaced = question.replacing(",", with: " ").replacing("?", with: " ")
      #expect(spaced.contains(phrase), "\(question)")
    }
  }

  @Test func membersNameTheirClass() async throws {
    let pages = try await Pages(
      "calendar — Calendars",
      """
      <h2>Classes</h2><dl><dt>class calendar.TextCalendar(firstweekday=0)</dt>
      <dd><p>Makes plain text of calendars.</p>
      <dl><dt>prmonth(theyear, themonth)</dt><dd>Prints the calendar of a month.</dd></dl></dd></dl>
      """)
    let records = try await pages.found().records
    let member = records.first { $0.answer == "Prints the calendar of a month." }
    #expect(member?.question.contains("the method prmonth() of calendar.TextCalendar") ?? false)
    #expect(!records.contains { $0.question.contains("firstweekday") })
  }

  /// Sphinx puts “Part of the Stable ABI.” and “New in version …” around what a function does.
  @Test func notesAreNoDescriptions() async throws {
    let pages = try await Pages(
      "Iterators",
      """
      <dl><dt>int PyAIter_Check(PyObject *o)</dt><dd><p>Part of the Stable ABI since version 3.10.</p>
      <p>Return non-zero if the object o is an iterator.</p><p>New in version 3.10.</p></dd></dl>
      """)
    let answers = try await pages.found().records.map(\.answer)
    #expect(
      Set(answers) == ["Return non-zero if the object o is an iterator.", "New in version 3.10."])
    let version = try await pages.found().records.first { $0.answer.hasPrefix("New in") }
    #expect(version?.question.contains("version") ?? false)
  }

  @Test func changesOfAVersion() async throws {
    let pages = try await Pages(
      "math — Mathematics",
      """
      <dl><dt>math.gcd(*integers)</dt><dd><p>Return the greatest common divisor of all.</p>
      <p>Changed in version 3.9: Added support for an arbitrary number of arguments.</p></dd></dl>
      """)
    let change = try await pages.found().records.first { $0.answer.hasPrefix("Changed") }
    #expect(change?.question.contains("version 3.9") ?? false)
    #expect(change?.question.contains("the function math.gcd()") ?? false)
  }

  @Test func entriesOfChangeLists() async throws {
    let pages = try await Pages(
      "Release 15.3",
      "<ul><li><p>Fix memory leak in the sorting of long lists (A. Person)</p></li></ul>")
    let records = try await pages.found().records
    #expect(records.count == 1)
    #expect(
      records.allSatisfy {
        $0.question.contains("Release 15.3") && $0.question.contains("“memory leak in the sorting”")
      }, "\(records.map(\.question))")
  }

  /// A label like “Name” says nothing before the name itself.
  @Test func emptyRowLabels() async throws {
    let pages = try await Pages(
      "Demos",
      """
      <table><caption>Demo scripts</caption><tr><th>Name</th><th>Features</th></tr>
      <tr><td>penrose</td><td>aperiodic tiling</td></tr></table>
      """)
    let asked = try await pages.pairs(.table).map(\.question)
    #expect(asked.count == 1)
    #expect(asked.allSatisfy { !$0.contains("name penrose") && !$0.contains("Name") }, "\(asked)")
  }
}
