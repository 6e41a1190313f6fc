/// Bytes that are not the JSON that was expected, with the place at which reading stopped.
public struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong there.
  public enum Mistake: Sendable, Equatable {
    /// A bracket, a colon or the quotation mark of a string or key.
    case missing(Unicode.Scalar)
    case noValue, badValue, badNumber, noBool, noInteger, largeInteger
    case bareControl, openString, badEscape, badHexadecimal
    case tooDeep(limit: Int)
    case trailing
  }

  public let mistake: Mistake
  /// The byte, counted from 1, as editors show columns.
  public let column: Int

  /// For the lines and files that Raftwright writes: what is wrong.
  public var description: String { "column \(column): \(fault)" }

  /// For what people write by hand: what should stand there.
  public var advice: String { "no JSON: expected \(expectation) at column \(column)" }

  private var fault: String {
    switch mistake {
    case .missing(let character): "\"\(character)\" is missing"
    case .noValue: "a value is missing"
    case .badValue: "a value is malformed"
    case .badNumber: "a number is malformed"
    case .noBool: "true or false is missing"
    case .noInteger: "a whole number is missing"
    case .largeInteger: "a number is too large"
    case .bareControl: "a control character stands bare in a string"
    case .openString: "a string has no end"
    case .badEscape: "an unknown escape"
    case .badHexadecimal: "four hexadecimal digits are missing"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .trailing: "something follows the value"
    }
  }

  private var expectation: String {
    switch mistake {
    case .missing("\""): "a key in quotes"
    case .missing(let bracket) where bracket == "}" || bracket == "]": "\",\" or \"\(bracket)\""
    case .missing(let character): "\"\(character)\""
    case .noValue, .badValue, .badNumber: "a value"
    case .noBool: "true or false"
    case .noInteger: "a whole number"
    case .largeInteger: "a smaller number"
    case .bareControl: "an escape in place of a control character"
    case .openString: "the end of a string"
    case .badEscape: "an escape"
    case .badHexadecimal: "four hexadecimal digits"
    case .tooDeep(let limit): "at most \(limit) levels"
    case .trailing: "the end of the value"
    }
  }
}
