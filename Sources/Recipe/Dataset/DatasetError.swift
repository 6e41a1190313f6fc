/// Options that no dataset can be made with, as a sentence.
public struct DatasetError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    case badDistractors(Int)
    case badOracleFraction(Double)
    /// The shares are negative or do not add up to 1.
    case badSplits(train: Double, validation: Double, test: Double)
    case unknownFormat(String, nearest: String, known: [String])
    /// No line of the file is a question that can be used.
    case noQuestions(path: String, dropped: Int, example: String?)
  }

  public let code: Code

  public init(_ code: Code) {
    self.code = code
  }

  public var description: String {
    switch code {
    case .badDistractors(let count):
      "dataset.distractors is \(count); give a number from 0 to \(DatasetOptions.mostDistractors)"
    case .badOracleFraction(let share):
      "dataset.oracle_fraction is \(share); give a share from 0 to 1"
    case .badSplits(let train, let validation, let test):
      "dataset.splits are \(train), \(validation) and \(test); "
        + "give shares from 0 that add up to 1"
    case .unknownFormat(let name, let nearest, let known):
      "there is no format `\(name)`; did you mean `\(nearest)`? "
        + "There are \(known.joined(separator: ", "))"
    case .noQuestions(let path, let dropped, let example):
      dropped == 0
        ? "\(path): the file holds no question; make some with `raftwright questions`"
        : "\(path): none of its \(dropped) questions can be used with this index; the first: "
          + (example ?? "") + ". Mend them, or make new ones with `raftwright questions`"
    }
  }
}
