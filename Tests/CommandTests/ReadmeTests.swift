import Foundation
import Testing

/// Runs the examples of README.md as a reader would, one after the other in one folder that holds
/// a copy of `corpora`.
///
/// A fenced `sh` block under the comment `<!-- run -->` is run by bash; a fenced block under
/// `<!-- output -->` is what the example before it prints. Blocks without a comment are not run.
/// RAFTWRIGHT_RECORD=1 puts what is printed now into the file.
@Suite("README")
struct ReadmeTests {
  struct Example: Equatable {
    var line: Int
    var script: String
    var output: String?
  }

  /// The marked blocks, each with the line on which it begins.
  static func examples(in readme: String) -> [Example] {
    var examples: [Example] = []
    var mark: String?
    var block: (mark: String, line: Int, text: String)?
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let open = block {
        guard line == "```" else {
          block?.text += line + "\n"
          continue
        }
        if open.mark == "<!-- run -->" {
          examples.append(Example(line: open.line, script: open.text, output: nil))
        } else if open.mark == "<!-- output -->", let last = examples.indices.last {
          examples[last].output = open.text
        }
        block = nil
      } else if line.hasPrefix("```") {
        block = (mark ?? "", index + 1, "")
        mark = nil
      } else if line.hasPrefix("<!-- ") {
        mark = String(line)
      } else if !line.isEmpty {
        mark = nil
      }
    }
    return examples
  }

  @Test("every marked example works and prints what the README says")
  func examples() throws {
    let path = Command.repository + "/README.md"
    var readme = try String(contentsOfFile: path, encoding: .utf8)
    let examples = Self.examples(in: readme)
    #expect(!examples.isEmpty)
    let folder = try Folder()
    try FileManager.default.copyItem(
      atPath: Command.repository + "/corpora", toPath: folder.path + "/corpora")
    for example in examples {
      let run = try Command.shell(example.script, in: folder.path)
      #expect(run.code == 0, "README.md:\(example.line): \(run.stderr)")
      guard let output = example.output else { continue }
      if ProcessInfo.processInfo.environment["RAFTWRIGHT_RECORD"] != nil {
        readme = readme.replacing("```\n\(output)```", with: "```\n\(run.stdout)```")
      } else {
        #expect(run.stdout == output, "README.md:\(example.line)")
      }
    }
    if ProcessInfo.processInfo.environment["RAFTWRIGHT_RECORD"] != nil {
      try readme.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  @Test("marked blocks are found, others are left alone")
  func finding() {
    let readme = """
      <!-- run -->
      ```sh
      echo a
      ```

      <!-- output -->
      ```text
      a
      ```

      ```sh
      rm -rf /
      ```
      <!-- run -->

      words
      ```sh
      not this
      ```
      """
    #expect(Self.examples(in: readme) == [Example(line: 2, script: "echo a\n", output: "a\n")])
  }
}
