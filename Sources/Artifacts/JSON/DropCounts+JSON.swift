extension DropCounts {
  /// Reads what `write(to:)` wrote, from a file that people may have changed: what is no drop is
  /// passed over.
  public init(_ value: JSONValue?) {
    self.init()
    for member in value?.members ?? [] {
      set(
        member.key,
        to: Entry(
          count: member.value["count"]?.int ?? 0,
          examples: (member.value["examples"]?.array ?? []).compactMap(\.string)))
    }
  }

  /// Writes an object of reasons, the most frequent first: `{"reason": {"count", "examples"}}`.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      for (reason, entry) in sorted {
        json.key(reason)
        entry.write(to: &json)
      }
    }
  }
}

extension DropCounts.Entry {
  /// Writes an object of the count and the examples.
  public func write(to json: inout JSONWriter) {
    json.object {
      $0.field("count", count)
      $0.field("examples", examples)
    }
  }
}
