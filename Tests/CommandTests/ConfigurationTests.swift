import ArgumentParser
import Artifacts
import Recipe
import Retrieval
import Testing

@testable import raftwright

@Suite("Configuration")
struct ConfigurationTests {
  private func read(_ yaml: String) throws -> Configuration {
    try ConfigurationReading(path: "raftwright.yaml").read(yaml, over: Configuration())
  }

  @Test("what a file leaves out keeps its default")
  func partial() throws {
    var expected = Configuration()
    expected.dataset.oracleFraction = 0.5
    expected.dataset.splits.train = 0.8
    expected.dataset.formats = ["raft", "chat"]
    expected.retrieval.stopwords = false
    let yaml = """
      retrieval:
        stopwords: no
      dataset:
        oracle_fraction: 0.5
        formats: [raft, chat]
        splits:
          train: 0.8
      """
    #expect(try read(yaml) == expected)
    #expect(try read("") == Configuration())
    #expect(try read("# nothing but a comment\n") == Configuration())
    #expect(try read("dataset:\n") == Configuration())
  }

  @Test(
    "mistakes are named with their line, and with what was probably meant",
    arguments: [
      (
        "dataset:\n  seed: 1\n  oracle_fracton: 0.5",
        "raftwright.yaml:3: unknown key \"oracle_fracton\" in dataset; did you mean "
          + "\"oracle_fraction\"?"
      ),
      (
        "dataset:\n  oracleFraction: 0.5",
        "raftwright.yaml:2: unknown key \"oracleFraction\" in dataset; did you mean "
          + "\"oracle_fraction\"?"
      ),
      ("dataste: {}", "raftwright.yaml:1: unknown key \"dataste\"; did you mean \"dataset\"?"),
      (
        "dataset:\n  splits: {trian: 1}",
        "raftwright.yaml:2: unknown key \"trian\" in dataset.splits; did you mean \"train\"?"
      ),
      (
        "dataset:\n  splits: {holdout: 1}",
        "raftwright.yaml:2: unknown key \"holdout\" in dataset.splits; the keys here are by, "
          + "train, validation, test"
      ),
      (
        "dataset:\n  distractors: four",
        "raftwright.yaml:2: dataset.distractors takes a whole number, or a range such as 2-6, and there is \"four\""
      ),
      (
        "dataset:\n  profile: papre",
        "raftwright.yaml:2: dataset.profile takes one of hard, paper, modern, gorilla, and there is \"papre\""
      ),
      (
        "questions:\n  generator: lm",
        "raftwright.yaml:2: questions.generator takes one of structure, llm, import, and there is \"lm\""
      ),
      (
        "dataset:\n  seed: -1",
        "raftwright.yaml:2: dataset.seed takes a whole number, 0 or more, and there is \"-1\""
      ),
      (
        "dataset:\n  formats: raft",
        "raftwright.yaml:2: dataset.formats takes a list, such as [a, b], and there is \"raft\""
      ),
      (
        "retrieval:\n  k1: {a: 1}",
        "raftwright.yaml:2: retrieval.k1 takes a number, and there is a section"
      ),
      (
        "dataset:\n  seed:",
        "raftwright.yaml:2: dataset.seed takes a whole number, 0 or more, and there is nothing; "
          + "to take the default, remove the key"
      ),
      ("dataset: [", "raftwright.yaml:2: this is no YAML: did not find expected node content"),
      (
        "dataset: {seed: 1, seed: 2}",
        "raftwright.yaml:1: the key \"seed\" stands here twice; remove one"
      ),
    ])
  func mistakes(yaml: String, sentence: String) {
    let failure = #expect(throws: Failure.self) { try read(yaml) }
    #expect(failure?.sentence == sentence)
    #expect(failure?.code == .usage)
  }

  @Test("the file that init writes holds every key with its default, and a comment for each")
  func defaults() throws {
    let text = ConfigurationText.defaults()
    #expect(try read(text) == Configuration())
    var paths = Set(ConfigurationSchema(reflecting: Configuration()).leaves().map(\.path))
    for path in paths {
      var parts = path.split(separator: ".")
      while parts.count > 1 {
        parts.removeLast()
        paths.insert(parts.joined(separator: "."))
      }
    }
    #expect(paths.subtracting(ConfigurationComments.lines.keys) == [], "keys without a comment")
    #expect(
      Set(ConfigurationComments.lines.keys).subtracting(paths) == [], "comments without a key")
  }

  @Test("flags go before the file, the file before the defaults")
  func precedence() throws {
    var configuration = try read("dataset:\n  seed: 7\n  distractors: 2")
    var flags = try RecipeFlags.parse(["--seed", "9", "--formats", "raft, chat"])
    try flags.validate()
    flags.apply(to: &configuration)
    #expect(configuration.dataset.seed == 9)
    #expect(configuration.dataset.distractors == 2)
    #expect(configuration.dataset.formats == ["raft", "chat"])
    #expect(configuration.dataset.oracleFraction == 0.8)
  }

  @Test(
    "edit distance counts letters, a swap as one",
    arguments: [("train", "train", 0), ("trian", "train", 1), ("", "abc", 3), ("abc", "ac", 1)])
  func distance(first: String, second: String, expected: Int) {
    #expect(EditDistance.between(first, second) == expected)
    #expect(EditDistance.between(second, first) == expected)
  }

  struct Optionals: Codable, Equatable {
    var name: String?
    var limit: Int? = 3
    var weights = ["a": 0.5]
  }

  @Test("optional settings may be left out, given, or set to nothing")
  func optionals() throws {
    let reading = ConfigurationReading(path: "f")
    #expect(try reading.read("{}", over: Optionals()) == Optionals())
    #expect(try reading.read("name: x", over: Optionals()) == Optionals(name: "x"))
    #expect(try reading.read("name:", over: Optionals()) == Optionals())
    #expect(
      try reading.read("weights: {b: 1}", over: Optionals()) == Optionals(weights: ["b": 1]))
    let failure = #expect(throws: Failure.self) {
      try reading.read("name: [x]", over: Optionals())
    }
    #expect(failure?.sentence.hasPrefix("f: name: ") == true)
  }
}
