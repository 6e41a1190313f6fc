/// Words of which questions are made, whatever they ask about.
enum AskingWords {
  /// Those with a list.
  static let languages = ["en", "de"]

  /// All of a language as one text; empty for a language without a list.
  static func text(_ language: String) -> String {
    switch language {
    case "en":
      """
      what which who whom whose when where why how does do did can could should would will must may
      purpose meaning mean difference differ name reason role way type kind happen happens work works
      used use function effect value example important importance define definition describe explain
      called about many much long often main following between
      """
    case "de":
      """
      was welche welcher welches welchen wer wem wen wann wo woher wohin warum weshalb wozu wie viele
      kann können soll muss darf Zweck Bedeutung bedeutet Unterschied Name Grund Rolle Art passiert
      geschieht funktioniert verwendet benutzt dient Wirkung Wert Beispiel wichtig heißt nennt gibt
      """
    default: ""
    }
  }
}
