import Recipe
import Testing

/// Combinations of settings for an ablation.
@Suite("Grid")
struct GridTests {
  @Test("a grid has a cell for every combination, the last axis changing the fastest")
  func cells() throws {
    let cells = try RecipeGrid(["P=0.4,1", "k=1,2-6", "style=plain"]).cells(of: DatasetOptions())
    #expect(
      cells.map(\.folder) == [
        "P0.4-k1-styleplain", "P0.4-k2-6-styleplain", "P1-k1-styleplain", "P1-k2-6-styleplain",
      ])
    #expect(cells.map(\.options.oracleFraction) == [0.4, 0.4, 1, 1])
    #expect(cells.map(\.options.distractors.range) == [1...1, 2...6, 1...1, 2...6])
    #expect(cells.allSatisfy { $0.options.answerStyle == .plain })
  }

  @Test(
    "axes that are none are refused with a sentence",
    arguments: [
      (
        "P",
        "an axis of a grid is a name and its values, such as P=0.4,0.8; `P` is none. "
          + "The names are P, k, abstain, style, source, seed"
      ),
      (
        "p=1",
        "an axis of a grid is a name and its values, such as P=0.4,0.8; `p=1` is none. "
          + "The names are P, k, abstain, style, source, seed"
      ),
      ("P=2", "`2` is no value of the axis P of the grid"),
      ("k=1,1", "the axis k of the grid names something twice"),
      ("k=,", "the axis k of the grid has no values"),
    ])
  func mistakes(axis: String, sentence: String) {
    #expect {
      _ = try RecipeGrid([axis])
    } throws: { "\($0)" == sentence }
  }
}
