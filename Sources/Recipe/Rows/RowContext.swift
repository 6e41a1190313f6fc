import Questions

/// A question with its passages and its place in the plan: what a row is made of.
struct RowContext {
  var question: QuestionRecord
  var mined: MinedQuestion
  var assignment: SplitPlan.Assignment

  /// A passage of the row and what it is there for.
  struct Member {
    var pick: MinedQuestion.Pick
    var role: NativeRow.Role
  }

  /// The row's passages before they are put in order.
  func members(_ options: DatasetOptions) -> [Member] {
    let isPresent = assignment.rowClass.holdsOracle
    // Rows without their oracle take the one that was found in its place.
    let count = mined.wanted + (!isPresent && options.fillOracle ? mined.oracles.count : 0)
    let distractors =
      options.context == .asRetrieved
      ? mined.distractors : Array(mined.distractors.prefix(count))
    return (isPresent ? mined.oracles : []).map { Member(pick: $0, role: .oracle) }
      + distractors.map { Member(pick: $0, role: .distractor) }
  }
}
