import Artifacts

/// Clusters of groups that link to one another, none larger than a limit.
///
/// In most corpora every page is reached from every other, so that whole components would be one
/// group. Label propagation finds the dense parts (Raghavan, Albert and Kumara 2007), with a limit
/// to a cluster's size (Meyerhenke, Sanders and Schulz 2014): each group in turn joins the cluster
/// that most of its links go to and that still has room.
struct LinkClusters {
  private static let rounds = 10

  /// The number of the cluster of each group: that of one of its groups.
  ///
  /// - Parameters:
  ///   - links: pairs of groups, each as often as they link.
  ///   - sizes: how many rows each group has.
  ///   - order: the order in which groups choose.
  static func clusters(
    links: [(Int, Int)], sizes: [Int], limit: Int, order: [Int]
  ) -> [Int] {
    var neighbours = [[Int: Int]](repeating: [:], count: sizes.count)
    for (first, second) in links where first != second {
      neighbours[first][second, default: 0] += 1
      neighbours[second][first, default: 0] += 1
    }
    var labels = Array(sizes.indices)
    var filled = sizes
    for _ in 0..<rounds {
      var moved = false
      for group in order where !neighbours[group].isEmpty {
        var weights: [Int: Int] = [:]
        for (other, weight) in neighbours[group] { weights[labels[other], default: 0] += weight }
        let current = labels[group]
        let best = weights.filter {
          $0.key == current || filled[$0.key] + sizes[group] <= limit
        }.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let best, best.key != current, best.value > weights[current] ?? 0 else { continue }
        filled[current] -= sizes[group]
        filled[best.key] += sizes[group]
        labels[group] = best.key
        moved = true
      }
      if !moved { break }
    }
    return labels
  }
}
