import ArgumentParser
import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// `raftwright init`: what a pipeline starts from.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented configuration, rules for make and the templates.",
    discussion: """
      Writes raftwright.yaml with every key and its default, raftwright.mk for a Makefile to \
      include, and templates/ to edit. Nothing is written where one of them exists already.

      Example:
        raftwright init pipeline
      """)

  @Argument(help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var folder = "."

  @Flag(help: "Replace files that exist.")
  var force = false

  mutating func run() throws {
    let base = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    let files = StarterFile.all()
    let existing = files.map { base + $0.path }.filter { access($0, F_OK) == 0 }
    if !existing.isEmpty, !force {
      let verb = existing.count == 1 ? "exists" : "exist"
      throw Failure(
        "\(existing.joined(separator: ", ")) \(verb) already and nothing was written; "
          + "name another folder, or replace with --force", code: .workFailed)
    }
    var output = StandardOutput()
    for file in files {
      try WholeFile.write(file.bytes, to: base + file.path)
      try output.print(base + file.path)
    }
    try output.flush()
  }
}
