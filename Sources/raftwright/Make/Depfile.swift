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
    var paths = prerequisites.filter { seen.insert($0).inserted }
    // A `?` could match a name with a `%`, and make would take that for a pattern rule and stop:
    // such a corpus is watched by its folders alone where a name cannot be written.
    if paths.contains(where: { $0.contains("%") }) {
      paths.removeAll { $0.unicodeScalars.contains(where: Self.unwritable.contains) }
    }
    var result = Self.helpers
    result += Self.escaped(target, percent: "\\%") + ":"
    for path in paths { result += " \\\n  " + Self.escaped(path, percent: "%") }
    result += "\n"
    for path in paths { result += "\n" + Self.escaped(path, percent: "\\%") + ":\n" }
    return result
  }

  /// `=` would make a rule an assignment, and a backslash does not help: it comes from a variable.
  private static let helpers = "raftwright_equals := =\n"

  /// The path as make reads it back.
  ///
  /// A `%` needs a backslash in targets, where it would make a pattern, and none elsewhere. Some
  /// characters cannot be written at all: make finds such a name by a `?` in their place, which
  /// also stands for itself once the file is gone.
  private static func escaped(_ path: String, percent: String) -> String {
    let isPattern = path.unicodeScalars.contains(where: unwritable.contains)
    var result = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case " ", "\t", "#", ":": result += "\\\(scalar)"
      case "*", "?", "[", "]": result += isPattern ? "?" : "\\\(scalar)"
      case "$": result += "$$"
      case "=": result += "$(raftwright_equals)"
      case "%": result += percent
      case let scalar where unwritable.contains(scalar): result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.hasPrefix("~") ? "./" + result : result
  }

  private static let unwritable: Set<Unicode.Scalar> = [";", "|", "\\", "\n", "\r"]
}
