import Questions
import Retrieval

extension RankedRun {
  /// The documents that an index finds for topics, by their best passages.
  public static func search(
    _ topics: [Topic], with search: PassageSearch, top: Int, threads: Int
  ) async throws -> RankedRun {
    var run = RankedRun(name: "index")
    let rankings = try await TRECRun(search: search, top: top, threads: threads).documents(topics)
    for (topic, ranking) in zip(topics, rankings) {
      run[topic.id] = order(ranking.map { ($0.docno, Float($0.score)) })
    }
    return run
  }

  /// The passages that an index finds for questions, and their oracles as what should be found.
  public static func search(
    _ questions: [QuestionRecord], with search: PassageSearch, top: Int, threads: Int
  ) async throws -> (RankedRun, Judgements) {
    let topics = questions.map { Topic(id: $0.id, text: $0.question) }
    let run = try await passages(for: topics, with: search, top: top, threads: threads)
    var judgements = Judgements()
    for question in questions {
      for oracle in question.oracleChunks {
        judgements.add(topic: question.id, document: String(oracle), grade: 1)
      }
    }
    return (run, judgements)
  }

  /// The passages that an index finds for topics, named by their ids; 100 at most.
  public static func passages(
    for topics: [Topic], with search: PassageSearch, top: Int, threads: Int
  ) async throws -> RankedRun {
    var run = RankedRun(name: "index")
    let queries = try await search.prepare(topics.map(\.text))
    let found = try await search.search(queries, top: min(top, 100), threads: threads)
    for (topic, hits) in zip(topics, found) { run[topic.id] = hits.map { String($0.id) } }
    return run
  }
}

extension Judgements {
  /// Whether what is judged are passages of an index, by their ids, and not documents by their
  /// docnos, as in what `export beir` writes. The first name that the index knows decides.
  public func namePassages(of index: Index) throws -> Bool {
    let docnos = Set(try index.documents.map(\.docno))
    for topic in topics {
      for name in self[topic].keys.sorted() {
        if docnos.contains(name) { return false }
        if let id = Int(name), try index.number(ofPassage: id) != nil { return true }
      }
    }
    return false
  }
}
