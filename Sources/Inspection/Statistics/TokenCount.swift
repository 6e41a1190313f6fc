/// The estimate of tokens that inspection reports: about four bytes of ASCII, or one character of
/// a script without spaces, make a token.
enum TokenCount {
  static func estimate(_ text: String) -> Int {
    var (ascii, wide, other) = (0, 0, 0)
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        ascii += 1
      } else if DisplayWidth.isWide(scalar) {
        wide += 1
      } else {
        other += 1
      }
    }
    return (ascii + 3) / 4 + (other + 1) / 2 + wide
  }
}
