import Artifacts
import Documents

/// Pairs that documents hold: FAQ pages, MedQuAD's and StackExchange's XML, DocBook's `qandaset`, and
/// whatever else the readers of documents know as a question with its answer.
///
/// Of a page a pair is also a heading that asks, with what stands below it up to the next heading, and
/// a term of a definition list that asks, with its description.
struct DocumentPairs: PairReader {
  var options: DocumentsOptions
  var threads: Int

  func read(_ path: String, emit: (ImportedItem) throws -> Void) async throws {
    let files = try CorpusFiles(paths: [path], extensions: options.extensions)
    let reader = CorpusReader(files: files, options: options, threads: threads)
    try await reader.read { document in
      Self.pairs(of: document.document)
    } emit: { event in
      switch event {
      case .document(let pairs):
        for pair in pairs { try emit(.pair(pair)) }
      case .file(let outcome):
        if let error = outcome.report.error {
          try emit(.fault("badFile", outcome.file.path.lastComponent, error))
        }
      }
    }
  }

  static func pairs(of document: Document) -> [ImportedPair] {
    var pairs: [ImportedPair] = []
    for (index, block) in document.blocks.enumerated() {
      guard let asked = question(of: block, in: document) else { continue }
      var answer = block.parts.filter { $0.role == .answer || $0.role == .description }
        .map { document.string($0.range) }
      if block.kind == .heading {
        answer += document.blocks[(index + 1)...].prefix { $0.kind != .heading }
          .map { document.string($0.range) }
      } else {
        answer += document.blocks[(index + 1)...].prefix { $0.owner == index }
          .map { document.string($0.range) }
      }
      let text = answer.filter { !$0.isEmpty }.joined(separator: "\n")
      guard !text.isEmpty else { continue }
      let place = block.line > 0 ? "\(document.uri):\(block.line)" : document.uri
      pairs.append(ImportedPair(place: place, question: asked, answer: text))
    }
    return pairs
  }

  /// What a block asks; nil for one that does not.
  private static func question(of block: Block, in document: Document) -> String? {
    let text: String
    switch block.kind {
    case .questionAnswer:
      guard let part = block.parts.first(where: { $0.role == .question }) else { return nil }
      // Whatever its form: the source says that it is a question.
      return document.string(part.range)
    case .definition:
      guard let part = block.parts.first(where: { $0.role == .term }) else { return nil }
      text = document.string(part.range)
    case .heading:
      text = document.string(block.range)
    default: return nil
    }
    return Subject.isQuestion(text) ? Subject.cleaned(text) : nil
  }
}

extension Document {
  /// The text of a range.
  fileprivate func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}
