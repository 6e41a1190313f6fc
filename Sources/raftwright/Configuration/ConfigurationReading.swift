import Artifacts
import Recipe
import Yams

/// Reads a configuration file over defaults: what the file leaves out keeps its default, and what
/// the defaults do not know is refused.
struct ConfigurationReading {
  /// The file's name, for messages.
  var path: String

  /// The defaults with the file's settings in their places.
  func read<Options: Codable>(_ yaml: String, over defaults: Options) throws -> Options {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw Failure(Self.sentence(for: error, path: path), code: .usage)
    }
    let schema = ConfigurationSchema(reflecting: defaults)
    guard let tree = try merged(root, into: schema, at: []) else { return defaults }
    do {
      return try YAMLDecoder().decode(Options.self, from: tree)
    } catch let error as DecodingError {
      throw Failure(Self.sentence(for: error, path: path), code: .usage)
    }
  }

  /// A scalar of the file, before all else of it is read; nil where there is none.
  func scalar(_ keys: [String], in yaml: String) throws -> String? {
    // What is wrong with the file is said when all of it is read.
    guard var node = try? Yams.compose(yaml: yaml) else { return nil }
    for key in keys {
      guard let next = node.mapping?[Node(key)] else { return nil }
      node = next
    }
    return node.scalar?.string
  }

  /// A tree in the keys of Codable that holds every key; nil where an optional has no value.
  private func merged(
    _ node: Node?, into schema: ConfigurationSchema, at keys: [String]
  ) throws -> Node? {
    guard let node else { return Self.node(of: schema) }
    if Self.isNull(node) {
      switch schema {
      case .group: return Self.node(of: schema)
      case .absent: return nil
      default:
        throw wrong(node, schema, keys, found: "nothing; to take the default, remove the key")
      }
    }
    switch schema {
    case .group(let entries): return try mergedGroup(node, schema, entries, at: keys)
    case .dictionary:
      guard node.mapping != nil else { throw wrong(node, schema, keys) }
    case .list(let elements):
      guard let sequence = node.sequence else { throw wrong(node, schema, keys) }
      guard let element = elements.first else { return node }
      return Node(
        try sequence.enumerated().compactMap {
          try merged($1, into: element, at: keys + [String($0)])
        })
    case .integer(_, let signed):
      let isWhole =
        if signed {
          node.scalar.flatMap { Int.construct(from: $0) } != nil
        } else {
          node.scalar.flatMap { UInt64.construct(from: $0) } != nil
        }
      if !isWhole { throw wrong(node, schema, keys) }
    case .number:
      if node.scalar.flatMap({ Double.construct(from: $0) }) == nil {
        throw wrong(node, schema, keys)
      }
    case .bool:
      if node.scalar.flatMap({ Bool.construct(from: $0) }) == nil {
        throw wrong(node, schema, keys)
      }
    case .text:
      if node.scalar == nil { throw wrong(node, schema, keys) }
    case .choice(_, let known):
      guard let name = node.scalar?.string, known.contains(name) else {
        throw wrong(node, schema, keys)
      }
    case .count:
      if node.scalar.flatMap({ DistractorCount(rawValue: $0.string) }) == nil {
        throw wrong(node, schema, keys)
      }
    case .absent: break
    }
    return node
  }

  private func mergedGroup(
    _ node: Node, _ schema: ConfigurationSchema, _ entries: [ConfigurationSchema.Entry],
    at keys: [String]
  ) throws -> Node {
    guard let mapping = node.mapping else { throw wrong(node, schema, keys) }
    for (key, _) in mapping {
      let name = key.scalar?.string ?? "?"
      if !entries.contains(where: { $0.key == name }) {
        throw unknown(name, line: key.mark?.line, valid: entries.map(\.key), at: keys)
      }
    }
    var pairs: [(Node, Node)] = []
    for entry in entries {
      let given = mapping.first { $0.key.scalar?.string == entry.key }?.value
      if let value = try merged(given, into: entry.value, at: keys + [entry.key]) {
        pairs.append((Node(entry.property), value))
      }
    }
    return Node(pairs)
  }

  private func unknown(
    _ name: String, line: Int?, valid: [String], at keys: [String]
  ) -> Failure {
    let place = line.map { "\(path):\($0)" } ?? path
    let section = keys.isEmpty ? "" : " in \(keys.joined(separator: "."))"
    let nearest = EditDistance.nearest(to: name, among: valid)
    let advice =
      nearest.map { "did you mean \"\($0)\"?" }
      ?? "the keys here are \(valid.joined(separator: ", "))"
    return Failure("\(place): unknown key \"\(name)\"\(section); \(advice)", code: .usage)
  }

  private func wrong(
    _ node: Node, _ schema: ConfigurationSchema, _ keys: [String], found: String? = nil
  ) -> Failure {
    let place = node.mark.map { "\(path):\($0.line)" } ?? path
    let what =
      found
      ?? (node.scalar.map { "\"\($0.string)\"" } ?? (node.sequence != nil ? "a list" : "a section"))
    let name = keys.isEmpty ? "the file" : keys.joined(separator: ".")
    return Failure(
      "\(place): \(name) takes \(schema.expectation), and there is \(what)", code: .usage)
  }

  private static func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  private static func node(of schema: ConfigurationSchema) -> Node? {
    switch schema {
    case .group(let entries), .dictionary(let entries):
      Node(entries.compactMap { entry in node(of: entry.value).map { (Node(entry.property), $0) } })
    case .list(let elements): Node(elements.compactMap(node(of:)))
    case .integer(let digits, _): Node(digits)
    case .number(let value): Node("\(value)")
    case .bool(let value): Node(value ? "true" : "false")
    case .text(let value), .choice(let value, _), .count(let value):
      Node(value, Tag(.str), .doubleQuoted)
    case .absent: nil
    }
  }

  static func sentence(for error: YamlError, path: String) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(path):\(mark.line): this is no YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, let context):
      "\(path):\(context.mark.line): the key \""
        + duplicates.joined(separator: "\", \"")
        + "\" stands here twice; remove one"
    default: "\(path): this is no YAML: \(error)"
    }
  }

  static func sentence(for error: DecodingError, path: String) -> String {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "\(path): \(error)"
    }
    let keys = context.codingPath.map { ConfigurationSchema.snakeCase($0.stringValue) }
    return "\(path): \(keys.joined(separator: ".")): \(context.debugDescription)"
  }
}
