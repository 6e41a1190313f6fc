/// How a passage is shown to a model: the same in training rows and in serving.
public enum PassageRendering {
  /// The title and the heading path on the first line, an empty line, the text.
  ///
  /// A last heading with which the text begins is not repeated. Without a title or headings only
  /// the text is left.
  ///
  ///     PassageRendering.text(title: "VACUUM", headingPath: ["Notes"], text: "Notes\n\nRun it …")
  ///     // "VACUUM\n\nNotes\n\nRun it …"
  public static func text(title: String, headingPath: [String], text: String) -> String {
    var path = headingPath
    if let last = path.last, text.hasPrefix(last) { path.removeLast() }
    if !title.isEmpty { path.insert(title, at: 0) }
    guard !path.isEmpty, !(path.count == 1 && text.hasPrefix(path[0])) else { return text }
    return path.joined(separator: " > ") + "\n\n" + text
  }
}
