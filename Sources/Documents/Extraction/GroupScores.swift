/// Sums over the groups of a page, and which of them holds the content.
///
/// The score is Readability's (arc90 2009; Mozilla's `Readability.js`, `_grabArticle`): a paragraph
/// gives points for its length and its commas to the group that holds it, and fewer to the groups
/// around that one; the points are then cut by the group's share of link text. Comments, pointers
/// to other pages and articles inside articles count little.
struct GroupScores {
  /// A shorter block, in words of six bytes, gives no points.
  private static let shortest = 10.0
  /// Groups further out than this get none.
  private static let reach = 6

  /// Words of good text in each container, blocks inside inner containers included.
  private(set) var good: [Double]
  /// Words of good text on the page.
  private(set) var total = 0.0
  /// The group with the highest score; -1 where none has any.
  private(set) var best: Int32 = -1

  init(_ containers: PageContainers, blocks: [Block], places: [Int32], features: [BlockFeatures]) {
    let count = containers.all.count
    good = [Double](repeating: 0, count: count)
    var words = good
    var linkWords = good
    var points = good
    for (index, feature) in features.enumerated() {
      let place = places[index]
      guard place >= 0 else { continue }
      let worth =
        blocks[index].kind == .heading ? 0 : Self.worth(feature, in: containers.all[Int(place)])
      let goodWords = worth * feature.words
      let given = worth * (1 + min(3, feature.words / 16) + Double(min(5, feature.commas)))
      total += goodWords
      var group = containers.group(of: blocks[index], at: place)
      var distance = 0
      while group >= 0 {
        let at = Int(group)
        words[at] += feature.words
        linkWords[at] += feature.words * feature.links
        good[at] += goodWords
        if distance < Self.reach {
          points[at] += given / (distance == 0 ? 1 : distance == 1 ? 1.5 : 2 * Double(distance))
        }
        distance += 1
        group = containers.groupAround(group)
      }
    }
    var highest = 0.0
    for index in 0..<count where points[index] > 0 {
      var score = points[index] * (1 - linkWords[index] / max(1, words[index]))
      if containers.all[index].meaning.contains(.body) { score *= 1.5 }
      if score > highest { (highest, best) = (score, Int32(index)) }
    }
    widen(containers, words: words, linkWords: linkWords)
  }

  /// A best group that holds less of the good text than this may be one section among others.
  private static let smallShare = 0.6
  /// The share that makes the group around the sections the best one, and its largest share of
  /// links.
  private static let wholeShare = 0.9
  private static let fewLinks = 0.15

  /// Text in sections of their own: takes the group around them all, if that is mostly text.
  private mutating func widen(_ containers: PageContainers, words: [Double], linkWords: [Double]) {
    guard best >= 0, share(best) < Self.smallShare else { return }
    var group = containers.groupAround(best)
    while group >= 0, share(group) < Self.wholeShare { group = containers.groupAround(group) }
    guard group >= 0, linkWords[Int(group)] <= Self.fewLinks * words[Int(group)] else { return }
    best = group
  }

  /// The share of a group in the page's good text; of the page itself all.
  func share(_ group: Int32) -> Double {
    group < 0 ? 1 : good[Int(group)] / max(1, total)
  }

  private static func worth(
    _ feature: BlockFeatures, in container: PageContainers.Container
  ) -> Double {
    guard feature.links < 0.5, feature.words >= shortest else { return 0 }
    var worth = 1 - feature.links
    if container.isComment {
      worth *= 0.1
    } else if container.isPromotion {
      worth *= 0.5
    }
    return container.articles > 1 ? worth * 0.3 : worth
  }
}
