/// Short blocks that are nothing but links: rows of page tools, and single tools by their names.
enum LinkRows {
  /// A longer block is text, in bytes.
  static let longest = 200

  /// What links say that lead to no content, lowercase.
  private static let pageTools: Set<String> = [
    "edit", "edit this page", "edit page", "edit this page on github", "edit on github",
    "edit on gitlab", "edit source", "view source", "view page source", "show source",
    "page source", "view on github", "print this page", "page history", "back to top",
    "go to top", "return to top", "permalink", "report a bug", "report an issue",
    "suggest changes", "improve this page", "skip to content", "skip to main content",
    "share this page",
    "bearbeiten", "seite bearbeiten", "diese seite bearbeiten", "auf github bearbeiten",
    "auf github ansehen", "quelltext anzeigen", "quelle anzeigen", "quelltext bearbeiten",
    "nach oben", "zurück nach oben", "zum seitenanfang", "zum inhalt springen", "permanentlink",
    "seite drucken", "versionsgeschichte", "fehler melden",
    "編集", "このページを編集", "このページを編集する", "githubで編集", "githubで編集する", "githubで見る",
    "ソースを表示", "ソースを見る", "ページのソースを表示", "トップへ戻る", "トップに戻る", "先頭へ戻る",
    "ページの先頭へ", "ページの先頭へ戻る", "ページトップへ", "固定リンク", "パーマリンク",
  ]

  /// Whether a link with this text is a tool of the page and no content.
  static func isPageTool(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.contains(where: { $0 >= 0x80 }) else { return asciiTools[asciiKey(text)] != nil }
    let words = String(decoding: text, as: UTF8.self).lowercased()
      .split { !($0.isLetter || $0.isNumber) }
      .joined(separator: " ")
    return pageTools.contains(words)
  }

  /// The tools with ASCII names by their `asciiKey`: every short item of a list that begins with a
  /// link is looked up.
  private static let asciiTools = PackedTable<Bool>(
    pageTools.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
      .reduce(into: [:]) { $0[asciiKey($1.utf8)] = true })

  /// The hash of the words, lowercase, with one space between them.
  private static func asciiKey(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash = RoleTable.emptyKey
    var betweenWords = false
    for byte in text {
      guard isLetterOrDigit(byte) else {
        betweenWords = hash != RoleTable.emptyKey
        continue
      }
      if betweenWords { hash = RoleTable.step(hash, 0x20) }
      hash = RoleTable.step(hash, byte)
      betweenWords = false
    }
    return hash
  }

  /// Whether there are words in what stands between links, and not only separators.
  static func hasWords(_ text: ArraySlice<UInt8>) -> Bool {
    var isASCII = true
    for byte in text {
      if isLetterOrDigit(byte) { return true }
      if byte >= 0x80 { isASCII = false }
    }
    return !isASCII && String(decoding: text, as: UTF8.self).contains { $0.isLetter || $0.isNumber }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
  }
}
