import Questions
import Retrieval

/// A passage as rows need it: as the model sees it, and as guards compare it.
struct ShelvedPassage {
  let passage: Passage
  let title: String
  let uri: String
  let language: String?
  /// What the model sees.
  let rendered: String
  let normalized: NormalizedText
  let shingles: Shingles
}

/// The passages that one batch of questions looks at, each read and prepared once.
struct PassageShelf {
  private let index: Index
  private var shelved: [Int: ShelvedPassage] = [:]
  private static let limit = 4096

  init(index: Index) {
    self.index = index
  }

  mutating func passage(_ number: Int) throws(IndexError) -> ShelvedPassage {
    if let known = shelved[number] { return known }
    let passage = try index.passage(number: number)
    let document = index.document(ofPassage: number)
    let rendered = PassageRendering.text(
      title: document.title, headingPath: passage.headingPath, text: passage.text)
    let normalized = NormalizedText(rendered)
    let made = ShelvedPassage(
      passage: passage, title: document.title, uri: document.uri, language: document.language,
      rendered: rendered, normalized: normalized,
      shingles: Shingles(NormalizedText(passage.text)))
    if shelved.count >= Self.limit { shelved.removeAll(keepingCapacity: true) }
    shelved[number] = made
    return made
  }
}
