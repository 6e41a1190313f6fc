// What `make bench-vectors` measures with: see ../../README.md.
import Artifacts
import Documents
import Foundation
import Retrieval

/// Says what went wrong, and leaves.
func fail(_ what: String) -> Never {
  FileHandle.standardError.write(Data("vector-bench: \(what)\n".utf8))
  exit(1)
}

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
  let clock = ContinuousClock()
  let duration = try await clock.measure(body)
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

func number(_ text: String) -> Int {
  guard let number = Int(text), number > 0 else { fail("`\(text)` is no count") }
  return number
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "texts" where arguments.count == 2: try writeTexts(of: Index(path: arguments[1]))
case "embed" where arguments.count == 4:
  try await measureEmbedding(
    table: arguments[1], texts: arguments[2], threads: number(arguments[3]))
case "index" where arguments.count == 5:
  guard let storage = VectorStorage(rawValue: arguments[2]) else { fail("no such storage") }
  try await writeIndex(
    arguments[1], storage: storage, passages: number(arguments[3]),
    dimension: number(arguments[4]))
case "search" where arguments.count == 5:
  try await measureSearch(
    index: arguments[1], queries: number(arguments[2]), threads: number(arguments[3]),
    rounds: number(arguments[4]))
default:
  fail("texts INDEX | embed TABLE TEXTS THREADS | index INDEX STORAGE PASSAGES DIMENSION | "
    + "search INDEX QUERIES THREADS ROUNDS")
}
