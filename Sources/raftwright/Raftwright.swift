import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@main
struct Raftwright: AsyncParsableCommand {
  /// The version, as `--version` and manifests give it.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "raftwright",
    abstract: "RAFT training data and its retrieval index from HTML and XML.",
    discussion: """
      Raftwright reads a corpus, cuts it into passages, indexes them, asks questions about them \
      and makes rows with an oracle passage, distractors and a quoted answer.

      Example:
        raftwright build corpora --output build/demo
        raftwright inspect build/demo

      Settings come from flags first, then from the file named by --config, then from the \
      defaults that "raftwright init" writes down.

      Exit codes: 0 done, 1 the work failed, 2 something was dropped under --strict, lint found a \
      fault or diff a difference, 64 wrong usage, 66 no such input, 74 a file could not be read or written.
      """,
    version: version,
    subcommands: [
      Advise.self, Build.self, BuildIndex.self, AskQuestions.self, Plan.self, MakeDataset.self,
      Search.self,
      Inspect.self, Lint.self, Diff.self, Evaluate.self, Export.self, ListReaders.self, Init.self,
    ])

  /// Parses, runs, and turns whatever goes wrong into one sentence and an exit code.
  static func main() async {
    // A reader that has seen enough closes the pipe; writing then fails, and the command ends.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Ending.exit(for: error)
    }
  }
}
