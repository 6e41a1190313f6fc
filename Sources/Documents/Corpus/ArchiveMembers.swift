/// Which members of an archive are read, and under which URIs.
struct ArchiveMembers {
  private let archive: CorpusFile
  private let wanted: Set<String>
  private var seen: Set<String> = []

  init(archive: CorpusFile, wanted: Set<String>) {
    self.archive = archive
    self.wanted = wanted
  }

  /// The member as a file of the corpus; nil where it is none, counted unless a folder would have
  /// passed it over in silence too: by its ending, or a dot at the beginning of a name.
  mutating func file(_ member: ArchiveReader.Member, report: inout ReadReport) -> CorpusFile? {
    // Nothing is written, so a path may say what it likes; `/`, `.` and `..` mean nothing in a URI.
    let parts = member.name.split(separator: UInt8(ascii: "/")).filter {
      !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
    }
    guard !member.isFolder, !parts.isEmpty, !parts.contains(where: { $0.first == 0x2e }) else {
      return nil
    }
    let path = parts.map { FileName.escaped($0) }.joined(separator: "/")
    let kind = FileKind(name: path)
    guard wanted.contains(kind.ending) else { return nil }
    guard member.isRegular else {
      report.specialMembers += 1
      return nil
    }
    guard kind.packing == .none else {
      report.packedMembers += 1
      return nil
    }
    guard seen.insert(path).inserted else {
      report.repeatedMembers += 1
      return nil
    }
    return CorpusFile(path: archive.pathBytes, uri: archive.uri + "/" + path, size: 0)
  }
}
