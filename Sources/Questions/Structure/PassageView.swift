import Documents
import Retrieval

/// A passage with what surrounds each of its blocks: the headings above, the term that it explains.
struct PassageView {
  /// A block of the passage with its surroundings.
  struct Item {
    var span: ChunkSpan
    /// The headings above, outermost first; for a heading its own included.
    var headings: [String]
    /// The term of the definition that the block belongs to or continues.
    var term: String?
    /// The term of the definition in which the block's own definition stands, else the heading.
    var enclosing: String?
  }

  let passage: Passage
  let bytes: [UInt8]
  private(set) var items: [Item] = []

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The sentences of a range of the passage.
  func sentences(_ range: Range<Int>) -> [Range<Int>] {
    Sentences.ranges(in: bytes, range)
  }

  /// A range without the signs that links are hung on at its end: `§`, `¶`.
  func withoutMarks(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if end - 2 > range.lowerBound, bytes[end - 2] == 0xc2,
        bytes[end - 1] == 0xa7 || bytes[end - 1] == 0xb6
      {
        end -= 2
      } else {
        break
      }
    }
    return range.lowerBound..<end
  }

  /// The passages of one document, in order, with their surroundings.
  static func views(of passages: [Passage]) -> [PassageView] {
    var termOfList: [Int: String] = [:]
    return passages.map { PassageView($0, &termOfList) }
  }

  private init(_ passage: Passage, _ termOfList: inout [Int: String]) {
    self.passage = passage
    bytes = Array(passage.text.utf8)
    var headings = passage.headingPath
    // Where a passage begins inside a definition its path ends with the term.
    if let first = passage.spans.first, first.list >= 0, let term = termOfList[first.list],
      headings.last == term.split(separator: "\n").joined(separator: ", ")
    {
      headings.removeLast()
    }
    for span in passage.spans {
      var term: String?
      switch span.kind {
      case .heading:
        headings = Array(headings.prefix(max(0, span.depth)))
        if span.depth >= 0 { headings.append(string(span.range)) }
      case .definition:
        if let part = span.parts.first(where: { $0.role == .term }) {
          let name = string(part.range)
          term = name
          termOfList[span.list] = name
        }
      case .listItem: termOfList[span.list] = nil
      default: break
      }
      if term == nil, span.kind != .heading, span.list >= 0 { term = termOfList[span.list] }
      items.append(
        Item(span: span, headings: headings, term: term, enclosing: enclosing(span, headings)))
    }
  }

  /// The term of the definition that holds a block, which may stand in an earlier passage.
  private func enclosing(_ span: ChunkSpan, _ headings: [String]) -> String? {
    guard span.owner >= 0, span.owner < items.count else { return headings.last }
    let owner = items[span.owner].span
    if span.kind != .definition, owner.kind == .definition { return items[span.owner].enclosing }
    return owner.parts.first { $0.role == .term }.map { string($0.range) }
  }
}
