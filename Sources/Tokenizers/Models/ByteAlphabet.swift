/// The characters by which GPT-2 writes bytes: printable ones stand for themselves, the others for
/// U+0100 and on.
enum ByteAlphabet {
  private static let scalars: [UInt32] = {
    var next: UInt32 = 0x100
    return (0...255).map { (byte: UInt32) in
      switch byte {
      case 0x21...0x7e, 0xa1...0xac, 0xae...0xff: return byte
      default:
        next += 1
        return next - 1
      }
    }
  }()

  private static let bytes: [UInt32: UInt8] = {
    var bytes: [UInt32: UInt8] = [:]
    for (byte, scalar) in scalars.enumerated() { bytes[scalar] = UInt8(byte) }
    return bytes
  }()

  static func text(of byte: UInt8) -> String {
    Unicode.Scalar(scalars[Int(byte)]).map { String($0) } ?? ""
  }

  /// The bytes for which a token's characters stand; nil where one stands for none.
  static func bytes(of text: String) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = bytes[scalar.value] else { return nil }
      result.append(byte)
    }
    return result
  }
}
