import Artifacts
import Retrieval

/// All passages of an index in their order, some hundred in memory at a time.
struct PassageSource {
  let index: Index
  /// What the index records of its vectors; nil without vectors.
  let vectors: EmbeddedPassages.Description?
  let progress: any ProgressReporter
  private static let slice = 256

  init(index: Index, progress: any ProgressReporter) throws {
    self.index = index
    self.progress = progress
    vectors = try index.embedding
  }

  /// A passage with its document and, where the index has vectors and they are asked for, its own.
  struct Item {
    var passage: Passage
    var document: IndexedDocument
    var vector: [Float]?
  }

  func forEach(withVectors: Bool, _ body: (Item) throws -> Void) throws {
    let wantsVectors = withVectors && vectors != nil
    progress.begin(stage: "export", total: index.passageCount, unit: "passages")
    for document in try index.documents {
      var start = document.passages.lowerBound
      while start < document.passages.upperBound {
        let numbers = start..<min(start + Self.slice, document.passages.upperBound)
        let passages = try index.passages(in: numbers)
        let vectors = wantsVectors ? try index.vectors(in: numbers) : []
        for (place, passage) in passages.enumerated() {
          try body(
            Item(
              passage: passage, document: document, vector: wantsVectors ? vectors[place] : nil))
        }
        progress.advance(by: passages.count)
        start = numbers.upperBound
      }
    }
    progress.finish(detail: "\(index.counts.documents) documents")
  }
}
