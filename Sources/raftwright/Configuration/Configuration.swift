import Artifacts
import Documents
import Questions
import Recipe
import Retrieval

/// All settings, a section for each module that owns them.
///
/// To add a section: a property here, and a line for each of its keys in `ConfigurationComments`.
struct Configuration: Codable, Equatable {
  var documents = DocumentsOptions()
  var retrieval = RetrievalOptions()
  var questions = QuestionOptions()
  var dataset = DatasetOptions()

  /// Reads a file over the defaults; without a file there are just the defaults.
  static func load(_ path: String?) throws -> Configuration {
    guard let path else { return Configuration() }
    let bytes = try WholeFile.read(path)
    return try ConfigurationReading(path: path).read(
      String(decoding: bytes, as: UTF8.self), over: Configuration())
  }

  /// A section or a whole configuration, resolved in full, as one line of JSON.
  static func resolved(_ options: some Encodable) -> String {
    ConfigurationSchema(reflecting: options).json
  }
}
