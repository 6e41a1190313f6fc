/// Finds the role of an element by its name.
///
/// Names are hashed to 64 bits (FNV-1a over lowercase bytes, without a namespace prefix), so that
/// no string is made for an element.
struct RoleTable: Sendable {
  private let roles: PackedTable<Role>

  init(_ names: [(Role, String)]) {
    var roles: [UInt64: Role] = [:]
    for (role, list) in names {
      for name in list.split(separator: " ") {
        roles[Self.key(name.utf8)] = role
      }
    }
    self.roles = PackedTable(roles)
  }

  func role(_ key: UInt64) -> Role? { roles[key] }

  static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash = emptyKey
    for byte in name { hash = step(hash, byte) }
    return hash
  }

  /// The key of a null-terminated name; a prefix with its colon is passed over.
  static func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
    var hash = emptyKey
    var pointer = name
    while pointer.pointee != 0 {
      if pointer.pointee == UInt8(ascii: ":") {
        hash = emptyKey
      } else {
        hash = step(hash, pointer.pointee)
      }
      pointer += 1
    }
    return hash
  }

  /// The key of no bytes; `step` takes a byte in.
  static let emptyKey: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    return (hash ^ UInt64(lower)) &* 0x0000_0100_0000_01b3
  }
}

/// The attributes of an element, as a SAX callback gets them: name, value, …, null.
struct Attributes {
  let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

  /// Calls `body` with each name and value; a missing value is empty.
  func forEach(_ body: (_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) -> Void) {
    guard var next = pointer else { return }
    while let name = next[0] {
      body(name, next[1])
      next += 2
    }
  }

  /// The value of the attribute with this local name, whatever its case.
  subscript(_ name: StaticString) -> String? {
    var found: String?
    forEach { attribute, value in
      if found == nil, Self.isName(attribute, name) {
        found = value.map { String(cString: $0) } ?? ""
      }
    }
    return found
  }

  /// The value of the attribute whose local name has this key.
  subscript(key key: UInt64) -> String? {
    var found: String?
    forEach { attribute, value in
      if found == nil, RoleTable.key(attribute) == key {
        found = value.map { String(cString: $0) } ?? ""
      }
    }
    return found
  }

  private static func isName(_ attribute: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
    var local = attribute
    var scan = attribute
    while scan.pointee != 0 {
      if scan.pointee == UInt8(ascii: ":") { local = scan + 1 }
      scan += 1
    }
    return matches(local, name) || matches(attribute, name)
  }

  private static func matches(_ text: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
    let expected = name.utf8Start
    for index in 0..<name.utf8CodeUnitCount where (text[index] | 0x20) != (expected[index] | 0x20) {
      return false
    }
    return text[name.utf8CodeUnitCount] == 0
  }
}
