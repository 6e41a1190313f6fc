/// Hears XML that holds questions with their answers, as MedQuAD and many exports of FAQs do: each
/// pair is a document of one question-and-answer.
///
/// A `question` (or `q`) is answered by the next `answer` (`a`, `response`); what stands outside of
/// the two is passed over. Elements inside of them are read as `GenericSink` reads them.
final class QuestionPairSink: XMLDialectSink {
  private static let questions = keys("question q")
  private static let answers = keys("answer a response")

  private let source: SourceName
  private var machine = ElementMachine()
  private var depth = 0
  /// The depth of the question or answer that is being read; 0 outside.
  private var partDepth = 0
  /// The depth of an answer to a question that has one; 0 outside.
  private var passedDepth = 0
  private var isWaiting = false
  private var hasAnswer = false
  private var id: String?
  private var language: String?
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  init(source: SourceName) {
    self.source = source
  }

  private static func keys(_ names: String) -> Set<UInt64> {
    Set(names.split(separator: " ").map { RoleTable.key($0.utf8) })
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if depth == 1 { language = attributes["lang"] }
    if passedDepth > 0 { return }
    if partDepth > 0 { return machine.open(GenericSink.roles.role(key) ?? .container, line: line) }
    if Self.questions.contains(key) {
      release()
      (isWaiting, partDepth) = (true, depth)
      id = attributes["id"] ?? attributes["qid"]
      machine.open(.questionEntry, line: line)
      machine.open(.question, line: line)
    } else if Self.answers.contains(key) {
      if !isWaiting {
        ownReport.skippedRecords += 1
        passedDepth = depth
      } else if hasAnswer {
        ownReport.otherAnswers += 1
        passedDepth = depth
      } else {
        (hasAnswer, partDepth) = (true, depth)
        machine.open(.answer, line: line)
      }
    }
  }

  func end(_ key: UInt64) {
    if partDepth > 0 { machine.close() }
    if partDepth == depth { partDepth = 0 }
    if passedDepth == depth { passedDepth = 0 }
    depth -= 1
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if partDepth > 0 { machine.text(bytes, line: line) }
  }

  func finish(report: inout ReadReport) {
    release()
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private func release() {
    guard isWaiting else { return }
    let unique = ids.unique(id)
    let document = machine.finishDocument(
      uri: "\(source.uri)#\(unique)", docno: unique, title: "", language: language,
      report: &ownReport)
    if let document { finished.append(document) }
    machine.reset()
    (isWaiting, hasAnswer) = (false, false)
  }
}
