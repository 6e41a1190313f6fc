import Documents
import Questions
import Recipe
import Retrieval

/// A setting that is one of several names.
protocol NamedChoice: CaseIterable, RawRepresentable where RawValue == String {}

extension NamedChoice {
  var name: String { rawValue }
  static var names: [String] { allCases.map(\.rawValue) }
}

extension ExtractionMode: NamedChoice {}
extension VectorStorage: NamedChoice {}
extension GeneratorKind: NamedChoice {}
extension GenerationMode: NamedChoice {}
extension CheckOptions.AnswerFormCheck: NamedChoice {}
extension ClosedBook: NamedChoice {}
extension RecipeProfile: NamedChoice {}
extension ContextMode: NamedChoice {}
extension AnswerStyle: NamedChoice {}
extension Compression: NamedChoice {}
extension SplitUnit: NamedChoice {}
