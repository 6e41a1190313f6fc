// What `make bench-client` measures with: see ../../README.md.
import Artifacts
import Endpoints
import Foundation
import Questions

/// Says what went wrong, and leaves.
func fail(_ what: String) -> Never {
  FileHandle.standardError.write(Data("client-bench: \(what)\n".utf8))
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "serve" where arguments.count == 1:
  try await serve()
case "call" where arguments.count == 5:
  guard let requests = Int(arguments[2]), let atOnce = Int(arguments[3]) else {
    fail("a count is no number")
  }
  try await measure(
    address: arguments[1], requests: requests, atOnce: atOnce,
    cache: arguments[4] == "-" ? nil : arguments[4])
default:
  fail("serve | call ADDRESS REQUESTS AT-ONCE CACHE")
}

/// Asks so many different questions, so many at once, and prints seconds, CPU seconds and tokens.
func measure(address: String, requests: Int, atOnce: Int, cache: String?) async throws {
  let client = try EndpointClient(
    try Endpoint(address), options: EndpointOptions(concurrency: atOnce))
  let chat = ChatEndpoint(client: client, cache: try cache.map { try EndpointCache(path: $0) })
  let passage = String(repeating: "The valve of the boiler opens at 12 bar. ", count: 25)
  let clock = ContinuousClock()
  let cpu = cpuSeconds()
  let start = clock.now
  let tokens = try await withThrowingTaskGroup(of: Int.self) { group in
    // As the program does it: a task for each that is under way.
    for worker in 0..<atOnce {
      group.addTask {
        var tokens = 0
        for number in stride(from: worker, to: requests, by: atOnce) {
          let request = ChatRequest(
            model: "m",
            messages: [
              .init(.system, "You answer from a passage, which you quote word for word."),
              .init(.user, "\(passage)\nQuestion \(number): At what pressure does the valve open?"),
            ], maxTokens: 512)
          tokens += try await chat.reply(to: request).usage.total
        }
        return tokens
      }
    }
    return try await group.reduce(0, +)
  }
  let duration = clock.now - start
  let seconds =
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  guard client.counts.requests == requests, tokens == requests * 473 else {
    fail("\(client.counts.requests) calls and \(tokens) tokens are not what was asked for")
  }
  await client.close()
  var json = JSONWriter()
  json.object {
    $0.field("requests", requests)
    $0.field("seconds", seconds)
    $0.field("cpu_seconds", cpuSeconds() - cpu)
  }
  print(String(decoding: json.bytes, as: UTF8.self))
}

/// Of this process, user and system.
func cpuSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
