import Artifacts
import Retrieval

/// Either the line is at fault, and is dropped, or the index is, and the run ends.
enum QuestionError: Error {
  case defect(QuestionDefect)
  case index(IndexError)
}

/// Makes records of lines: looks up oracles, checks evidence and finds what was left out.
struct QuestionResolver {
  private let index: Index
  /// The passages of recent lines; questions about one passage mostly follow each other.
  private var recent: [Int: String] = [:]
  private static let recentLimit = 256
  /// How many passages are looked at for an evidence text whose passage is not named.
  private static let searchDepth = 50

  private let passageText: ((Int) throws(IndexError) -> String?)?

  /// - Parameter passageText: the text of the passage with an id, nil for an unknown one; the index
  ///   is read where it is not given.
  init(index: Index, passageText: ((Int) throws(IndexError) -> String?)? = nil) {
    self.index = index
    self.passageText = passageText
  }

  mutating func record(of bytes: [UInt8]) throws(QuestionError) -> QuestionRecord {
    let line: QuestionLine
    do {
      line = try QuestionLine(bytes)
    } catch {
      throw .defect(error)
    }
    var oracles = line.oracleChunks
    for oracle in oracles { _ = try text(of: oracle) }
    var evidence: [QuestionRecord.Evidence] = []
    for piece in line.evidence {
      let place = try place(of: piece, oracles: line.oracleChunks, earlier: evidence)
      if line.oracleChunks.isEmpty {
        if !oracles.contains(place.chunk) { oracles.append(place.chunk) }
      } else if !oracles.contains(place.chunk) {
        throw .defect(.evidenceOutsideOracle(chunk: place.chunk))
      }
      if !evidence.contains(place) { evidence.append(place) }
    }
    if oracles.isEmpty { throw .defect(.noOracle) }
    if evidence.isEmpty { evidence = try supporting(line, oracles: oracles) }
    return QuestionRecord(
      id: line.id ?? Self.identifier(line, oracles: oracles), question: line.question,
      answer: line.answer, reasoning: line.reasoning, oracleChunks: oracles, evidence: evidence,
      kind: line.kind, type: line.type, language: line.language, generator: line.generator,
      scores: line.scores)
  }

  /// An id made of the content, so that it stays when lines are added or moved.
  private static func identifier(_ line: QuestionLine, oracles: [Int]) -> String {
    let content = ([line.question, line.answer] + oracles.map(String.init))
      .joined(separator: "\u{0}")
    return String(Digest(of: content).hex.prefix(16))
  }

  /// Where a piece of evidence stands.
  private mutating func place(
    of piece: QuestionLine.Evidence, oracles: [Int], earlier: [QuestionRecord.Evidence]
  ) throws(QuestionError) -> QuestionRecord.Evidence {
    if let chunk = piece.chunk, let range = piece.range {
      return try checked(chunk, range)
    }
    let text = piece.text ?? ""
    let evidence = EvidenceText(text)
    let named = piece.chunk.map { [$0] } ?? oracles
    for chunk in named.isEmpty ? earlier.map(\.chunk) : named {
      if let range = evidence.range(in: try self.text(of: chunk)) {
        return QuestionRecord.Evidence(
          chunk: chunk, start: range.lowerBound, end: range.upperBound)
      }
    }
    guard named.isEmpty else { throw .defect(.evidenceNotFound(text)) }
    for hit in try search(text) {
      if let range = evidence.range(in: try self.text(of: hit.id)) {
        return QuestionRecord.Evidence(
          chunk: hit.id, start: range.lowerBound, end: range.upperBound)
      }
    }
    throw .defect(.evidenceNotFound(text))
  }

  private mutating func checked(
    _ chunk: Int, _ range: Range<Int>
  ) throws(QuestionError) -> QuestionRecord.Evidence {
    let utf8 = try text(of: chunk).utf8
    let (start, end) = (range.lowerBound, range.upperBound)
    guard end <= utf8.count else {
      throw .defect(.evidenceOutOfRange(chunk: chunk, start: start, end: end, size: utf8.count))
    }
    let isBoundary = { (offset: Int) in
      offset == utf8.count || utf8[utf8.index(utf8.startIndex, offsetBy: offset)] & 0xc0 != 0x80
    }
    guard isBoundary(start), isBoundary(end) else {
      throw .defect(.evidenceSplitsCharacter(chunk: chunk, start: start, end: end))
    }
    return QuestionRecord.Evidence(chunk: chunk, start: start, end: end)
  }

  /// The best sentence of the first oracle that has one; else a whole oracle.
  private mutating func supporting(
    _ line: QuestionLine, oracles: [Int]
  ) throws(QuestionError) -> [QuestionRecord.Evidence] {
    for chunk in oracles {
      let text = try text(of: chunk)
      if let range = SupportingSentence.range(
        in: text, question: line.question, answer: line.answer)
      {
        return [
          QuestionRecord.Evidence(chunk: chunk, start: range.lowerBound, end: range.upperBound)
        ]
      }
    }
    let size = try text(of: oracles[0]).utf8.count
    return [QuestionRecord.Evidence(chunk: oracles[0], start: 0, end: size)]
  }

  private func search(_ text: String) throws(QuestionError) -> [Hit] {
    do {
      return try index.search(text, top: Self.searchDepth)
    } catch {
      throw .index(error)
    }
  }

  private mutating func text(of chunk: Int) throws(QuestionError) -> String {
    if let text = recent[chunk] { return text }
    let text: String?
    do {
      if let passageText {
        text = try passageText(chunk)
      } else {
        text = try index.passage(id: chunk)?.text
      }
    } catch {
      throw .index(error)
    }
    guard let text else { throw .defect(.unknownOracle(chunk)) }
    if recent.count >= Self.recentLimit { recent.removeAll(keepingCapacity: true) }
    recent[chunk] = text
    return text
  }
}
