/// One row as a person reads it: the question, the passages with the oracle marked, the answer
/// with its quotes set off.
public struct RowReading: Sendable {
  public var row: RowRecord
  /// Its place in the file or dataset, from 1.
  public var number: Int
  public var total: Int?
  /// The line that it was read from, to show what is of no known format.
  public var line: String?

  public init(row: RowRecord, number: Int, total: Int? = nil, line: [UInt8]? = nil) {
    self.row = row
    self.number = number
    self.total = total
    self.line = line.map { String(decoding: $0, as: UTF8.self) }
  }

  public func text(style: TextStyle) -> String {
    var lines = StyledText(heading, .heading).lines(style: style, indent: 0)
    if let id = row.id {
      lines += StyledText("id \(id.oneLine)", .label).lines(style: style, indent: 0)
    }
    let answer = row.fullAnswer ?? ""
    let quotes = AnswerParts.quotes(in: answer).map { $0.text[...] }
    if let question = row.question { lines += section("Question", StyledText(question), style) }
    if row.format.isConversation {
      // The user's message is told by its parts where it has passages.
      for message in row.messages.dropLast()
      where message.role == "system" || row.passages.isEmpty {
        lines += section(message.role.capitalizedFirst, StyledText(message.content), style)
      }
    }
    if let text = row.text, row.passages.isEmpty {
      lines += section("Text", StyledText(text), style)
    }
    if row.format == .unknown, let line {
      lines += section("As it stands, in no known format", StyledText(line), style)
    }
    lines += passages(quotes: quotes, style: style)
    lines += absentOracle(quotes: quotes, style: style)
    var reasoned = StyledText()
    let pieces = QuotedText.pieces(of: answer)
    // Without marks of their own they stand in quotation marks, to which colour alone is added.
    let isMarked = !style.colour || pieces.contains(where: \.isQuote)
    reasoned.append(
      isMarked ? pieces : QuotedText.pieces(of: answer, marking: quotes), style: style)
    if !answer.isEmpty || row.text == nil && row.format != .unknown {
      lines += section(row.reasoning == nil ? "Answer" : "Reasoned answer", reasoned, style)
    }
    if let worse = row.rejected {
      var text = StyledText()
      text.append(QuotedText.pieces(of: worse), style: style)
      lines += section("Worse answer", text, style)
    }
    if row.reasoning != nil, let short = row.answer {
      lines += section("Short answer", StyledText(short), style)
    }
    if !row.evidence.isEmpty {
      lines += section("Evidence", StyledText(row.evidence.joined(separator: "\n")), style)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let place = total.map { "row \(number) of \($0)" } ?? "row \(number)"
    let facts = [row.split, row.rowClass, row.kind, row.language].compactMap(\.self)
    return ([place] + facts).joined(separator: " · ").oneLine
  }

  private func section(_ title: String, _ text: StyledText, _ style: TextStyle) -> [String] {
    ["", style.paint(TextStyle.harmless(title), .heading)] + text.lines(style: style, indent: 2)
  }

  private func passages(quotes: [Substring], style: TextStyle) -> [String] {
    guard !row.passages.isEmpty else { return [] }
    let numbers = row.oraclePositions.map { String($0 + 1) }.joined(separator: " and ")
    let absent =
      row.tellsOracle ? "the oracle is not among them" : "nothing says which is the oracle"
    let which = numbers.isEmpty ? absent : "the oracle is \(numbers)"
    var lines = ["", style.paint("Passages (\(row.passages.count), \(which))", .heading)]
    for (index, passage) in row.passages.enumerated() {
      lines.append("")
      lines += label(of: passage, number: index + 1, style: style)
      var text = StyledText()
      let pieces =
        passage.isOracle || !row.tellsOracle
        ? QuotedText.pieces(of: passage.text, marking: quotes)
        : QuotedText.pieces(of: passage.text, marking: [])
      text.append(pieces, style: style)
      lines += text.lines(style: style, indent: 4)
    }
    return lines
  }

  private func label(
    of passage: RowRecord.Passage, number: Int, style: TextStyle
  ) -> [String] {
    var facts: [String] = []
    if let rank = passage.rank { facts.append("rank \(rank)") }
    if let score = passage.score { facts.append("score \(Figures.fixed(score, places: 2))") }
    if let document = passage.document { facts.append(document) }
    let mark = passage.isOracle ? "▶ \(number)  ORACLE  " : "  \(number)  "
    var label = StyledText(mark + passage.title.oneLine, labelEmphasis(passage))
    if !facts.isEmpty { label.append("  " + facts.joined(separator: ", ").oneLine, .label) }
    return label.lines(style: style, indent: 0)
  }

  private func labelEmphasis(_ passage: RowRecord.Passage) -> TextStyle.Emphasis {
    passage.isOracle ? .oracle : .heading
  }

  /// The oracle that the model has to remember.
  private func absentOracle(quotes: [Substring], style: TextStyle) -> [String] {
    guard !row.holdsOracle, let oracle = row.oracleContext, !oracle.isEmpty else { return [] }
    var text = StyledText()
    text.append(QuotedText.pieces(of: oracle, marking: quotes), style: style)
    let title = style.paint("The oracle, which the row does not hold", .oracle)
    return ["", title] + text.lines(style: style, indent: 4)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
