import Artifacts

/// What stands beside `questions.jsonl`: how it was made, what came out and what was dropped.
///
/// The file has the same name with `.manifest.json` in place of `.jsonl`. Questions that were
/// written by hand have none.
public struct QuestionManifest: Sendable {
  /// The resolved configuration of the question stage.
  public var configuration: JSONValue
  /// Named counts of the stage, as an object.
  public var counts: JSONValue
  public var drops: DropCounts

  public init(configuration: JSONValue, counts: JSONValue, drops: DropCounts) {
    self.configuration = configuration
    self.counts = counts
    self.drops = drops
  }

  /// The manifest's path for a file of questions.
  public static func path(besides questions: String) -> String {
    QuestionFile.path(besides: questions, ending: ".manifest.json")
  }

  /// Reads the manifest of a file of questions; nil where there is none.
  public static func read(besides questions: String) throws -> QuestionManifest? {
    let path = path(besides: questions)
    guard FileExistence.isFile(path) else { return nil }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: try WholeFile.read(path))
    } catch let error as JSONSyntaxError {
      throw FileError(
        path: path, action: "read the manifest",
        reason: "\(error.advice); make it again with `raftwright questions`, or delete it")
    }
    return QuestionManifest(
      configuration: value["configuration"] ?? .null, counts: value["counts"] ?? .object([]),
      drops: DropCounts(value["drops"]))
  }

  /// Writes the manifest of a file of questions; true when the file changed.
  @discardableResult
  public func write(besides questions: String) throws(FileError) -> Bool {
    var json = JSONWriter(layout: .pretty)
    json.object {
      $0.key("configuration")
      configuration.write(to: &$0)
      $0.key("counts")
      counts.write(to: &$0)
      $0.key("drops")
      drops.write(to: &$0)
    }
    json.newline()
    return try WholeFile.write(json.bytes, to: Self.path(besides: questions))
  }
}
