/// Hears a StackExchange export, `Posts.xml`: a question with its accepted or best answer is a
/// document.
///
/// A question waits for its answers, which come later in the file; it is let go when its accepted
/// answer has come or as many as its `AnswerCount` says, and otherwise at the end. Memory is bounded
/// by the questions that wait, each with the best answer so far, and the ids of all questions.
final class StackExchangeSink: XMLDialectSink {
  private static let row = RoleTable.key("row".utf8)

  private struct Question {
    var id: String
    var title: String
    var body: String
    var acceptedAnswer: String?
    var bestAnswer: String?
    var bestScore = Int.min
    /// How many answers are still to come; nil where the file does not say it.
    var answersToCome: Int?
  }

  private let source: SourceName
  private var waiting: [String: Question] = [:]
  private var released: Set<String> = []
  private var order: [String] = []
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  init(source: SourceName) {
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    guard key == Self.row else { return }
    guard let id = attributes["Id"], let body = attributes["Body"] else {
      ownReport.skippedRecords += 1
      return
    }
    switch attributes["PostTypeId"] {
    case "1" where waiting[id] != nil || released.contains(id):
      // The same question once more.
      ownReport.skippedRecords += 1
    case "1":
      waiting[id] = Question(
        id: id, title: attributes["Title"] ?? "", body: body,
        acceptedAnswer: attributes["AcceptedAnswerId"],
        answersToCome: attributes["AnswerCount"].flatMap(Int.init))
      order.append(id)
      if waiting[id]?.answersToCome == 0 { release(id) }
    case "2":
      let score = Int(attributes["Score"] ?? "") ?? 0
      readAnswer(id, body: body, score: score, question: attributes["ParentId"] ?? "")
    default:
      ownReport.skippedRecords += 1
    }
  }

  private func readAnswer(_ id: String, body: String, score: Int, question: String) {
    guard var asked = waiting[question] else {
      // The accepted answer was there before, or there is no question.
      if released.contains(question) {
        ownReport.otherAnswers += 1
      } else {
        ownReport.skippedRecords += 1
      }
      return
    }
    let isAccepted = asked.acceptedAnswer == id
    asked.answersToCome? -= 1
    if isAccepted || score > asked.bestScore {
      if asked.bestAnswer != nil { ownReport.otherAnswers += 1 }
      asked.bestAnswer = body
      asked.bestScore = score
    } else {
      ownReport.otherAnswers += 1
    }
    waiting[question] = asked
    if isAccepted || asked.answersToCome == 0 { release(question) }
  }

  func end(_ key: UInt64) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {}

  func finish(report: inout ReadReport) {
    for id in order { release(id) }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  /// The document: the question's body, then title and answer as a question-and-answer; for who looks
  /// for questions these alone, and nothing where there is no answer.
  private func release(_ id: String) {
    guard let question = waiting.removeValue(forKey: id) else { return }
    released.insert(id)
    if order.count > 64 && order.count > waiting.count * 2 {
      order.removeAll { waiting[$0] == nil }
    }
    let sink = HTMLSink(machine: ElementMachine(), seeksQuestions: source.seeksQuestions)
    let machine = sink.machine
    if source.seeksQuestions {
      guard question.bestAnswer != nil else {
        ownReport.skippedRecords += 1
        return
      }
    } else {
      HTMLFileParser.parseHTML(Array(question.body.utf8), with: source.contexts, into: sink)
    }
    if let answer = question.bestAnswer {
      machine.open(.questionEntry, line: 0)
      machine.open(.question, line: 0)
      machine.text(question.title)
      machine.close()
      machine.open(.answer, line: 0)
      HTMLFileParser.parseHTML(Array(answer.utf8), with: source.contexts, into: sink)
      machine.close()
      machine.close()
    }
    let document = machine.finishDocument(
      uri: "\(source.uri)#\(id)", docno: id, title: question.title, language: nil,
      report: &ownReport)
    if let document { finished.append(document) }
  }
}
