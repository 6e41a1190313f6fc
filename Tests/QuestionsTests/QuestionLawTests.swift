import Artifacts
import Documents
import Foundation
import Questions
import Retrieval
import Templates
import Testing

/// What holds for every question, on the corpora of this package.
@Suite("Laws of questions")
struct QuestionLawTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private static let corpora =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/corpora"

  private func corpus() async throws -> Index {
    let options = DocumentsOptions()
    let writer = try IndexWriter(
      path: folder.path + "/index.sqlite", options: RetrievalOptions(), configuration: "{}")
    let files = try CorpusFiles(paths: [Self.corpora], extensions: options.extensions)
    try await CorpusReader(files: files, options: options, threads: 2).read {
      writer.analyze(document: $0.document, chunks: $0.chunks)
    } emit: { event in
      if case .document(let document) = event { try writer.add(document) }
    }
    _ = try writer.finish(drops: DropCounts())
    return try Index(path: folder.path + "/index.sqlite")
  }

  private static func found(
    _ index: Index, _ options: QuestionOptions = QuestionOptions(), threads: Int = 2
  ) async throws -> FoundQuestions {
    try await QuestionFinder(index: index, options: options, templates: TemplateStore())
      .find(threads: threads, progress: SilentProgress())
  }

  @Test func evidenceIsTheAnswer() async throws {
    let index = try await corpus()
    let found = try await Self.found(index)
    #expect(found.records.count > 300)
    for record in found.records {
      let evidence = try #require(record.evidence.first)
      let passage = try #require(try index.passage(id: evidence.chunk))
      let bytes = Array(passage.text.utf8)[evidence.start..<evidence.end]
      #expect(String(decoding: bytes, as: UTF8.self) == record.answer)
      #expect(record.oracleChunks == [evidence.chunk])
    }
  }

  @Test func limitsAreKept() async throws {
    let index = try await corpus()
    for perPassage in [1, 2] {
      var options = QuestionOptions()
      options.perPassage = perPassage
      options.longestAnswer = 150
      options.shortestAnswer = 10
      let found = try await Self.found(index, options)
      let counts = Dictionary(grouping: found.records, by: { $0.oracleChunks[0] })
      #expect(counts.values.allSatisfy { $0.count <= perPassage })
      for record in found.records {
        let length = record.answer.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 3 : 1) }
        #expect(record.answer.count <= 150 && length >= 10, "\(record.answer)")
      }
      #expect(found.drops.reasons["answerTooLong"] != nil)
      #expect(found.drops.reasons["answerTooShort"] != nil)
    }
  }

  @Test func questionsStandAlone() async throws {
    let found = try await Self.found(try await corpus())
    let pointing: Set<String> = ["this", "these", "those", "following", "such"]
    for record in found.records where record.kind != "faq" {
      // What stands in quotation marks is a name.
      let text = record.question.replacing(/“[^”]*”/, with: "").lowercased()
      let words = Set(text.split { !$0.isLetter }.map(String.init))
      #expect(words.isDisjoint(with: pointing), "\(record.question)")
      #expect(!text.contains("“”") && !record.question.contains("  "), "\(record.question)")
      #expect("?。".contains(record.question.last ?? " "), "\(record.question)")
    }
    let keys = found.records.map { $0.question.lowercased() }
    #expect(Set(keys).count == keys.count)
    #expect(found.drops.reasons["noWording"] == nil)
  }

  @Test func sameWithAnyNumberOfThreads() async throws {
    let index = try await corpus()
    let first = try await Self.found(index, threads: 1)
    for threads in [1, 2, 5] {
      let again = try await Self.found(index, threads: threads)
      #expect(again.records.map(\.id) == first.records.map(\.id))
      #expect(again.records.map(\.question) == first.records.map(\.question))
      #expect(again.drops == first.drops)
      #expect(again.amongTen == first.amongTen)
    }
  }

  @Test func seedChoosesTheWording() async throws {
    let index = try await corpus()
    var options = QuestionOptions()
    options.seed = 7
    let other = try await Self.found(index, options).records.map(\.question)
    #expect(try await Self.found(index).records.map(\.question) != other)
  }

  @Test func roundTrip() async throws {
    // Words that stand in forty other passages more often do not find the first page's.
    var pages = ["a.html": Pages.page("Note", "<h2>Pump</h2><p>Oil it every second month.</p>")]
    for number in 1...40 {
      pages["b\(number).html"] = Pages.page(
        "Note \(number)", "<h2>Pump note</h2><p>Pump \(number) note pump note pump.</p>")
    }
    let corpus = try await Pages(pages)
    var options = Pages.everything
    options.roundTrip = 1
    let strict = try await corpus.found(options)
    #expect((strict.drops.reasons["roundTripFailed"]?.count ?? 0) > 0)
    #expect(
      strict.checked == strict.records.count + (strict.drops.reasons["roundTripFailed"]?.count ?? 0)
    )
    #expect(strict.records.allSatisfy { $0.scores["retrieval_rank"] == 1 })
    options.roundTrip = 0
    let unchecked = try await corpus.found(options)
    #expect(unchecked.checked == 0 && unchecked.records.count == strict.checked)
  }

  @Test func sameQuestionTwice() async throws {
    let body = "<dl><dt>Crumb</dt><dd>The inside of a loaf.</dd></dl>"
    let twice = try await Pages(["a.html": Pages.page("A", body), "b.html": Pages.page("B", body)])
    var options = Pages.everything
    options.roundTrip = 0
    // Two pages explain the word alike; each wording is asked once.
    let same = try await twice.found(options)
    #expect(Set(same.records.map(\.question)).count == same.records.count)
    // Two pages explain it differently: the question names its page.
    let other = body.replacing("inside of a loaf", with: "part left on a table")
    var pages: [String: String] = [:]
    for number in 1...6 {
      pages["\(number).html"] = Pages.page("Baking \(number)", number % 2 == 0 ? body : other)
    }
    let ambiguous = try await Pages(pages).found(options)
    for record in ambiguous.records where record.kind == "definition" {
      #expect(record.question.contains("Baking"), "\(record.question)")
    }
  }

  @Test func kindsCanBeChosen() async throws {
    var options = QuestionOptions()
    options.kinds = ["faq"]
    let found = try await Self.found(try await corpus(), options)
    #expect(!found.records.isEmpty && found.records.allSatisfy { $0.kind == "faq" })
    #expect(found.kinds.map(\.kind) == ["faq"])
  }
}
