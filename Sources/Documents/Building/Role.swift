/// What an element is to the structure of a document, whatever its dialect calls it.
enum Role: Equatable, Sendable {
  /// Part of the running text: `em`, `code`, `a`.
  case inline
  /// An inline element whose text is a link.
  case link
  /// Not content: neither it nor anything inside it is read.
  case skip
  /// Separates blocks and is nothing else: `div`, `section`, `p`.
  case container
  /// The main content of a page that also holds other things: `main`, `article`.
  case main
  case heading(level: Int)
  /// A section whose heading comes as a child: DocBook's `section`, `chapter`.
  case section
  /// The heading of the section around it.
  case sectionTitle
  /// The document's title, which is not a block: HTML's `title` in `head`.
  case documentTitle
  case list(ordered: Bool)
  case item
  case definitionList
  /// Groups terms with their description (`varlistentry`, `glossentry`): a new one ends the last.
  case definitionEntry
  case term
  case description
  case questionEntry
  case question
  case answer
  case table
  case caption
  /// The number of a table, "Table 1", which begins its caption.
  case captionLabel
  /// Holds header rows: `thead`.
  case tableHead
  case row
  case headerCell
  case cell
  case code
  case quotation
  case lineBreak
  /// A cell-like piece of inline text that needs a space before and after (`simplelist` members).
  case spaced
  /// A piece of inline text that begins a word of its own, whatever it stands next to (keys).
  case word
}
