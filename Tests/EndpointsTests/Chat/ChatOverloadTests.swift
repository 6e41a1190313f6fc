import Foundation
import Questions
import Synchronization
import TestServer
import Testing

@testable import Endpoints

/// Servers that have too much to do are left alone for as long as they wish, and asked less at once.
@Suite("Chat servers with too much to do")
struct ChatOverloadTests {
  /// What one request came to after refusals with these headers.
  private func wait(
    _ status: Int, _ headers: [String: String], refusals: Int = 1
  ) async throws -> (pauses: [Double], counts: CallCounts) {
    let chat = try await ChatServer(attempts: 6) { number, _ in
      number < refusals
        ? ChatServer.refusal(status, "Slow down", headers: headers) : ChatServer.completion()
    }
    let reply = try await chat.chat.reply(to: ChatServer.request())
    #expect(reply.content == "Good.")
    await chat.stop()
    return (chat.pauses, chat.client.counts)
  }

  @Test("Retry-After in seconds is kept to", arguments: [429, 503], ["1", "20", " 7 ", "2.5"])
  func seconds(status: Int, header: String) async throws {
    let wait = try await wait(status, ["Retry-After": header])
    let wished = try #require(Double(header.trimmingCharacters(in: .whitespaces)))
    #expect(wait.pauses.count == 1 && wait.pauses[0] == wished)
    #expect(wait.counts.retries == ["status\(status)": 1] && wait.counts.requests == 2)
  }

  @Test("Retry-After as a date is kept to", arguments: [429, 503])
  func date(status: Int) async throws {
    let form = DateFormatter()
    form.locale = Locale(identifier: "en_US_POSIX")
    form.timeZone = TimeZone(identifier: "GMT")
    form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let header = form.string(from: Date(timeIntervalSinceNow: 290))
    let wait = try await wait(status, ["Retry-After": header])
    // Counted from when the answer came, in whole seconds, on a machine that may be busy.
    #expect(wait.pauses.count == 1 && (30...290).contains(wait.pauses[0]), "\(wait.pauses)")
  }

  @Test("a wish that is no wish leaves the client's own pause", arguments: ["soon", "", "0", "-5"])
  func nonsense(header: String) async throws {
    let wait = try await wait(429, ["Retry-After": header])
    #expect(wait.pauses.count == 1 && (0.25...0.5).contains(wait.pauses[0]))
  }

  @Test("a server that is loading says nothing of time: pauses grow until it answers")
  func loading() async throws {
    let wait = try await wait(503, [:], refusals: 4)
    #expect(wait.pauses.count == 4)
    #expect(zip(wait.pauses, wait.pauses.dropFirst()).allSatisfy { $0 <= $1 }, "\(wait.pauses)")
    #expect(wait.counts.retries == ["status503": 4])
  }

  @Test("a wish for longer than is waited costs this passage at once, and is said")
  func tooLong() async throws {
    let chat = try await ChatServer { _, _ in
      ChatServer.refusal(429, "Quota spent", headers: ["Retry-After": "7200"])
    }
    let failure = await #expect(throws: ChatFailure.self) {
      try await chat.chat.reply(to: ChatServer.request())
    }
    #expect(failure?.reason == "serverFailed")
    #expect(failure?.description.contains("7200 seconds") == true, "\(failure?.description ?? "")")
    #expect(failure?.description.contains("Quota spent") == true)
    #expect(chat.pauses.isEmpty && chat.server.requests.count == 1)
    await chat.stop()
  }

  private struct Overload: Error {}
  private struct Mistake: Error {}

  /// What is under way.
  private final class Load: Sendable {
    let state = Mutex((now: 0, served: 0, mostLater: 0))
  }

  private func call(_ limit: CallLimit, throwing error: (any Error)?) async {
    try? await limit.within(isOverload: { $0 is Overload }) {
      if let error { throw error }
    }
  }

  @Test("calls at once are halved by an overload, down to one, and rise by one a round")
  func limit() async {
    let limit = CallLimit(16)
    var widths: [Int] = []
    for _ in 0..<6 {
      await call(limit, throwing: Overload())
      widths.append(await limit.width)
    }
    #expect(widths == [8, 4, 2, 1, 1, 1])
    // Other failures say nothing of load.
    await call(limit, throwing: Mistake())
    #expect(await limit.width == 1)
    var rounds: [Int] = []
    for width in 1..<16 {
      for _ in 0..<width + 1 { await call(limit, throwing: nil) }
      rounds.append(await limit.width)
    }
    for (number, width) in rounds.enumerated() {
      #expect((number + 1...number + 3).contains(width), "\(rounds)")
    }
    for _ in 0..<100 { await call(limit, throwing: nil) }
    #expect(await limit.width == 16)
  }

  @Test("calls that fail together count as one overload")
  func together() async throws {
    let limit = CallLimit(16)
    let load = Load()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask {
          try? await limit.within(isOverload: { _ in true }) {
            load.state.withLock { $0.now += 1 }
            // None fails before all have begun.
            while load.state.withLock({ $0.now }) < 16 { await Task.yield() }
            throw Overload()
          }
        }
      }
    }
    #expect(await limit.width == 8)
  }

  @Test("a server that bears three at once gets all questions answered, and few it refuses")
  func settles() async throws {
    let load = Load()
    let chat = try await ChatServer(concurrency: 32, attempts: 60) { _, _ in
      .work {
        let isTooMuch = load.state.withLock { load in
          load.now += 1
          if load.served >= 100 { load.mostLater = max(load.mostLater, load.now) }
          return load.now > 3
        }
        if !isTooMuch { try? await Task.sleep(for: .milliseconds(4)) }
        load.state.withLock { load in
          load.now -= 1
          if !isTooMuch { load.served += 1 }
        }
        return isTooMuch ? ChatServer.refusal(429, "Slow down") : ChatServer.completion()
      }
    }
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<200 {
        group.addTask { try await chat.chat.reply(to: ChatServer.request("\(number)")).content }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 200 && answers.allSatisfy { $0 == "Good." })
    let refused = chat.client.counts.retries["status429"] ?? 0
    #expect((1..<200).contains(refused), "\(refused) refusals")
    #expect(load.state.withLock { $0.mostLater } <= 16)
    await chat.stop()
  }
}
