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
    var run = RankedRun(name: "index")
    var judgements = Judgements()
    let queries = try await search.prepare(questions.map(\.question))
    let found = try await search.search(queries, top: min(top, 100), threads: threads)
    for (question, hits) in zip(questions, found) {
      run[question.id] = hits.map { String($0.id) }
      for oracle in question.oracleChunks {
        judgements.add(topic: question.id, document: String(oracle), grade: 1)
      }
    }
    return (run, judgements)
  }
}
