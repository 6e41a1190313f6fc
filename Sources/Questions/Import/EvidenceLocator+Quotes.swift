import Documents
import Retrieval

extension EvidenceLocator {
  /// Fewer characters stand in any passage by chance; ideographs count three.
  private static let shortestQuote = 24
  /// Sentences of an answer under this many bytes prove nothing.
  private static let shortestPiece = 12

  /// Where a pair's evidence stands word for word; nil where it does not.
  ///
  /// Looked for are the quotes that the file gives; else the sentence around the answer in the text
  /// that the file gives; else the answer, where it is long enough to be no chance.
  func byQuote(_ pair: ImportedPair) throws(IndexError) -> Located? {
    if !pair.quotes.isEmpty {
      var evidence: [QuestionRecord.Evidence] = []
      var shares: [Double] = []
      for quote in pair.quotes {
        guard let found = try places(of: quote, query: quote, pair) else { return nil }
        evidence += found.evidence.filter { !evidence.contains($0) }
        shares.append(found.share)
      }
      return located(evidence, share: shares.min() ?? 0)
    }
    for (number, context) in pair.contexts.enumerated() {
      let start = number == 0 ? pair.answerStart : nil
      guard let sentence = Self.sentence(of: pair, in: context, at: start) else { continue }
      // The sentence counts more than what stands around it.
      let query = "\(sentence) \(sentence) \(context)"
      if let found = try places(of: sentence, query: query, pair) {
        return located(found.evidence, share: found.share)
      }
    }
    let answer = pair.answer
    guard Wording.size(of: answer) >= Self.shortestQuote,
      let found = try places(of: answer, query: "\(pair.question) \(answer)", pair)
    else { return nil }
    return located(found.evidence, share: found.share)
  }

  private func located(_ evidence: [QuestionRecord.Evidence], share: Double) -> Located {
    Located(evidence: evidence, scores: ["quote": rounded(share)])
  }

  /// The sentence of a context that holds the answer, or supports it best.
  private static func sentence(of pair: ImportedPair, in context: String, at start: Int?) -> String?
  {
    let bytes = Array(context.utf8)
    var place: Range<Int>?
    if let start, start >= 0, start < context.unicodeScalars.count {
      let scalars = context.unicodeScalars
      let rest = context[scalars.index(scalars.startIndex, offsetBy: start)...]
      if rest.utf8.starts(with: pair.answer.utf8) {
        let lower = context.utf8.distance(from: context.startIndex, to: rest.startIndex)
        place = lower..<lower + pair.answer.utf8.count
      }
    }
    if let place {
      let around = Sentences.ranges(in: bytes, 0..<bytes.count)
        .filter { $0.overlaps(place) }
      if let first = around.first, let last = around.last {
        return String(decoding: bytes[first.lowerBound..<last.upperBound], as: UTF8.self)
      }
    }
    return SupportingSentence.range(in: context, question: pair.question, answer: pair.answer)
      .map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Where a text stands: whole in one passage, else its sentences in as few as hold most of it.
  private func places(
    of text: String, query: String, _ pair: ImportedPair
  ) throws(IndexError) -> (evidence: [QuestionRecord.Evidence], share: Double)? {
    let whole = EvidenceText(text)
    let candidates = try passages(for: query, pair)
    var places = candidates.map { EvidenceText.Place($0.passage.text) }
    for number in candidates.indices {
      if let range = whole.range(in: &places[number]) {
        return ([evidence(candidates[number], range)], 1)
      }
    }
    let pieces = Self.pieces(of: text)
    guard pieces.count > 1 else { return nil }
    let total = pieces.reduce(0) { $0 + $1.utf8.count }
    let texts = pieces.map(EvidenceText.init)
    var left = Set(pieces.indices)
    var found: [QuestionRecord.Evidence] = []
    var covered = 0
    for _ in 0..<Self.mostOracles {
      var best: (number: Int, ranges: [Int: Range<Int>], size: Int)?
      for number in candidates.indices {
        var ranges: [Int: Range<Int>] = [:]
        for piece in left { ranges[piece] = texts[piece].range(in: &places[number]) }
        let size = ranges.keys.reduce(0) { $0 + pieces[$1].utf8.count }
        if size > best?.size ?? 0 { best = (number, ranges, size) }
      }
      // A passage that adds little is not needed.
      guard let best, best.size * 10 >= total else { break }
      covered += best.size
      left.subtract(best.ranges.keys)
      found += Self.merged(Array(best.ranges.values), in: candidates[best.number].passage.text)
        .map { evidence(candidates[best.number], $0) }
    }
    let share = Double(covered) / Double(max(1, total))
    return share >= options.quoted && !found.isEmpty ? (found, share) : nil
  }

  private func evidence(_ hit: ScoredPassage, _ range: Range<Int>) -> QuestionRecord.Evidence {
    .init(chunk: hit.passage.id, start: range.lowerBound, end: range.upperBound)
  }

  /// Ranges in order; those with nothing but white space between them are one.
  static func merged(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      if let last = merged.last,
        range.lowerBound <= last.upperBound
          || bytes[last.upperBound..<range.lowerBound].allSatisfy({ $0 == 0x20 || $0 == 0x0a })
      {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// The sentences of a text, without those that say too little.
  private static func pieces(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return Sentences.ranges(in: bytes, 0..<bytes.count)
      .flatMap { bytes[$0].split(separator: 0x0a) }
      .map { String(decoding: $0, as: UTF8.self).trimmingSpaces }
      .filter { $0.utf8.count >= shortestPiece }
  }
}
