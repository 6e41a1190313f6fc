/// The commented configuration that `raftwright init` writes, made from the defaults themselves.
enum ConfigurationText {
  static func defaults() -> String {
    text(of: ConfigurationSchema(reflecting: Configuration()))
  }

  static func text(of schema: ConfigurationSchema) -> String {
    var lines = [ConfigurationComments.head]
    if case .group(let sections) = schema {
      for section in sections { append(section, path: section.key, depth: 0, to: &lines) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(
    _ entry: ConfigurationSchema.Entry, path: String, depth: Int, to lines: inout [String]
  ) {
    let margin = String(repeating: "  ", count: depth)
    if depth == 0 { lines.append("") }
    for line in (ConfigurationComments.lines[path] ?? "").split(separator: "\n") {
      lines.append("\(margin)# \(line)")
    }
    switch entry.value {
    case .group(let entries):
      lines.append("\(margin)\(entry.key):")
      for inner in entries {
        append(inner, path: "\(path).\(inner.key)", depth: depth + 1, to: &lines)
      }
    case .absent: lines.append("\(margin)# \(entry.key):")
    default:
      // What the profile sets is shown, and left to it.
      let mark = ConfigurationComments.ofProfile.contains(path) ? "# " : ""
      lines.append("\(margin)\(mark)\(entry.key): \(entry.value.inlineText)")
    }
  }
}
