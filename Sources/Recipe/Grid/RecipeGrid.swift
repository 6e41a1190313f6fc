/// All combinations of some settings, for an ablation: a dataset each, of the same questions.
///
///     let grid = try RecipeGrid(["P=0.4,0.8", "k=1,2"])
///     grid.cells(of: options).map(\.folder)     // P0.4-k1, P0.4-k2, P0.8-k1, P0.8-k2
public struct RecipeGrid: Sendable {
  /// One combination.
  public struct Cell: Sendable {
    /// The name of its folder.
    public var folder: String
    /// The values that differ between cells, by axis.
    public var values: [(axis: String, value: String)]
    public var options: DatasetOptions
  }

  /// Axes that are no grid, as a sentence.
  public struct Mistake: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// A setting that differs, and how its value is put into options; nil where it is no such value.
  private static let settings:
    [(name: String, change: @Sendable (inout DatasetOptions, String) -> Void?)] = [
      ("P", { options, value in share(value).map { options.oracleFraction = $0 } }),
      (
        "k",
        { options, value in
          DistractorCount(rawValue: value).map { options.distractors = $0 }
        }
      ),
      ("abstain", { options, value in share(value).map { options.abstainFraction = $0 } }),
      (
        "style",
        { options, value in
          AnswerStyle(rawValue: value).map { options.answerStyle = $0 }
        }
      ),
      (
        "source",
        { options, value in
          DistractorSource(rawValue: value).map { options.sources = [$0.rawValue: 1] }
        }
      ),
      ("seed", { options, value in UInt64(value).map { options.seed = $0 } }),
    ]

  private var axes: [(name: String, values: [String])] = []

  /// - Parameter axes: each a name and its values, `P=0.4,0.6`.
  public init(_ axes: [String]) throws(Mistake) {
    for axis in axes {
      let parts = axis.split(separator: "=", maxSplits: 1).map(String.init)
      let names = Self.settings.map(\.name)
      guard parts.count == 2, names.contains(parts[0]) else {
        throw Mistake(
          description: "an axis of a grid is a name and its values, such as P=0.4,0.8; "
            + "`\(axis)` is none. The names are \(names.joined(separator: ", "))")
      }
      let values = parts[1].split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      guard !values.isEmpty else {
        throw Mistake(description: "the axis \(parts[0]) of the grid has no values")
      }
      guard !self.axes.contains(where: { $0.name == parts[0] }), Set(values).count == values.count
      else {
        throw Mistake(description: "the axis \(parts[0]) of the grid names something twice")
      }
      var options = DatasetOptions()
      for value in values where Self.apply(parts[0], value, to: &options) == nil {
        throw Mistake(description: "`\(value)` is no value of the axis \(parts[0]) of the grid")
      }
      self.axes.append((parts[0], values))
    }
  }

  /// The cells over options, the last axis changing the fastest.
  public func cells(of options: DatasetOptions) -> [Cell] {
    var cells = [Cell(folder: "", values: [], options: options)]
    for (name, values) in axes {
      cells = cells.flatMap { cell in
        values.map { value in
          var next = cell
          next.values.append((name, value))
          _ = Self.apply(name, value, to: &next.options)
          return next
        }
      }
    }
    for index in cells.indices {
      cells[index].folder = cells[index].values.map { $0.axis + $0.value }.joined(separator: "-")
    }
    return cells
  }

  private static func apply(
    _ name: String, _ value: String, to options: inout DatasetOptions
  ) -> Void? {
    settings.first { $0.name == name }?.change(&options, value)
  }

  private static func share(_ value: String) -> Double? {
    Double(value).flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
