import Artifacts
import Retrieval

/// Reads and writes `questions.jsonl`.
///
/// A line needs only `question`, `answer`, and either `oracle_chunks` or evidence as text:
///
///     {"question": "What …?", "answer": "…", "evidence": ["a sentence of the passage"]}
///
/// What the line lacks is found in the index: the passage that holds the evidence, or the sentence
/// of the passage that supports the answer. `kind` is `imported` where none is given.
public enum QuestionFile {
  /// The questions that can be used, in the order of their lines, and what was dropped.
  ///
  /// Every record that is returned has known oracles, and evidence that lies in them at the
  /// boundaries of characters; no two have the same id or the same question.
  public static func read(
    _ path: String, index: Index
  ) throws -> (records: [QuestionRecord], drops: DropCounts) {
    var lines = try QuestionLines(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var records: [QuestionRecord] = []
    var drops = DropCounts()
    var parser = QuestionParser(index: index)
    var seen = SeenQuestions()
    while let line = try lines.next() {
      let defect: QuestionDefect?
      switch try parser.record(of: line) {
      case .success(let record):
        defect = seen.add(record, line: line.number)
        if defect == nil { records.append(record) }
      case .failure(let found): defect = found
      }
      if let defect { drops.add(defect.reason, example: "\(name):\(line.number): \(defect)") }
    }
    return (records, drops)
  }

  /// The path of a file that goes with a file of questions: its name with another ending.
  static func path(besides questions: String, ending: String) -> String {
    (questions.hasSuffix(".jsonl") ? String(questions.dropLast(6)) : questions) + ending
  }

  /// Writes questions, one a line; true when the file changed.
  @discardableResult
  public static func write(_ records: [QuestionRecord], to path: String) throws(FileError) -> Bool {
    var file = try WholeFile(path)
    var json = JSONWriter()
    for record in records {
      json.removeAll()
      record.write(to: &json)
      json.newline()
      try file.append(json.bytes)
    }
    return try file.commit()
  }
}

extension QuestionRecord {
  /// Writes the record as an object, its keys in the order of DESIGN.md.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("id", id)
      json.field("question", question)
      json.field("answer", answer)
      if let reasoning { json.field("reasoning", reasoning) }
      json.field("oracle_chunks", oracleChunks)
      json.key("evidence")
      json.array { json in
        for piece in evidence {
          json.object {
            $0.field("chunk", piece.chunk)
            $0.field("start", piece.start)
            $0.field("end", piece.end)
          }
        }
      }
      json.field("kind", kind)
      if let type { json.field("type", type) }
      json.field("language", language)
      json.key("generator")
      json.object {
        $0.field("name", generator.name)
        $0.field("version", generator.version)
        $0.field("model", generator.model)
      }
      json.key("scores")
      json.object {
        for (name, score) in scores.sorted(by: { $0.key < $1.key }) { $0.field(name, score) }
      }
    }
  }
}
