/// The checks that every question passes before it is kept, each with the name of its reason.
enum Checks {
  /// Why a question is not kept; nil where nothing is wrong.
  ///
  /// - Parameter isOwn: the document asks the question by itself, and may say “I” and “you”.
  static func reason(
    against question: String, answer: String, isOwn: Bool, language: String,
    _ options: QuestionOptions
  ) -> String? {
    let length = Wording.size(of: answer)
    if length < options.shortestAnswer { return "answerTooShort" }
    if answer.count > options.longestAnswer { return "answerTooLong" }
    if question.count > 250 { return "questionTooLong" }
    if question.unicodeScalars.count < 6 { return "questionTooShort" }
    if StandAlone.isDangling(question, isOwn: isOwn, language: language) {
      return "danglingQuestion"
    }
    if question.contains("“”") || question.contains("„“") || question.contains("「」") {
      return "emptySubject"
    }
    if Wording.normalised(question).contains(Wording.normalised(answer)) {
      return "answerInQuestion"
    }
    if answer.hasSuffix(":") || answer.hasSuffix("：") { return "unfinishedAnswer" }
    return nil
  }
}
