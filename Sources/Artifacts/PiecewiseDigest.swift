import CCrypto

/// A SHA-256 digest of bytes that come in pieces.
public struct PiecewiseDigest: ~Copyable {
  private let context: OpaquePointer

  public init() {
    guard let context = raftwright_sha256_begin() else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The digest of all bytes so far; the computation is over.
  public consuming func finish() -> Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { out, count in
      EVP_DigestFinal_ex(context, out.baseAddress, nil)
      count = 32
    }
    return Digest(bytes: bytes)
  }
}
