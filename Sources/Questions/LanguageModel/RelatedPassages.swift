import Artifacts
import Retrieval

/// Finds passages that belong together: from them come questions that one passage cannot answer.
///
/// Two passages of different documents are joined by a link from one to the other's document, of which
/// the passage is taken that has most in common with the first, or by the rare terms that both hold:
/// terms that 2 to `widest` passages have. The partner is the passage whose shared rare terms tell
/// most, as a sum of idf, a link counting as much as a term that a single passage holds; ties go to the
/// one that comes first. A passage that says much the same is no partner, for
/// then either of the two is enough: more than half of what one says, by idf, must not be in the
/// other. A third passage is the partner's own partner by a link or by a term that the first does not
/// hold, so that the three make a chain.
struct RelatedPassages {
  let index: Index
  let reader: TermReader
  /// How many passages belong together, two or three.
  let size: Int
  /// Passages that may be partners, by number.
  let isAllowed: (Int) -> Bool

  /// A term in more passages names nothing that they have in common.
  private static let widest = 12
  /// So many of a passage's rarest terms are looked at.
  private static let termsLookedAt = 24
  /// So many links of a passage are followed, and so many passages behind each looked at.
  private static let (mostLinks, mostPassages) = (8, 32)
  /// The most that two passages may share, as a part of what either says.
  private static let mostShared = 0.5

  /// The numbers of the passages that belong to one, itself first; nil where there are none.
  func group(of number: Int) throws(IndexError) -> [Int]? {
    let first = try view(number)
    guard let second = try partner(of: first, apartFrom: [first]) else { return nil }
    if size < 3 { return [number, second.number] }
    guard let third = try partner(of: second, apartFrom: [first, second]) else { return nil }
    return [number, second.number, third.number]
  }

  /// What is known of a passage while partners are sought.
  private struct View {
    var number: Int
    var document: Int
    var language: String
    var terms: Set<String>
    /// The documents that it links to.
    var linked: [IndexedDocument]
  }

  private func view(_ number: Int) throws(IndexError) -> View {
    let passage = try index.passage(number: number)
    let document = try index.document(of: passage)
    let language = document.language ?? ""
    return View(
      number: number, document: try index.documentNumber(ofPassage: number), language: language,
      terms: reader.set(of: [passage.text], language),
      linked: try index.documents(linkedFrom: passage))
  }

  /// - Parameter others: the group so far; the terms of those before the last join nothing anew.
  private func partner(of view: View, apartFrom others: [View]) throws(IndexError) -> View? {
    let used = others.dropLast().reduce(into: Set<String>()) { $0.formUnion($1.terms) }
    var scores: [Int: Double] = [:]
    for (term, weight) in try rarest(view.terms.subtracting(used)) {
      for number in try index.passages(withTerm: term) where number != view.number {
        scores[number, default: 0] += weight
      }
    }
    for document in view.linked.prefix(Self.mostLinks) {
      if let number = try nearest(to: view.terms, in: document) {
        scores[number, default: 0] += index.weightOfRarestTerm
      }
    }
    let ranked = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (number, _) in ranked.prefix(Self.widest) where isAllowed(number) {
      let candidate = try self.view(number)
      guard candidate.language == view.language,
        !others.contains(where: { $0.document == candidate.document })
      else { continue }
      var isOther = true
      for other in others where isOther { isOther = try tellOther(candidate.terms, other.terms) }
      if isOther { return candidate }
    }
    return nil
  }

  /// The passage of a document that has most in common with some terms; of long documents one of the
  /// first.
  private func nearest(
    to terms: Set<String>, in document: IndexedDocument
  ) throws(IndexError) -> Int? {
    var best: (weight: Double, number: Int)?
    for passage in try index.passages(in: document.passages.prefix(Self.mostPassages))
    where isAllowed(passage.number) {
      let shared = reader.set(of: [passage.text], document.language ?? "").intersection(terms)
      let weight = try reader.weight(of: shared)
      if weight > best?.weight ?? -1 { best = (weight, passage.number) }
    }
    return best?.number
  }

  /// The terms that few passages hold, the rarest first.
  private func rarest(_ terms: Set<String>) throws(IndexError) -> [(term: String, weight: Double)] {
    var rare: [(term: String, weight: Double)] = []
    for term in terms where term.utf8.count >= 3 && !term.allSatisfy(\.isNumber) {
      guard (2...Self.widest).contains(try index.passageCount(ofTerm: term)) else { continue }
      rare.append((term, try index.weight(ofTerm: term)))
    }
    rare.sort { ($1.weight, $0.term) < ($0.weight, $1.term) }
    return Array(rare.prefix(Self.termsLookedAt))
  }

  private func tellOther(_ one: Set<String>, _ other: Set<String>) throws(IndexError) -> Bool {
    let shared = try reader.share(of: one, in: other)
    if shared > Self.mostShared { return false }
    return try reader.share(of: other, in: one) <= Self.mostShared
  }
}
