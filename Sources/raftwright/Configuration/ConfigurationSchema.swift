import Recipe

/// The keys of a configuration with their kinds and present values, read off an options value.
///
/// Modules own their options as Codable structs whose synthesised keys are the names of their
/// properties. Here a property `oracleFraction = 0.8` becomes the key `oracle_fraction`, a number.
/// Nothing has to be listed twice, so the file, its documentation and the structs agree.
indirect enum ConfigurationSchema: Equatable {
  struct Entry: Equatable {
    /// As users write it: `oracle_fraction`.
    var key: String
    /// As Codable knows it: `oracleFraction`.
    var property: String
    var value: ConfigurationSchema
  }

  case group([Entry])
  /// Keys that users choose.
  case dictionary([Entry])
  case list([ConfigurationSchema])
  case integer(String, signed: Bool)
  case number(Double)
  case bool(Bool)
  case text(String)
  /// One of several names.
  case choice(String, known: [String])
  /// A number, or a range of numbers.
  case count(String)
  /// An optional without a value: whatever is written there is left to its Codable type.
  case absent

  init(reflecting value: Any) {
    switch value {
    case let value as Bool: self = .bool(value)
    case let value as any UnsignedInteger: self = .integer(String(describing: value), signed: false)
    case let value as any SignedInteger: self = .integer(String(describing: value), signed: true)
    case let value as Double: self = .number(value)
    case let value as Float: self = .number(Double(value))
    case let value as String: self = .text(value)
    case let value as DistractorCount: self = .count(value.rawValue)
    case let value as any NamedChoice: self = .choice(value.name, known: type(of: value).names)
    case let value as any RawRepresentable: self = Self(reflecting: value.rawValue)
    default: self = Self.container(Mirror(reflecting: value))
    }
  }

  private static func container(_ mirror: Mirror) -> ConfigurationSchema {
    switch mirror.displayStyle {
    case .optional:
      return mirror.children.first.map { Self(reflecting: $0.value) } ?? .absent
    case .collection, .set:
      return .list(mirror.children.map { Self(reflecting: $0.value) })
    case .dictionary:
      let entries = mirror.children.compactMap { child -> Entry? in
        let pair = Mirror(reflecting: child.value).children.map(\.value)
        guard pair.count == 2, let key = pair[0] as? String else { return nil }
        return Entry(key: key, property: key, value: Self(reflecting: pair[1]))
      }
      return .dictionary(entries.sorted { $0.key < $1.key })
    default:
      return .group(
        mirror.children.compactMap { child in
          child.label.map {
            Entry(key: snakeCase($0), property: $0, value: Self(reflecting: child.value))
          }
        })
    }
  }

  /// `oracleFraction` gives `oracle_fraction`; `k1` stays.
  static func snakeCase(_ property: String) -> String {
    var result = ""
    for character in property {
      if character.isUppercase { result += "_" }
      result += character.lowercased()
    }
    return result
  }

  /// What is left without some keys, given as dotted paths.
  func without(_ paths: some Collection<String>) -> ConfigurationSchema {
    guard case .group(let entries) = self else { return self }
    return .group(
      entries.compactMap { entry in
        if paths.contains(entry.key) { return nil }
        let prefix = entry.key + "."
        let inner = paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        var left = entry
        left.value = entry.value.without(inner)
        return left
      })
  }

  /// What a user is told to write.
  var expectation: String {
    switch self {
    case .group: "a section with keys of its own"
    case .dictionary: "names with values"
    case .list: "a list, such as [a, b]"
    case .integer(_, let signed): signed ? "a whole number" : "a whole number, 0 or more"
    case .number: "a number"
    case .bool: "true or false"
    case .text: "text"
    case .choice(_, let known): "one of \(known.joined(separator: ", "))"
    case .count: "a whole number, or a range such as 2-6"
    case .absent: "a value"
    }
  }

  /// All keys as dotted paths with the values that are no groups.
  func leaves(under prefix: String = "") -> [(path: String, value: ConfigurationSchema)] {
    guard case .group(let entries) = self else { return [(prefix, self)] }
    return entries.flatMap {
      $0.value.leaves(under: prefix.isEmpty ? $0.key : prefix + "." + $0.key)
    }
  }
}
