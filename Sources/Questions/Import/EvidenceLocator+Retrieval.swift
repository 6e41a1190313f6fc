import Documents
import Retrieval

extension EvidenceLocator {
  /// The most sentences of a passage that are taken as evidence.
  private static let mostSentences = 3

  /// The passage that bears out a pair best among those that question and answer find, and its
  /// sentences that do; or why none does.
  func byRetrieval(_ pair: ImportedPair) throws(IndexError) -> Result<Located, ImportFault> {
    let hits = try passages(for: "\(pair.question) \(pair.answer)", pair)
    var best: Proof?
    for hit in hits {
      guard let proof = try proof(of: pair, in: hit) else { continue }
      // Of equals the one that ranks higher.
      if proof.worth > best?.worth ?? -1 { best = proof }
    }
    guard let best else {
      return .failure(
        pair.fault(
          "noEvidence",
          hits.isEmpty
            ? "no passage has a word of it" : "no sentence that was found has a word of the answer")
      )
    }
    if best.support < options.support {
      return .failure(
        pair.fault(
          "unsupportedAnswer",
          "the best passage, \(best.hit.passage.id), holds \(percent(best.support)) of what the "
            + "answer says; at least \(percent(options.support))"))
    }
    if options.support > 0, let number = best.missingNumber {
      return .failure(
        pair.fault(
          "unsupportedAnswer",
          "the best passage, \(best.hit.passage.id), does not say “\(number)” of it"))
    }
    if best.relevance < options.relevance {
      return .failure(
        pair.fault(
          "offTopic",
          "the best passage, \(best.hit.passage.id), holds \(percent(best.relevance)) of what the "
            + "question asks about; at least \(percent(options.relevance))"))
    }
    let id = best.hit.passage.id
    return .success(
      Located(
        evidence: best.sentences.map { .init(chunk: id, start: $0.lowerBound, end: $0.upperBound) },
        scores: [
          "retrieval": rounded(best.hit.score), "support": rounded(best.support),
          "relevance": rounded(best.relevance),
        ]))
  }

  /// What a passage has to say to a pair.
  private struct Proof {
    var hit: ScoredPassage
    var sentences: [Range<Int>]
    /// The share of what the answer says that the sentences hold.
    var support: Double
    /// The share of what the question asks about that the passage holds.
    var relevance: Double

    /// A number of the answer that no sentence holds: it is another one, or made up.
    var missingNumber: String?

    var worth: Double { support + relevance - (missingNumber == nil ? 0 : 1) }
  }

  private func proof(of pair: ImportedPair, in hit: ScoredPassage) throws(IndexError) -> Proof? {
    let document = try index.document(of: hit.passage)
    let language = document.language ?? usualLanguage
    let asking = reader.asking(language)
    let question = reader.set(of: [pair.question], language).subtracting(asking)
    let answer = reader.set(of: [pair.answer], language)
    // What the question says already is no proof; an answer of nothing else is its own.
    let new = answer.subtracting(question)
    let wanted = new.isEmpty ? answer : new
    let sentences = try chosen(
      of: hit.passage, wanted: wanted, question: question, language: language)
    guard !sentences.isEmpty else { return nil }
    let held = reader.set(of: sentences.map { hit.passage.text(at: $0) }, language)
    let around = reader.set(
      of: [hit.passage.text, document.title] + hit.passage.headingPath, language)
    return Proof(
      hit: hit,
      sentences: Self.merged(sentences, in: hit.passage.text),
      support: try reader.share(of: wanted, in: held),
      relevance: try reader.share(of: question, in: around),
      missingNumber: wanted.subtracting(held).filter { $0.contains(where: \.isNumber) }.min())
  }

  /// The sentence that holds most of what is wanted (words of the answer count three times those of
  /// the question), then others as long as each adds a tenth of it.
  private func chosen(
    of passage: Passage, wanted: Set<String>, question: Set<String>, language: String
  ) throws(IndexError) -> [Range<Int>] {
    let bytes = Array(passage.text.utf8)
    let sentences = passage.spans.filter { $0.kind != .heading }
      .flatMap { Sentences.ranges(in: bytes, $0.range) }
      .flatMap { sentence in
        bytes[sentence].split(separator: 0x0a).map { $0.startIndex..<$0.endIndex }
      }
    let terms = sentences.map { reader.set(of: [passage.text(at: $0)], language) }
    var left = wanted
    var chosen: [Range<Int>] = []
    while chosen.count < Self.mostSentences {
      var best: (number: Int, worth: Double, added: Double)?
      for number in sentences.indices where !chosen.contains(sentences[number]) {
        let added = try reader.weight(of: left.intersection(terms[number]))
        let asked = chosen.isEmpty ? try reader.weight(of: question.intersection(terms[number])) : 0
        let worth = added * 3 + asked
        if added > 0, worth > best?.worth ?? 0 { best = (number, worth, added) }
      }
      guard let best else { break }
      if !chosen.isEmpty, try best.added < reader.weight(of: wanted) * 0.1 { break }
      chosen.append(sentences[best.number])
      left.subtract(terms[best.number])
    }
    return chosen
  }

}
