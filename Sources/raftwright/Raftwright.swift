import ArgumentParser

@main
struct Raftwright: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raftwright",
    abstract: "RAFT training data and its retrieval index from HTML and XML.",
    version: "0.1.0")
}
