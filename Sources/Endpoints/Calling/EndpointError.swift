/// Why a server gave no answer that can be used.
public struct EndpointError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable, Equatable {
    /// The address is wrong; the text says how.
    case badAddress(String)
    /// The environment variable that is to hold the key is not set.
    case noKey(variable: String)
    /// The environment variable holds what no header can: white space, control or other characters.
    case badKey(variable: String)
    /// No connection could be made; the reason is the system's.
    case unreachable(String)
    /// A connection broke before the answer was whole.
    case broken(String)
    /// Nothing came for so many seconds.
    case timeout(seconds: Int)
    /// The server refused; its own code, and message where it gave one.
    case refused(status: Int, message: String)
    /// A text is longer than the model takes.
    case tooLong(message: String)
    /// A filter in front of the model would not let a text through.
    case filtered(message: String)
    /// The answer is larger than is read, in bytes.
    case tooLarge(limit: Int)
    /// The answer is not what was asked for; the text says what is wrong with it.
    case malformed(String)
    /// The vectors have another number of dimensions than the one that was asked for.
    case dimensions(asked: Int, found: Int)
    /// The server sends elsewhere.
    case redirected(String)
    /// The cache cannot be read or written.
    case cache(String)
  }

  public let code: Code
  /// Where: the address of the call, or the path of the cache.
  public let address: String
  /// How often it was tried.
  public var attempts: Int
  /// For how many seconds the server wished to be left alone, where that is longer than is waited.
  public var wait: Double?

  public init(_ code: Code, address: String, attempts: Int = 1, wait: Double? = nil) {
    self.code = code
    self.address = address
    self.attempts = attempts
    self.wait = wait
  }

  public var description: String {
    let wish = wait.map { ", and wishes to be left alone for \(Int(min($0, 1e9))) seconds" } ?? ""
    return "\(address): \(sentence)\(wish)\(attempts > 1 ? " (tried \(attempts) times)" : "")"
  }

  private var sentence: String {
    switch code {
    case .badAddress(let reason):
      reason
    case .noKey(let variable):
      "the environment variable \(variable), which is to hold the key, is not set"
    case .badKey(let variable):
      "the environment variable \(variable) holds no key: there are characters in it that no header "
        + "takes"
    case .unreachable(let reason):
      "no connection: \(reason); check the address, and that the server runs"
    case .broken(let reason):
      "the answer did not come to its end: \(reason); see what the server's log says"
    case .timeout(let seconds):
      "nothing came for \(seconds) seconds; check the server, or allow more time"
    case .refused(401, let message), .refused(403, let message):
      "the server wants another key\(Self.quoted(message)); name the variable that holds it"
    case .refused(404, let message):
      "there is no such call or model\(Self.quoted(message)); check address and model"
    case .refused(let status, let message):
      "the server answered with status \(status)\(Self.quoted(message))"
    case .tooLong(let message):
      "the text is too long for the model\(Self.quoted(message))"
    case .filtered(let message):
      "a filter of the server stopped the text\(Self.quoted(message))"
    case .tooLarge(let limit):
      "the answer is larger than \(limit) bytes"
    case .malformed(let what):
      "the answer is not as expected: \(what)"
    case .dimensions(let asked, let found):
      "the vectors have \(found) dimensions where \(asked) were asked for; the model or its server "
        + "leaves no choice: ask for none"
    case .redirected(let target):
      "the server sends on to \(target); name that address if it is right"
    case .cache(let reason):
      "cannot use the cache: \(reason); remove the file if it can be made again"
    }
  }

  private static func quoted(_ message: String) -> String {
    message.isEmpty ? "" : " (“\(message)”)"
  }
}
