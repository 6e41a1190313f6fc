import Documents
import Retrieval

/// Finds where in the corpus an answer stands that came without a passage.
///
/// First by quote: the evidence that the file names, the sentence of its context that has the answer,
/// or the answer itself (as a whole, else its sentences), found as bytes of a passage after
/// normalisation (`EvidenceText`). Else by retrieval: of the first passages for question and answer by
/// BM25 the one that holds most of the answer's words, rare words counting more; evidence is then up to
/// three of its sentences that have them. Passages to look into come from the index in both cases, so
/// no pair costs a look at the whole corpus.
struct EvidenceFinder: Sendable {
  let index: Index
  let reader: TermReader
  let usualLanguage: String

  /// Passages that a quote is looked for in, and that retrieval chooses among.
  private static let (depth, candidates) = (50, 10)
  /// A shorter text is no quote: it stands in many passages. Ideographs count three.
  private static let shortestQuote = 25
  /// More of a text than this is no better query, in characters.
  private static let longestQuery = 400
  private static let mostSentences = 3

  /// Where the evidence of a pair is, and how that was found.
  struct Found: Sendable {
    var pieces: [Material.Piece]
    var language: String
    var evidence: [QuestionRecord.Evidence]
    var scores: [String: Double]
  }

  /// One for each pair, in order; nil where no passage has a word of the answer.
  func find(_ pairs: [ImportedPair], threads: Int) throws -> [Found?] {
    let hits = try index.searchBatch(pairs.map(query), top: Self.depth, threads: threads)
    return try zip(pairs, hits).map { try find($0, $1) }
  }

  private func query(_ pair: ImportedPair) -> String {
    let proof = pair.evidence.first ?? quoteOfContext(pair) ?? pair.answer
    return pair.question + " " + proof.prefix(Self.longestQuery)
  }

  private func quoteOfContext(_ pair: ImportedPair) -> String? {
    guard let context = pair.context else { return nil }
    return SupportingSentence.range(in: context, question: pair.question, answer: pair.answer)
      .map { String(decoding: Array(context.utf8)[$0], as: UTF8.self) }
  }

  private func find(_ pair: ImportedPair, _ hits: [Hit]) throws -> Found? {
    var passages: [(hit: Hit, passage: Passage)] = []
    for hit in hits { passages.append((hit, try index.passage(number: hit.number))) }
    if !pair.evidence.isEmpty, let found = try quoted(pair.evidence, all: true, passages) {
      return found
    }
    let texts = [quoteOfContext(pair), pair.answer].compactMap(\.self)
    for text in texts where Self.size(text) >= Self.shortestQuote {
      if let found = try quoted([text], all: true, passages) { return found }
    }
    let bytes = Array(pair.answer.utf8)
    let sentences = Sentences.ranges(in: bytes, 0..<bytes.count)
      .map { String(decoding: bytes[$0], as: UTF8.self) }
      .filter { Self.size($0) >= Self.shortestQuote }
    if sentences.count > 1, let found = try quoted(sentences, all: false, passages) { return found }
    return try retrieved(pair, passages.prefix(Self.candidates))
  }

  /// - Parameter all: whether every text must be found; else those count that the passage with the
  ///   first of them has.
  private func quoted(
    _ texts: [String], all: Bool, _ passages: [(hit: Hit, passage: Passage)]
  ) throws -> Found? {
    var evidence: [QuestionRecord.Evidence] = []
    var used: [(hit: Hit, passage: Passage)] = []
    for text in texts {
      let quote = EvidenceText(text)
      let places = all || used.isEmpty ? passages : used
      guard
        let place = places.lazy.compactMap({ entry in
          quote.range(in: entry.passage.text).map { (entry, $0) }
        }).first
      else {
        if all { return nil }
        continue
      }
      let (entry, range) = place
      if !used.contains(where: { $0.passage.id == entry.passage.id }) { used.append(entry) }
      let piece = QuestionRecord.Evidence(
        chunk: entry.passage.id, start: range.lowerBound, end: range.upperBound)
      if !evidence.contains(piece) { evidence.append(piece) }
    }
    guard let first = used.first else { return nil }
    return try found(
      used.map(\.passage), evidence,
      ["evidence_by_quote": 1, "evidence_score": first.hit.score])
  }

  private func retrieved(
    _ pair: ImportedPair, _ passages: ArraySlice<(hit: Hit, passage: Passage)>
  ) throws -> Found? {
    var best: (share: Double, hit: Hit, passage: Passage)?
    for (hit, passage) in passages {
      let language = try index.document(of: passage).language ?? usualLanguage
      let wanted = try wantedTerms(pair, language)
      let share = try reader.share(of: wanted, in: reader.set(of: [passage.text], language))
      if share > best?.share ?? 0 { best = (share, hit, passage) }
    }
    guard let best else { return nil }
    let language = try index.document(of: best.passage).language ?? usualLanguage
    let ranges = try sentences(
      of: best.passage, holding: try wantedTerms(pair, language), language)
    guard !ranges.isEmpty else { return nil }
    return try found(
      [best.passage],
      ranges.map {
        QuestionRecord.Evidence(chunk: best.passage.id, start: $0.lowerBound, end: $0.upperBound)
      }, ["evidence_by_quote": 0, "evidence_score": best.hit.score])
  }

  /// What the answer says beyond the question; all of it where that is nothing.
  private func wantedTerms(_ pair: ImportedPair, _ language: String) throws -> Set<String> {
    let answer = reader.set(of: [pair.answer], language)
    let new = answer.subtracting(reader.set(of: [pair.question], language))
    return new.isEmpty ? answer : new
  }

  /// The sentences that together have most of some terms, in the order of the text: greedily the one
  /// that adds most, as long as one does.
  private func sentences(
    of passage: Passage, holding terms: Set<String>, _ language: String
  ) throws -> [Range<Int>] {
    let bytes = Array(passage.text.utf8)
    let all = passage.spans.flatMap { Sentences.ranges(in: bytes, $0.range) }
    var sets = all.map {
      reader.set(of: [String(decoding: bytes[$0], as: UTF8.self)], language).intersection(terms)
    }
    var chosen: [Int] = []
    while chosen.count < Self.mostSentences {
      var best: (weight: Double, place: Int)?
      for (place, set) in sets.enumerated() where !set.isEmpty {
        let weight = try reader.weight(of: set)
        if weight > best?.weight ?? 0 { best = (weight, place) }
      }
      guard let best else { break }
      chosen.append(best.place)
      let covered = sets[best.place]
      for place in sets.indices { sets[place].subtract(covered) }
    }
    return chosen.sorted().map { all[$0] }
  }

  private func found(
    _ passages: [Passage], _ evidence: [QuestionRecord.Evidence], _ scores: [String: Double]
  ) throws -> Found {
    var scores = scores
    scores["evidence_score"] = scores["evidence_score"].map { ($0 * 1000).rounded() / 1000 }
    let documents = try passages.map { try index.document(of: $0) }
    let language = documents[0].language.flatMap { $0.isEmpty ? nil : $0 } ?? usualLanguage
    return Found(
      pieces: zip(passages, documents).map { Material.Piece($0, title: $1.title) },
      language: language, evidence: evidence, scores: scores)
  }

  private static func size(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 3 : 1) }
  }
}
