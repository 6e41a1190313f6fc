/// How much of an HTML page is read.
public enum ExtractionMode: String, Codable, Sendable, CaseIterable {
  /// All that a browser shows: navigation, footers, forms and comments too.
  case full
  /// The content alone, as `MainContent` and the rules of `HTMLDialect` tell it from the rest.
  case main
}
