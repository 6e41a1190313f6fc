import Retrieval

/// Finds what a model claims to quote, and writes it as the passage has it.
///
/// A quote counts as verbatim where it is equal after white space and Unicode normalisation
/// (`EvidenceText`); from then on it is a range of the passage's own bytes. What is not found there
/// drops the pair: a row must not teach to quote what nobody wrote.
struct QuoteCheck {
  let material: Material
  private static let (begin, end) = ("##begin_quote##", "##end_quote##")
  /// Fewer characters are found in any passage; ideographs count three.
  private static let shortest = 8

  init(_ material: Material) {
    self.material = material
  }

  /// The pair with its quotes found; or why there is none.
  func candidate(_ pair: RawPair, type: String) -> Result<CandidatePair, FoundFault> {
    var evidence: [QuestionRecord.Evidence] = []
    for quote in pair.quotes {
      guard let place = place(of: quote) else {
        return .failure(
          FoundFault("quoteNotVerbatim", "“\(Self.shortened(quote))” does not stand there"))
      }
      if !evidence.contains(place) { evidence.append(place) }
    }
    guard !evidence.isEmpty else {
      return .failure(FoundFault("noQuote", "the answer quotes nothing"))
    }
    if material.isMultiHop,
      let missing = material.pieces.first(where: { piece in
        !evidence.contains { $0.chunk == piece.passage.id }
      })
    {
      return .failure(
        FoundFault(
          "passageNotNeeded", "nothing is quoted of passage \(missing.passage.id), so one is enough"
        ))
    }
    let texts = evidence.map { piece in
      piece.text(in: material.pieces.first { $0.passage.id == piece.chunk }!.passage)
    }
    if texts.allSatisfy({ Wording.size(of: $0) < Self.shortest }) {
      return .failure(FoundFault("quoteTooShort", "“\(texts[0])” proves nothing"))
    }
    return .success(
      CandidatePair(
        question: Wording.tidy(pair.question), answer: Self.tidyAnswer(pair.answer),
        reasoning: pair.reasoning.map(rewritten), material: material, evidence: evidence,
        type: type, kind: "llm"))
  }

  /// What is wrong with the quotes of a pair.
  struct FoundFault: Error {
    var verdict: Verdict

    init(_ reason: String, _ detail: String) {
      verdict = Verdict(reason, detail)
    }
  }

  private func place(of quote: String) -> QuestionRecord.Evidence? {
    // Models like to put marks of their own around what they quote.
    for text in [quote, quote.trimming(Self.quotationMarks)] where !text.isEmpty {
      let evidence = EvidenceText(text)
      for piece in material.pieces {
        if let range = evidence.range(in: piece.passage.text) {
          return QuestionRecord.Evidence(
            chunk: piece.passage.id, start: range.lowerBound, end: range.upperBound)
        }
      }
    }
    return nil
  }

  private static let quotationMarks: Set<Character> = [
    "\"", "'", "“", "”", "„", "‘", "’", "«", "»", "「", "」", "『", "』", "`", " ", "\n", "…",
  ]

  /// The reasoning with each quote as it stands in its passage.
  private func rewritten(_ reasoning: String) -> String {
    var result = ""
    var rest = reasoning[...]
    while let start = rest.firstRange(of: Self.begin) {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let stop = rest.firstRange(of: Self.end) else { break }
      let quote = rest[..<stop.lowerBound].trimmingSpaces
      if let place = place(of: quote),
        let piece = material.pieces.first(where: { $0.passage.id == place.chunk })
      {
        result += Self.begin + place.text(in: piece.passage) + Self.end
      }
      rest = rest[stop.upperBound...]
    }
    result += rest.replacing(Self.end, with: "")
    // Models write the whole form of an answer; what gives rows their shape comes later.
    for mark in ["##Reason:", "##Answer:"] { result = result.replacing(mark, with: "") }
    return result.trimmingSpaces
  }

  /// An answer without marks that belong into the reasoning.
  private static func tidyAnswer(_ answer: String) -> String {
    var answer = answer
    for mark in [begin, end, "##Answer:", "##Reason:"] { answer = answer.replacing(mark, with: "") }
    return answer.trimmingSpaces
  }

  private static func shortened(_ text: String) -> String {
    text.count > 80 ? text.prefix(80) + "…" : text
  }
}

extension String {
  /// Without any of these characters at its ends.
  fileprivate func trimming(_ characters: Set<Character>) -> String {
    let start = drop { characters.contains($0) }
    guard let last = start.lastIndex(where: { !characters.contains($0) }) else { return "" }
    return String(start[...last])
  }
}
