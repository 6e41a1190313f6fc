import Artifacts

/// The text of a file in pieces of UTF-8, whatever its encoding, unpacked where it is compressed.
///
///     let pieces = try TextPieces("faq.csv.gz")
///     while case let piece = try pieces.next(), !piece.isEmpty { … }
///
/// A byte order mark decides the encoding, else the first bytes do; what is no character becomes
/// U+FFFD. Memory is bounded by a piece, of about 1 MiB, and by the decompressor's window.
public final class TextPieces {
  private let source: any ByteSource
  private var decoder: PieceDecoder?
  private var isAtEnd = false

  /// How many bytes so far were no characters.
  public var invalidBytes: Int { decoder?.invalidBytes ?? 0 }

  public init(_ path: String) throws(FileError) {
    // The size is asked of the descriptor when it is open.
    let file = CorpusFile(path: Array(path.utf8), uri: path, size: 0)
    switch file.kind.packing {
    case .none: source = try DescriptorSource(file)
    case .compressed:
      let archive = try ArchiveReader(file)
      isAtEnd = try archive.nextMember() == nil
      source = archive
    case .tar, .zip:
      throw FileError(
        path: path, action: "read", reason: "it is an archive of files, not a text; unpack it first"
      )
    }
  }

  /// The next piece; empty at the end.
  public func next() throws(FileError) -> [UInt8] {
    while !isAtEnd {
      let piece = try source.next()
      isAtEnd = piece.isEmpty
      if decoder == nil { decoder = PieceDecoder(encoding: TextDecoding.xmlEncoding(of: piece)) }
      let text = decoder?.decode(piece, isLast: isAtEnd) ?? []
      if !text.isEmpty { return text }
    }
    return []
  }

  /// The name of a file without what its compression added: `faq.csv` of `faq.csv.gz`.
  public static func name(of path: String) -> String { FileKind(name: path).content }

  /// Whether a file holds others by its name, as `site.tar.gz` does.
  public static func isArchive(_ path: String) -> Bool { FileKind(name: path).isArchive }
}
