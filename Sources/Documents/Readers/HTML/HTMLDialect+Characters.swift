extension HTMLDialect {
  /// What browsers show for `&#128;` to `&#159;`: the characters that Windows-1252 has there (HTML
  /// Standard, section 13.2.5.80). libxml2 gives each such reference alone, as a control character.
  private static let windowsCharacters: [Unicode.Scalar] = [
    "\u{20ac}", "\u{81}", "\u{201a}", "\u{192}", "\u{201e}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2c6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8d}", "\u{17d}", "\u{8f}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201c}", "\u{201d}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2dc}", "\u{2122}", "\u{161}", "\u{203a}", "\u{153}", "\u{9d}", "\u{17e}", "\u{178}",
  ]

  /// The character for the control character U+0080 to U+009F.
  static func windowsCharacter(_ control: UInt8) -> String {
    String(windowsCharacters[Int(control) - 0x80])
  }
}
