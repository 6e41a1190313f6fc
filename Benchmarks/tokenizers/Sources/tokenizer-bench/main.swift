import Artifacts
import Glibc
import Tokenizers

// tokenizer-bench tokenizer.json passages.jsonl: each line is a JSON string; writes each one's ids
// on a line, then on the last line the seconds to load, the seconds to encode on one thread (the
// best of five rounds) and on two.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  print("usage: tokenizer-bench tokenizer.json passages.jsonl")
  exit(64)
}
let clock = ContinuousClock()
let began = clock.now
let tokenizer: Tokenizer
let lines: [[UInt8]]
do {
  tokenizer = try Tokenizer(path: arguments[1])
  let loaded = clock.now - began
  lines = try WholeFile.read(arguments[2]).split(separator: 0x0a).map {
    Array((try JSONValue(parsing: Array($0)).string ?? "").utf8)
  }
  for line in lines {
    var ids: [Int32] = []
    line.withUnsafeBufferPointer { tokenizer.encode($0, into: &ids) }
    print(ids.map(String.init).joined(separator: " "))
  }
  let one = (0..<5).map { _ in clock.measure { encode(lines[...]) } }.min() ?? .zero
  let half = lines.count / 2
  var two = Duration.seconds(1_000)
  for _ in 0..<5 {
    let start = clock.now
    async let first: Void = encode(lines[..<half])
    async let second: Void = encode(lines[half...])
    _ = await (first, second)
    two = min(two, clock.now - start)
  }
  print(seconds(loaded), seconds(one), seconds(two))
} catch {
  print(error)
  exit(1)
}

@Sendable func encode(_ lines: ArraySlice<[UInt8]>) {
  var ids: [Int32] = []
  for line in lines {
    ids.removeAll(keepingCapacity: true)
    line.withUnsafeBufferPointer { tokenizer.encode($0, into: &ids) }
  }
}

func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
