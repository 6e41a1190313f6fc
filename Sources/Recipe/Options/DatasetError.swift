/// Options that no dataset can be made with, as a sentence.
public struct DatasetError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    case badDistractors(String)
    case badShare(key: String, Double)
    /// P and the share of rows that decline add up to more than 1.
    case tooManyShares(oracle: Double, abstain: Double)
    case badNumber(key: String, String)
    case badReplayShare(Double)
    /// The shares are negative or do not add up to 1.
    case badSplits(train: Double, validation: Double, test: Double)
    case noSources
    case unknownName(what: String, String, nearest: String?, known: [String])
    /// A file that rows are to be kept apart from, or mixed with, holds nothing that can be used.
    case nothingUsable(path: String, what: String)
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
      "dataset.distractors is \(count); give a number from 0 to \(DatasetOptions.mostDistractors), "
        + "or a range such as 2-6"
    case .badShare(let key, let share): "dataset.\(key) is \(share); give a share from 0 to 1"
    case .tooManyShares(let oracle, let abstain):
      "dataset.oracle_fraction \(oracle) and dataset.abstain_fraction \(abstain) are more than 1 "
        + "together; lower one"
    case .badNumber(let key, let value): "dataset.\(key) is \(value); give a number from 0"
    case .badReplayShare(let share):
      "dataset.replay.share is \(share); give a share from 0 to less than 1"
    case .badSplits(let train, let validation, let test):
      "dataset.splits are \(train), \(validation) and \(test); "
        + "give shares from 0 that add up to 1"
    case .noSources:
      "dataset.sources gives no source a share; give one, such as {bm25: 1}, or set "
        + "dataset.distractors to 0"
    case .unknownName(let what, let name, let nearest, let known):
      "there is no \(what) `\(name)`; " + (nearest.map { "did you mean `\($0)`? " } ?? "")
        + "There are \(known.joined(separator: ", "))"
    case .nothingUsable(let path, let what): "\(path): \(what)"
    case .noQuestions(let path, let dropped, let example):
      dropped == 0
        ? "\(path): the file holds no question; make some with `raftwright questions`"
        : "\(path): none of its \(dropped) questions can be used with this index; the first: "
          + (example ?? "") + ". Mend them, or make new ones with `raftwright questions`"
    }
  }
}
