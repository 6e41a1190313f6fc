/// How a passage is shown to a model: the same in training rows and in serving, and in the index.
public enum PassageRendering {
  /// The title and the heading path on the first line, an empty line, the text.
  ///
  /// A last heading with which the text begins is not repeated. Without a title or headings only
  /// the text is left.
  ///
  ///     PassageRendering.text(title: "VACUUM", headingPath: ["Notes"], text: "Notes\n\nRun it …")
  ///     // "VACUUM\n\nNotes\n\nRun it …"
  public static func text(title: String, headingPath: [String], text: String) -> String {
    let context = context(title: title, headingPath: headingPath, text: text.utf8)
    return context.isEmpty ? text : context.joined(separator: " > ") + "\n\n" + text
  }

  /// The title and those headings that stand above the text and are not its own first line.
  static func context(
    title: String, headingPath: [String], text: some Collection<UInt8>
  ) -> [String] {
    var path = headingPath
    if let last = path.last, begins(text, with: last) { path.removeLast() }
    if path.isEmpty && begins(text, with: title) { return [] }
    if !title.isEmpty { path.insert(title, at: 0) }
    return path
  }

  /// Whether the first line of a text is the given heading.
  private static func begins(_ text: some Collection<UInt8>, with heading: String) -> Bool {
    guard text.starts(with: heading.utf8) else { return false }
    return text.dropFirst(heading.utf8.count).first.map { $0 == 0x0a } ?? true
  }
}
