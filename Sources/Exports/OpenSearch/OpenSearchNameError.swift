/// A name that OpenSearch takes for no index.
public struct OpenSearchNameError: Error, Sendable, Equatable, CustomStringConvertible {
  public let name: String

  public init(name: String) {
    self.name = name
  }

  public var description: String {
    "`\(name)` is no name for an index of OpenSearch: give lower-case letters, digits, `-` and `_`, "
      + "a letter or digit first, 255 at most"
  }

  /// Stricter than OpenSearch, which takes other scripts too, so that the name needs no quoting in a
  /// URL or in a shell.
  static func check(_ name: String) throws(OpenSearchNameError) {
    func isPlain(_ byte: UInt8) -> Bool {
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
    }
    let isGood =
      name.utf8.count <= 255 && name.utf8.first.map(isPlain) == true
      && name.utf8.allSatisfy { isPlain($0) || $0 == 0x2d || $0 == 0x5f }
    if !isGood { throw OpenSearchNameError(name: name) }
  }
}
