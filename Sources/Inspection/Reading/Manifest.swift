import Artifacts

/// What inspection takes from a manifest: the drops of every stage, wherever they stand in it.
///
/// Drops are an object under the key `drops`, whose members are reasons: either a count, or an
/// object with `count` and `examples`. The stage is the name of the object that holds `drops`.
public struct Manifest: Sendable {
  public struct Stage: Sendable {
    public var name: String
    public var drops: DropCounts
  }

  public private(set) var stages: [Stage] = []

  public init() {}

  /// Reads the manifest's bytes; throws a `JSONSyntaxError` where they are no JSON object.
  ///
  /// - Parameter stage: whose drops stand at the top of the file.
  public init(_ bytes: [UInt8], stage: String) throws {
    var json = JSONScanner(bytes)
    try read(&json, stage: stage)
    try json.end()
  }

  public mutating func add(stage: String, drops: DropCounts) {
    if !drops.isEmpty { stages.append(Stage(name: stage, drops: drops)) }
  }

  private mutating func read(_ json: inout JSONScanner, stage: String) throws {
    try json.object { key, json in
      guard try json.kind() == .object else { return try json.skip() }
      if key == "drops" {
        try readDrops(&json, stage: stage)
      } else {
        try read(&json, stage: key)
      }
    }
  }

  /// Members that are no drops are the drops of stages: `{"drops": {"index": {"emptyFile": 2}}}`.
  private mutating func readDrops(_ json: inout JSONScanner, stage: String) throws {
    var drops = DropCounts()
    try json.object { reason, json in
      switch try json.kind() {
      case .number:
        drops.set(reason, to: DropCounts.Entry(count: Int(try json.number())))
      case .object:
        if let entry = try readEntry(&json, stage: reason) { drops.set(reason, to: entry) }
      default: try json.skip()
      }
    }
    add(stage: stage, drops: drops)
  }

  private mutating func readEntry(
    _ json: inout JSONScanner, stage: String
  ) throws -> DropCounts.Entry? {
    var entry = DropCounts.Entry()
    var isEntry = false
    var inner = DropCounts()
    try json.object { key, json in
      switch (key, try json.kind()) {
      case ("count", .number):
        isEntry = true
        entry.count = Int(try json.number())
      case ("examples", .array):
        try json.array { json in
          if let example = try json.stringIfPresent() { entry.examples.append(example) }
        }
      case (_, .number):
        inner.set(key, to: DropCounts.Entry(count: Int(try json.number())))
      case (_, .object):
        if let found = try readEntry(&json, stage: key) { inner.set(key, to: found) }
      default: try json.skip()
      }
    }
    add(stage: stage, drops: inner)
    return isEntry ? entry : nil
  }
}
