import CCrypto

/// The SHA-256 digest of some bytes (FIPS 180-4), as users see it from `sha256sum`.
///
///     Digest(of: Array("abc".utf8)).hex.prefix(8)   // "ba7816bf"
public struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// The digest of contiguous bytes, computed by OpenSSL's libcrypto.
  public init(of buffer: UnsafeRawBufferPointer) {
    bytes = [UInt8](unsafeUninitializedCapacity: 32) { out, count in
      let worked = raftwright_sha256(buffer.baseAddress, buffer.count, out.baseAddress)
      precondition(worked == 1, "libcrypto has no SHA-256")
      count = 32
    }
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A digest as `hex` writes it; nil for anything else.
  public init?(hex: String) {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard hex.utf8.count == 64, digits.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  public init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Digest(of: $0) }
  }

  public init(of string: String) {
    var string = string
    self = string.withUTF8 { Digest(of: UnsafeRawBufferPointer($0)) }
  }

  /// 64 lowercase hexadecimal digits.
  public var hex: String {
    var digits: [UInt8] = []
    appendHex(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the 64 digits of `hex`.
  public func appendHex(to out: inout [UInt8]) {
    for byte in bytes {
      out.append(Self.digit(byte >> 4))
      out.append(Self.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The first `bits` bits as a number, `bits` from 1 to 64.
  public func prefix(bits: Int) -> UInt64 {
    let word = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return word >> UInt64(64 - bits)
  }

  public var description: String { hex }
}
