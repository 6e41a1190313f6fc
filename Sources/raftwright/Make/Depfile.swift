import Artifacts

/// A dependency file for GNU make: what a target was made from.
///
///     out/index.stamp: docs docs/a.html
///
///     docs:
///
///     docs/a.html:
///
/// Every prerequisite has an empty rule of its own, as `gcc -MP` writes, so that a page which is
/// deleted makes its target old instead of stopping make.
struct Depfile {
  var target: String
  /// Files that were read, and folders that were searched for files.
  var prerequisites: [String]

  /// Writes the file whole; one with the same content keeps its modification time.
  func write(to path: String) throws {
    try WholeFile.write(Array(text.utf8), to: path)
  }

  var text: String {
    var seen: Set<String> = [target]
    // make cannot express a line break in a name.
    let paths = prerequisites.filter { !$0.contains("\n") && seen.insert($0).inserted }
    var result = Self.helpers
    result += Self.escaped(target, percent: "\\%") + ":"
    for path in paths { result += " \\\n  " + Self.escaped(path, percent: "%") }
    result += "\n"
    for path in paths { result += "\n" + Self.escaped(path, percent: "\\%") + ":\n" }
    return result
  }

  /// `=` would make a rule an assignment, and a backslash does not help: it comes from a variable.
  private static let helpers = "raftwright_equals := =\n"

  /// A `%` needs its backslash in targets, where it would make a pattern, and none elsewhere.
  private static func escaped(_ path: String, percent: String) -> String {
    var result = ""
    for character in path {
      switch character {
      case " ", "\t", "#", ":", ";", "*", "?", "[", "]", "\\", "|", "&": result += "\\\(character)"
      case "$": result += "$$"
      case "=": result += "$(raftwright_equals)"
      case "%": result += percent
      default: result.append(character)
      }
    }
    return result.hasPrefix("~") ? "./" + result : result
  }
}
