import Inspection

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What stands at the other end of stdout or stderr.
enum Terminal {
  /// Colours only on a terminal, and none where NO_COLOR (no-color.org) is set and not empty.
  static func style(of descriptor: Int32 = STDOUT_FILENO) -> TextStyle {
    guard isTerminal(descriptor) else { return TextStyle(width: 100, colour: false) }
    return TextStyle(width: min(width(of: descriptor), 120), colour: wantsColour)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  private static var wantsColour: Bool {
    let noColour = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
    let kind = getenv("TERM").map { String(cString: $0) } ?? ""
    return noColour.isEmpty && kind != "dumb"
  }
}
