import Questions
import Retrieval

/// A passage as the model sees it.
struct ShelvedPassage {
  let passage: Passage
  let title: String
  let uri: String
  let language: String?
  let rendered: String
}

/// A passage as guards compare it with others.
struct ComparedPassage {
  let normalized: NormalizedText
  let shingles: Shingles
}

/// The passages that one batch of questions looks at, each read and prepared once.
struct PassageShelf {
  private let index: Index
  private var shelved: [Int: ShelvedPassage] = [:]
  private var compared: [Int: ComparedPassage] = [:]
  private static let limit = 4096

  init(index: Index) {
    self.index = index
  }

  mutating func passage(_ number: Int) throws(IndexError) -> ShelvedPassage {
    if let known = shelved[number] { return known }
    let passage = try index.passage(number: number)
    let document = try index.document(ofPassage: number)
    let made = ShelvedPassage(
      passage: passage, title: document.title, uri: document.uri, language: document.language,
      rendered: PassageRendering.text(
        title: document.title, headingPath: passage.headingPath, text: passage.text))
    if shelved.count >= Self.limit { shelved.removeAll(keepingCapacity: true) }
    shelved[number] = made
    return made
  }

  mutating func compared(_ number: Int) throws(IndexError) -> ComparedPassage {
    if let known = compared[number] { return known }
    let shelved = try passage(number)
    let made = ComparedPassage(
      normalized: NormalizedText(shelved.rendered),
      shingles: Shingles(NormalizedText(shelved.passage.text)))
    if compared.count >= Self.limit { compared.removeAll(keepingCapacity: true) }
    compared[number] = made
    return made
  }
}
