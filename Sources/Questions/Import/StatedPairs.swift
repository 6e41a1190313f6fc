import Documents

/// The questions that a document asks itself, with its answers to them.
///
/// Found are blocks that the source marks as a question with its answer, terms of definition lists
/// that end in a question mark, and headings that do, each with what follows until the next heading
/// of its rank; where sections below ask too, each is answered by its own.
struct StatedPairs {
  private let document: Document
  private var items: [ImportedItem] = []

  static func items(of document: Document) -> [ImportedItem] {
    var pairs = StatedPairs(document: document)
    pairs.find()
    return pairs.items
  }

  private init(document: Document) {
    self.document = document
  }

  private mutating func find() {
    for place in document.blocks.indices {
      let block = document.blocks[place]
      switch block.kind {
      case .questionAnswer: add(marked(block, at: place, .question, .answer), block)
      case .definition:
        let pair = marked(block, at: place, .term, .description)
        if Self.asks(pair.question) { add(pair, block) }
      case .heading:
        let question = document.string(block.range)
        if Self.asks(question) { add((question, section(below: place)), block) }
      default: break
      }
    }
  }

  private mutating func add(_ pair: (question: String, answer: String), _ block: Block) {
    let place = block.line > 0 ? "\(document.uri):\(block.line)" : document.uri
    let question = pair.question.trimmingSpaces
    let answer = pair.answer.trimmingSpaces
    if question.isEmpty || answer.isEmpty {
      items.append(
        .fault(
          ImportFault(
            place: place, reason: question.isEmpty ? "emptyQuestion" : "emptyAnswer",
            detail: question.isEmpty ? "the question is empty" : "there is no answer to it",
            question: question.isEmpty ? nil : question, answer: answer.isEmpty ? nil : answer)))
    } else {
      items.append(.pair(ImportedPair(place: place, question: question, answers: [answer])))
    }
  }

  private static func asks(_ text: String) -> Bool {
    guard let last = text.trimmingSpaces.last else { return false }
    return "?？؟".contains(last)
  }

  /// A block of two parts, with the blocks that continue it.
  private func marked(
    _ block: Block, at place: Int, _ asking: BlockPart.Role, _ telling: BlockPart.Role
  ) -> (question: String, answer: String) {
    let question = block.parts.filter { $0.role == asking }.map { document.string($0.range) }
    var answer = block.parts.filter { $0.role == telling }.map { document.string($0.range) }
    for (number, later) in document.blocks.enumerated().dropFirst(place + 1) {
      guard owners(of: number).contains(place) else { break }
      // A question inside an answer is a pair of its own.
      if later.kind != .questionAnswer { answer.append(text(of: later)) }
    }
    return (question.joined(separator: " "), answer.joined(separator: "\n"))
  }

  /// What a block continues, directly or not.
  private func owners(of place: Int) -> Set<Int> {
    var owners: Set<Int> = []
    var owner = document.blocks[place].owner
    while owner >= 0, owners.insert(owner).inserted { owner = document.blocks[owner].owner }
    return owners
  }

  /// What stands below a heading, up to the next one of its rank or one that asks.
  private func section(below place: Int) -> String {
    let depth = document.blocks[place].depth
    var answer: [String] = []
    for block in document.blocks[(place + 1)...] {
      if block.kind == .questionAnswer && block.owner < 0 { break }
      let text = text(of: block)
      if block.kind == .heading, block.depth <= depth || Self.asks(text) { break }
      answer.append(text)
    }
    return answer.joined(separator: "\n")
  }

  private func text(of block: Block) -> String { document.string(block.range) }
}
