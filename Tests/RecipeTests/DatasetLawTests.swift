import Artifacts
import Questions
import Recipe
import Retrieval
import Testing

/// What holds for every dataset, whatever the corpus and the seed. A failure names the seed.
@Suite("Laws of a dataset")
struct DatasetLawTests {
  @Test("oracles, answers, positions and quotes are right", arguments: 0..<UInt64(60))
  func rows(seed: UInt64) async throws {
    var options = DatasetOptions()
    options.seed = seed
    options.distractors = DistractorCount(Int(seed % 6))
    let made = try await MadeDataset(
      SyntheticCorpus(seed: seed, documents: 3 + Int(seed % 20)), options: options)
    var short = 0
    for row in try made.rows() {
      let texts = row.texts
      #expect(texts.count == row.passages.count && row.context.title[0].count == texts.count)
      #expect(Set(texts).count == texts.count, "a passage twice in \(row.id)")
      #expect(Set(row.passages.map(\.chunk)).count == texts.count)
      let places = texts.indices.filter { Array(texts[$0].utf8) == Array(row.oracleContext.utf8) }
      #expect(places == row.oraclePositions)
      #expect(places.count == (row.rowClass == .oracle ? 1 : 0))
      let answer = NormalizedText(row.answer)
      for (text, passage) in zip(texts, row.passages) {
        #expect((passage.role == .oracle) == (text == row.oracleContext))
        guard passage.role == .distractor else { continue }
        #expect(!NormalizedText(text).contains(answer), "\(row.id): \(text)")
      }
      let distractors = row.passages.count { $0.role == .distractor }
      #expect(distractors <= options.distractors.most)
      if distractors < options.distractors.most { short += 1 }
      let quotes = try #require(Quotation.quotes(in: row.cotAnswer))
      #expect(quotes.count == 1)
      for quote in quotes {
        #expect(row.oracleContext.utf8.firstRange(of: quote.utf8) != nil, "\(row.id): \(quote)")
      }
      #expect(row.cotAnswer.hasPrefix("##Reason: "))
      #expect(row.cotAnswer.hasSuffix("\n##Answer: \(row.answer)"))
      #expect(
        row.instruction == texts.map { "<DOCUMENT>\($0)</DOCUMENT>\n" }.joined() + row.question)
    }
    #expect((made.summary.shortages.reasons["tooFewPassages"]?.count ?? 0) == short)
    #expect(made.summary.totalRows + made.summary.drops.total == made.index.passageCount)
  }

  @Test("P is met exactly in every split", arguments: [0, 0.25, 0.4, 0.8, 0.9, 1.0])
  func oracleFraction(share: Double) async throws {
    var options = DatasetOptions()
    options.oracleFraction = share
    let made = try await MadeDataset(SyntheticCorpus(seed: 5, documents: 60), options: options)
    for split in Split.allCases {
      let rows = try made.rows(split)
      let present = rows.count { $0.rowClass == .oracle }
      #expect(abs(Double(present) - share * Double(rows.count)) <= 0.5 + 1e-6)
      #expect(made.summary.rows[split]?[.oracle] == present)
      #expect(rows.allSatisfy { $0.split == split })
    }
  }

  @Test("no document, and no text, is an oracle in two splits", arguments: 0..<UInt64(40))
  func splits(seed: UInt64) async throws {
    var options = DatasetOptions()
    options.seed = seed
    let made = try await MadeDataset(
      SyntheticCorpus(seed: seed, documents: 4 + Int(seed)), options: options)
    let chunks = Dictionary(
      uniqueKeysWithValues: try (0..<made.index.passageCount).map {
        ("q\(made.index.id(ofPassage: $0))", try made.index.passage(number: $0))
      })
    var documents: [String: Split] = [:]
    var texts: [String: Split] = [:]
    for row in try made.rows() {
      let passage = try #require(chunks[row.id])
      let uri = try made.index.document(ofPassage: passage.number).uri
      #expect(documents.updateValue(row.split, forKey: uri) ?? row.split == row.split)
      #expect(texts.updateValue(row.split, forKey: passage.text) ?? row.split == row.split)
    }
    if Set(documents.values).count < 3 {
      // Passages that documents share may leave fewer than three groups in a tiny corpus.
      #expect(documents.count < 12)
    }
    #expect(made.summary.rows(in: .test) * 2 <= made.summary.totalRows)
    #expect(made.summary.rows(in: .validation) * 2 <= made.summary.totalRows)
  }

  @Test("the same bytes with one thread, with several, and again", arguments: [1, 9, 23])
  func threads(seed: UInt64) async throws {
    var options = DatasetOptions()
    options.seed = seed
    options.formats = ["raft", "chat"]
    let corpus = SyntheticCorpus(seed: seed, documents: 120)
    let one = try await MadeDataset(corpus, options: options, threads: 1).files()
    let two = try await MadeDataset(corpus, options: options, threads: 2).files()
    let again = try await MadeDataset(corpus, options: options, threads: 5).files()
    #expect(one == two && two == again)
    #expect(
      one.keys.sorted() == [
        "README.md", "dataset_info.json", "manifest.json", "test.chat.jsonl", "test.jsonl",
        "train.chat.jsonl",
        "train.jsonl", "validation.chat.jsonl", "validation.jsonl",
      ])
  }

  @Test("another seed draws other rows")
  func seeds() async throws {
    let corpus = SyntheticCorpus(seed: 2, documents: 80)
    var options = DatasetOptions()
    let first = try await MadeDataset(corpus, options: options).bytes("train.jsonl")
    options.seed = 43
    let second = try await MadeDataset(corpus, options: options).bytes("train.jsonl")
    #expect(first != second)
  }

  @Test("a new document moves only rows at the edge of a quota")
  func newDocument() async throws {
    var corpus = SyntheticCorpus(seed: 3, documents: 150)
    let before = try await MadeDataset(corpus).rows()
    corpus.pages.append(
      SyntheticCorpus.Page(
        uri: "new.html", title: "New", chunks: ["The anchor is set to 99 marks. It rests."]))
    let after = try await MadeDataset(corpus).rows()
    let places = Dictionary(uniqueKeysWithValues: after.map { ($0.id, $0) })
    let moved = before.count { places[$0.id]?.split != $0.split }
    let changed = before.count { places[$0.id]?.rowClass != $0.rowClass }
    #expect(after.count == before.count + 1)
    #expect(moved <= before.count / 50, "\(moved) of \(before.count) rows changed their split")
    #expect(changed <= before.count / 50, "\(changed) of \(before.count) rows changed their class")
  }
}
