/// Texts that may be pieces of HTML, as exports of databases hold them.
public enum MarkupText {
  /// The text as a reader sees it: without tags and entities where there is a tag that only HTML has
  /// (`</p>`, `<br>`, `<li>`), a block a line; any other text as it is.
  ///
  ///     MarkupText.plain("<p>Use <code>a &lt; b</code>.</p>")   // "Use a < b."
  ///     MarkupText.plain("List<String> holds text")             // as it is
  public static func plain(_ text: String) -> String {
    isMarkup(text) ? StructuredData.plainText(text) : text
  }

  private static let marks: [[UInt8]] = [
    "</p>", "</a>", "</li>", "</ul>", "</ol>", "</b>", "</i>", "</em>", "</strong>", "</code>",
    "</pre>", "</div>", "</span>", "<br>", "<br/>", "<br />",
  ].map { Array($0.utf8) }

  private static func isMarkup(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      for place in utf8.indices where utf8[place] == UInt8(ascii: "<") {
        let rest = utf8[place...].prefix(9)
        let isMark = marks.contains { mark in
          mark.count <= rest.count && zip(mark, rest).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
        }
        if isMark { return true }
      }
      return false
    }
  }
}
