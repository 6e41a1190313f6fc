/// Text with emphasis in places, that can be wrapped to a width.
struct StyledText {
  fileprivate struct Cell {
    var character: Character
    var emphasis: TextStyle.Emphasis
  }

  private var cells: [Cell] = []

  init() {}

  init(_ text: String, _ emphasis: TextStyle.Emphasis = .plain) {
    append(text, emphasis)
  }

  mutating func append(_ text: String, _ emphasis: TextStyle.Emphasis = .plain) {
    for character in TextStyle.harmless(text) {
      if character == "\t" {
        cells += repeatElement(Cell(character: " ", emphasis: emphasis), count: 4)
      } else {
        cells.append(Cell(character: character, emphasis: emphasis))
      }
    }
  }

  /// Quotes are set off by colour, or by ‹ and › where there is none.
  mutating func append(_ pieces: [QuotedText.Piece], style: TextStyle) {
    for piece in pieces {
      let text = String(piece.text)
      if piece.isQuote {
        append(style.colour ? text : "‹\(text)›", .quote)
      } else {
        append(text)
      }
    }
  }

  /// Lines of at most the style's width, each after `indent` spaces. Breaks stand at spaces and
  /// beside wide characters; a longer word is cut.
  func lines(style: TextStyle, indent: Int) -> [String] {
    let width = max(20, style.width - indent)
    let margin = String(repeating: " ", count: indent)
    return cells.split(separatedBy: "\n").flatMap { Self.wrap($0, width: width) }.map {
      $0.isEmpty ? "" : margin + Self.painted($0, style: style)
    }
  }

  private static func wrap(_ line: ArraySlice<Cell>, width: Int) -> [ArraySlice<Cell>] {
    var lines: [ArraySlice<Cell>] = []
    var start = line.startIndex
    var breakAt: Int?
    var used = 0
    var index = start
    while index < line.endIndex {
      let character = line[index].character
      let size = DisplayWidth.columns(character)
      if character == " " || size == 2 && !endsBefore.contains(character) { breakAt = index }
      if used + size > width, index > start {
        var end = breakAt ?? index
        if end == start { end = index }
        lines.append(trimmed(line[start..<end]))
        start = end
        while start < line.endIndex, line[start].character == " " { start += 1 }
        (index, used, breakAt) = (start, 0, nil)
        continue
      }
      used += size
      index += 1
    }
    lines.append(trimmed(line[start...]))
    return lines
  }

  /// What may not begin a line of Chinese or Japanese (JIS X 4051): it stays with what it follows.
  private static let endsBefore: Set<Character> = [
    "、", "。", "，", "．", "！", "？", "：", "；", "）", "」", "』", "】", "〉", "》", "〕", "ー", "々",
  ]

  private static func trimmed(_ line: ArraySlice<Cell>) -> ArraySlice<Cell> {
    var line = line
    while line.last?.character == " " { line.removeLast() }
    return line
  }

  private static func painted(_ line: ArraySlice<Cell>, style: TextStyle) -> String {
    var result = ""
    var run = ""
    var emphasis = TextStyle.Emphasis.plain
    for cell in line {
      if cell.emphasis != emphasis {
        result += style.paint(run, emphasis)
        (run, emphasis) = ("", cell.emphasis)
      }
      run.append(cell.character)
    }
    return result + style.paint(run, emphasis)
  }
}

extension [StyledText.Cell] {
  fileprivate func split(separatedBy character: Character) -> [SubSequence] {
    split(omittingEmptySubsequences: false) { $0.character == character }
  }
}
