/// Reduces wikitext to blocks: the subset of MediaWiki's markup that carries text.
///
/// Read: `== headings ==`, paragraphs, lists (`*`, `#`, `;`, `:`), tables (`{|`, `!`, `|`, `|+`),
/// bold and italics, links (their labels), external links (their labels), preformatted lines and
/// `<pre>`-like elements, formulas (their TeX), and the templates of `WikitextTemplates`. Left out:
/// all other templates, parser functions, references, comments, categories, files with their
/// captions, links to other languages, tables of contents and magic words.
struct Wikitext {
  let machine: ElementMachine
  /// The namespaces of files and categories, lowercase.
  private let media: Set<String>
  private var links = WikitextLinks()

  init(machine: ElementMachine, media: Set<String> = WikitextCleaning.mediaNamespaces) {
    (self.machine, self.media) = (machine, media)
  }

  /// Reads the wikitext of a page, as UTF-8.
  mutating func read(_ text: [UInt8]) {
    links = WikitextLinks()
    let lines = WikitextCleaning.clean(text, media: media, links: &links).split(
      separator: "\n", omittingEmptySubsequences: false)
    var lists: [Character] = []
    var table = TableState.none
    var inCode = false
    for line in lines {
      if table != .none {
        readTableLine(line.trimmedFront, &table)
        continue
      }
      let marks = line.prefix { "*#;:".contains($0) }
      let isCode =
        line.hasPrefix(" ") && !line.allSatisfy(\.isWhitespace)
        && !line.trimmedFront.hasPrefix("{|")
      if inCode && !isCode {
        machine.close()
        inCode = false
      }
      if marks.isEmpty { closeLists(&lists, keeping: 0) }
      if line.hasPrefix("=="), let heading = heading(line) {
        open(.heading(level: heading.level))
        links.write(heading.text, to: machine)
        machine.close()
      } else if line.trimmedFront.hasPrefix("{|") {
        table = .table
        open(.table)
      } else if !marks.isEmpty {
        readListLine(line.dropFirst(marks.count), Array(marks), &lists)
      } else if isCode {
        if !inCode { open(.code) }
        links.write((inCode ? "\n" : "") + line.dropFirst(), to: machine)
        inCode = true
      } else if line.allSatisfy(\.isWhitespace) {
        machine.open(.container, line: 0)
        machine.close()
      } else {
        links.write(String(line) + " ", to: machine)
      }
    }
    if inCode { machine.close() }
    closeTable(&table)
    closeLists(&lists, keeping: 0)
  }

  private func open(_ role: Role) {
    machine.open(role, line: 0)
  }

  private func heading(_ line: Substring) -> (level: Int, text: String)? {
    let text = String(line).trimmed
    let level = min(text.prefix { $0 == "=" }.count, text.reversed().prefix { $0 == "=" }.count)
    guard level >= 2, text.count > level * 2 else { return nil }
    return (min(level, 6), String(text.dropFirst(level).dropLast(level)).trimmed)
  }

  // MARK: Lists

  private func readListLine(_ rest: Substring, _ marks: [Character], _ lists: inout [Character]) {
    var shared = 0
    while shared < marks.count, shared < lists.count, Self.matches(lists[shared], marks[shared]) {
      shared += 1
    }
    closeLists(&lists, keeping: shared)
    for mark in marks[shared...] {
      open(
        mark == "#" ? .list(ordered: true) : mark == "*" ? .list(ordered: false) : .definitionList)
      lists.append(mark)
    }
    let text = String(rest).trimmed
    switch marks.last {
    case ";":
      // `; term : description` on one line
      let colon = text.firstRange(of: " : ") ?? text.firstRange(of: ": ")
      wrap(.term, String(text[..<(colon?.lowerBound ?? text.endIndex)]))
      if let colon { wrap(.description, String(text[colon.upperBound...])) }
    case ":": wrap(.description, text)
    default: wrap(.item, text)
    }
  }

  private static func matches(_ open: Character, _ mark: Character) -> Bool {
    open == mark || (";:".contains(open) && ";:".contains(mark))
  }

  private func wrap(_ role: Role, _ text: String) {
    open(role)
    links.write(text, to: machine)
    machine.close()
  }

  private func closeLists(_ lists: inout [Character], keeping count: Int) {
    while lists.count > count {
      lists.removeLast()
      machine.close()
    }
  }

  // MARK: Tables

  private enum TableState { case none, table, row }

  private func readTableLine(_ line: Substring, _ table: inout TableState) {
    if line.hasPrefix("|}") {
      closeTable(&table)
    } else if line.hasPrefix("|+") {
      wrap(.caption, Self.cellText(line.dropFirst(2)))
    } else if line.hasPrefix("|-") {
      if table == .row { machine.close() }
      table = .table
    } else if line.hasPrefix("!") || line.hasPrefix("|") {
      if table == .table { open(.row) }
      table = .row
      let isHeader = line.hasPrefix("!")
      var cells = line.dropFirst().split(separator: "||", omittingEmptySubsequences: false)
      if isHeader {
        cells = cells.flatMap { $0.split(separator: "!!", omittingEmptySubsequences: false) }
      }
      for cell in cells { wrap(isHeader ? .headerCell : .cell, Self.cellText(cell)) }
    }
  }

  private func closeTable(_ table: inout TableState) {
    if table == .row { machine.close() }
    if table != .none { machine.close() }
    table = .none
  }

  /// A cell without its attributes: `style="…" | text`.
  private static func cellText(_ cell: Substring) -> String {
    if let bar = cell.firstIndex(of: "|"), cell[..<bar].contains("=") {
      return String(cell[cell.index(after: bar)...]).trimmed
    }
    return String(cell).trimmed
  }
}

extension Substring {
  fileprivate var trimmedFront: Substring { drop { $0 == " " || $0 == "\t" } }
}
