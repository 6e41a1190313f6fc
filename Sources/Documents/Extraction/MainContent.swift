/// Tells the content of a page from what stands around it: a linear model over the blocks.
///
/// For each block the features below are summed with their weights; a block whose sum is above zero
/// is content. The features are those of the field: shares of links and ends of sentences with
/// those of the neighbours (Kohlschütter, Fankhauser, Nejdl: Boilerplate Detection using Shallow
/// Text Features, WSDM 2010; Pomikálek: Removing Boilerplate and Duplicate Content from Web
/// Corpora, 2011, jusText), the group with the best score (`GroupScores`), and the words of `class`
/// and `id` (`ClassMeaning`), as in Readability. Only what is said between a block and that group
/// counts, so that a page's own "has-sidebar" says nothing.
///
/// The weights are a logistic regression's on every other page (by key) of 181 pages of the article
/// extraction benchmark, rounded to a tenth; that for comments, which few of those pages have, is
/// set by hand. Benchmarks/RESULTS.md has the figures on the other pages. Articles are what the
/// model knows: pages of documentation are not shown to it (`DocumentationPage`), and are read whole
/// but for the rules of `HTMLDialect` and `LinkRows`.
struct MainContent {
  enum Weight {
    static let base = -3.6
    /// The block lies in the best group.
    static let inBest = 1.1
    /// Times the share of the page's good text that its own group holds, and the group around that.
    static let share = 1.2
    static let shareAround = 1.1
    static let endsSentence = 1.2
    /// It is a listing, a definition, a row of a data table or a question with its answer.
    static let structure = 1.7
    static let paragraph = 0.7
    /// Times the share of its text that is links.
    static let links = -1.7
    /// It comes after the last block of the best group.
    static let after = -0.6
    /// Times the share of its two neighbours that lie in the best group, or end a sentence.
    static let neighboursInBest = 0.9
    static let neighboursEndSentence = 1.1

    static let meanings: [(ClassMeaning, Double)] = [
      (.body, 0.9), (.comment, -3.0), (.offer, -1.1), (.media, -0.9), (.about, -0.5),
      (.promotion, -0.5), (.advertisement, -0.5),
    ]
  }

  /// With less text than this, in bytes, there is nothing to learn from a page.
  private static let enoughText = 500
  /// Where less than this share of the page's good text would be left, the model is not believed.
  private static let smallestShare = 0.2

  private let containers: PageContainers
  private let blocks: [Block]
  private let places: [Int32]
  private let features: [BlockFeatures]
  private let scores: GroupScores
  /// What is said about each container up to the best group, and whether it lies in that.
  private var meanings: [ClassMeaning]
  private var isInBest: [Bool]

  /// Which blocks are content; nil where the page gives no reason to leave any out.
  static func chosen(of builder: DocumentBuilder, in containers: PageContainers) -> [Bool]? {
    guard builder.text.count >= enoughText,
      !DocumentationPage.isDocumentation(builder, containers)
    else { return nil }
    let content = MainContent(builder, containers)
    guard content.scores.best >= 0 else { return nil }
    return content.chosen()
  }

  private init(_ builder: DocumentBuilder, _ containers: PageContainers) {
    self.containers = containers
    blocks = builder.blocks
    places = builder.notes.map(\.container)
    features = zip(builder.blocks, builder.notes).map {
      BlockFeatures(builder.text[$0.range], linkBytes: $1.linkBytes)
    }
    scores = GroupScores(containers, blocks: blocks, places: places, features: features)
    meanings = []
    isInBest = []
    meanings.reserveCapacity(containers.all.count)
    isInBest.reserveCapacity(containers.all.count)
    for (index, container) in containers.all.enumerated() {
      let parent = Int(container.parent)
      let isBest = index == Int(scores.best)
      isInBest.append(isBest || parent >= 0 && isInBest[parent])
      // The body of an article is known from wherever it is said.
      let around = parent >= 0 ? meanings[parent] : []
      let said = around.union(container.meaning)
      meanings.append(isBest ? said.intersection(.body) : said)
    }
  }

  private func chosen() -> [Bool]? {
    let inBest = places.map { $0 >= 0 && isInBest[Int($0)] }
    let last = inBest.lastIndex(of: true) ?? 0
    var chosen = [Bool](repeating: false, count: blocks.count)
    var words = 0.0
    for index in blocks.indices {
      var sum = score(index, inBest: inBest[index], isAfter: index > last)
      for neighbour in [index - 1, index + 1] where blocks.indices.contains(neighbour) {
        if inBest[neighbour] { sum += Weight.neighboursInBest / 2 }
        if features[neighbour].endsSentence { sum += Weight.neighboursEndSentence / 2 }
      }
      chosen[index] = sum > 0
      if sum > 0 { words += features[index].words }
    }
    guard words >= Self.smallestShare * scores.total else { return inBest }
    return chosen
  }

  /// What a block's own features add up to, without those of its neighbours.
  private func score(_ index: Int, inBest: Bool, isAfter: Bool) -> Double {
    let feature = features[index]
    let place = places[index]
    let group = containers.group(of: blocks[index], at: place)
    var sum = Weight.base + Weight.links * feature.links
    sum += Weight.share * scores.share(group)
    sum += Weight.shareAround * scores.share(containers.groupAround(group))
    if inBest { sum += Weight.inBest }
    if feature.endsSentence { sum += Weight.endsSentence }
    if isAfter { sum += Weight.after }
    switch blocks[index].kind {
    case .code, .definition, .questionAnswer: sum += Weight.structure
    case .tableRow where blocks[index].parts.count > 1: sum += Weight.structure
    case .paragraph where blocks[index].table >= 0: sum += Weight.structure
    default: break
    }
    guard place >= 0 else { return sum }
    if containers.all[Int(place)].isParagraph { sum += Weight.paragraph }
    let said = meanings[Int(place)]
    for (meaning, weight) in Weight.meanings where said.contains(meaning) { sum += weight }
    return sum
  }
}
