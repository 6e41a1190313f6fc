import Questions
import Testing

/// Sentences that fifty random questions over PostgreSQL's manual showed to give bad ones (issue 2).
@Suite("What gives no question")
struct RejectedTests {
  @Test(
    "a sentence that leans on its neighbours",
    arguments: [
      "When that's the wrong choice, the constant is cast to the type of the array.",
      "The command line options of configure are explained below.",
      "The functions provided by the module are shown in Table 9.",
      "the inserted rows are invisible to the other part of the command.",
    ])
  func neighbours(sentence: String) async throws {
    let pages = try await Pages("Arrays", "<h2>Modifying arrays</h2><p>\(sentence)</p>")
    #expect(try await pages.found().records.map(\.question) == [])
  }

  @Test(
    "a sentence whose shape misleads",
    arguments: [
      "If REVERSE is specified then the step value is subtracted, rather than added, each time.",
      "When I shift to the third sprocket, the derailleur skips my second one.",
      "Inherited queries perform access permission checks on the parent table only.",
      "Test whether a scan can be performed within a parallel worker of the executor.",
      "PostgreSQL supports both mechanisms concurrently, as the chapter on replication says.",
    ])
  func shapes(sentence: String) async throws {
    let pages = try await Pages("Loops", "<h2>Integer loops</h2><p>\(sentence)</p>")
    #expect(try await pages.pairs(.statement) == [])
  }

  @Test func aListThatIsPartOfASentence() async throws {
    let pages = try await Pages(
      "Labels",
      """
      <h2>Definitions of the path</h2><p>The pattern matches a path that</p>
      <ol><li>begins with the label Top</li><li>and then ends with another label</li></ol>
      """)
    #expect(try await pages.pairs(.procedure) == [])
  }

  @Test func aDefaultThatIsLacking() async throws {
    let pages = try await Pages(
      "CREATE TABLE",
      """
      <h2>Parameters</h2><dl><dt>default_expr</dt><dd>An expression for columns without a value.
      If there is no default for a column, then the default is null.</dd></dl>
      """)
    let defaults = try await pages.found().records.filter { $0.question.contains("default of") }
    #expect(defaults.isEmpty)
  }

  @Test func aChangeThatIsAClause() async throws {
    let pages = try await Pages(
      "Release 15.2",
      "<ul><li>Ensure that execution of searches can be cancelled in all phases (Tom Lane)</li></ul>"
    )
    #expect(try await pages.found().records.allSatisfy { !$0.question.contains("“that ") })
  }
}
