import Artifacts
import Retrieval

/// A line of `questions.jsonl` and its number, from 1.
public struct NumberedLine: Sendable {
  public var number: Int
  public var bytes: [UInt8]
}

/// The lines of a file of questions, one after another; empty ones are passed over.
public struct QuestionLines: ~Copyable {
  private var lines: LineReader

  public init(_ path: String) throws(FileError) {
    lines = try LineReader(path)
  }

  public mutating func next() throws(FileError) -> NumberedLine? {
    while var bytes = try lines.next() {
      while let last = bytes.last, last == 0x0d || last == 0x20 || last == 0x09 {
        bytes.removeLast()
      }
      if !bytes.isEmpty { return NumberedLine(number: lines.number, bytes: bytes) }
    }
    return nil
  }
}

/// Makes records of lines, each by itself; what several lines have in common `SeenQuestions` knows.
public struct QuestionParser {
  private var resolver: QuestionResolver

  /// - Parameter passageText: the text of the passage with an id, nil for an unknown one, where
  ///   passages are at hand; else the index is read.
  public init(index: Index, passageText: ((Int) throws(IndexError) -> String?)? = nil) {
    resolver = QuestionResolver(index: index, passageText: passageText)
  }

  /// The record, with known oracles and evidence that lies in them; or what is wrong with the line.
  public mutating func record(
    of line: NumberedLine
  ) throws(IndexError) -> Result<QuestionRecord, QuestionDefect> {
    do throws(QuestionError) {
      return .success(try resolver.record(of: line.bytes))
    } catch {
      switch error {
      case .defect(let defect): return .failure(defect)
      case .index(let error): throw error
      }
    }
  }
}

/// Which ids and questions a file has had so far, as 64-bit hashes: 32 bytes a question.
///
/// Among a million questions two different ones meet with a probability of 3 in 100 million.
public struct SeenQuestions {
  private var ids: Set<UInt64> = []
  private var questions: [UInt64: Int32] = [:]
  private let hash = SeededHash(seed: 0)

  public init() {}

  /// Takes up a record; what is wrong where an earlier one has its id or its question.
  public mutating func add(_ record: QuestionRecord, line: Int) -> QuestionDefect? {
    let id = hash.rank(record.id)
    if ids.contains(id) { return .duplicateID(record.id) }
    let text = NormalizedText(record.question, foldingCase: false)
    let question = hash.rank(text.bytes)
    if let earlier = questions[question] { return .duplicateQuestion(line: Int(earlier)) }
    ids.insert(id)
    questions[question] = Int32(line)
    return nil
  }
}
