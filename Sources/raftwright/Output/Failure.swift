import ArgumentParser
import Artifacts
import Documents
import Endpoints
import Exports
import Inspection
import Questions
import Recipe
import Retrieval
import Templates
import Tokenizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why a run ended other than well: what is said and the exit code (DESIGN.md, rule 8).
struct Failure: Error, Equatable {
  /// The exit codes, those over 63 from sysexits.h.
  enum Code: Int32, Sendable {
    case workFailed = 1
    case dropped = 2
    case usage = 64
    case noInput = 66
    case inputOutput = 74
  }

  var sentence: String
  var code: Code

  init(_ sentence: String, code: Code) {
    (self.sentence, self.code) = (sentence, code)
  }

  /// An error of a module as a sentence with its code.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure:
      self = failure
    case let unsuitable as InspectedInput.Unsuitable:
      self.init(unsuitable.description, code: unsuitable.isMissing ? .noInput : .workFailed)
    case let file as FileError:
      let isMissing = file.action == "read" && file.reason == String(cString: strerror(ENOENT))
      self.init(file.description, code: isMissing ? .noInput : .inputOutput)
    case let index as IndexError:
      let code: Code =
        switch index.code {
        case .missing: .noInput
        case .unreadable, .unwritable: .inputOutput
        default: .workFailed
        }
      self.init(index.description, code: code)
    case let option as DocumentsOptionError:
      self.init(option.description, code: .usage)
    case let tokenizer as TokenizerError:
      self.init(tokenizer.description, code: .usage)
    case let embedding as EmbeddingError:
      let isUsage = if case .noTable = embedding.code { true } else { false }
      self.init(embedding.description, code: isUsage ? .usage : .workFailed)
    case let endpoint as EndpointError:
      let code: Code =
        switch endpoint.code {
        case .badAddress, .noKey, .badKey: .usage
        case .cache: .inputOutput
        default: .workFailed
        }
      self.init(endpoint.description, code: code)
    case let file as ImportFileError:
      self.init(file.description, code: .workFailed)
    case let target as ExportTargetError:
      self.init(target.description, code: .usage)
    case let name as OpenSearchNameError:
      self.init("--name: \(name.description)", code: .usage)
    case let template as TemplateError:
      self.init(template.description, code: .usage)
    case let analyzer as AnalyzerError:
      self.init("retrieval.stemmer: \(analyzer.description)", code: .usage)
    case let dataset as DatasetError:
      let isOption = if case .noQuestions = dataset.code { false } else { true }
      self.init(dataset.description, code: isOption ? .usage : .workFailed)
    default:
      self.init(String(describing: error), code: .workFailed)
    }
  }
}

/// How a run ends that threw.
enum Ending {
  /// Says so and leaves the process with the code. Help and the version go to stdout, and a pipe
  /// that its reader closed ends the run without a word.
  static func exit(for error: any Error) -> Never {
    if error is BrokenPipe { Glibc.exit(0) }
    // What there was to say has been said.
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    let code = Raftwright.exitCode(for: error)
    if code == .success {
      let text = Raftwright.fullMessage(for: error)
      var output = StandardOutput()
      try? output.print(text)
      try? output.flush()
      Glibc.exit(0)
    }
    if code == .validationFailure {
      let message = Raftwright.fullMessage(for: error)
      StandardError.print(sentence(ofUsageMessage: message))
      Glibc.exit(Failure.Code.usage.rawValue)
    }
    let failure = Failure(error)
    StandardError.print("raftwright: \(failure.sentence)")
    Glibc.exit(failure.code.rawValue)
  }

  /// The parser's message in the shape of the others: "raftwright: …", then the usage.
  static func sentence(ofUsageMessage message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = lines.first, first.hasPrefix("Error: ") {
      lines[0] = "raftwright: " + first.dropFirst("Error: ".count).lowercasedFirst
    }
    return lines.joined(separator: "\n")
  }
}

extension Substring {
  /// A sentence's first letter made small, unless the word is a name in capitals.
  fileprivate var lowercasedFirst: String {
    guard let first, dropFirst().first?.isLowercase == true else { return String(self) }
    return first.lowercased() + dropFirst()
  }
}
