import Artifacts
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Calls a server that speaks the OpenAI API with JSON, as often as it takes.
///
///     let client = try EndpointClient(Endpoint("http://localhost:8080"), options: EndpointOptions())
///     let answer = try await client.call("embeddings", body) { try parse($0) }
///     await client.close()
///
/// What is tried again: no or a broken connection, silence, 408, 425, 429, 500, 502, 503, 504, 529,
/// and an answer that is not what was asked for (twice). `Retry-After` is kept. A server that refuses
/// the connection is given up at once unless it has answered before. Nothing is sent on to where a
/// server redirects: the key is for this one.
public final class EndpointClient: Sendable {
  public let endpoint: Endpoint
  public let options: EndpointOptions
  private let client: HTTPClient
  private let key: String?
  private let limit: CallLimit
  let counter = CallCounter()
  private let pause: @Sendable (Double) async throws -> Void

  /// An answer that is not what was asked for is asked for again so often.
  private static let malformedAttempts = 3
  /// How much is read of what a server says when it refuses, in bytes.
  private static let longestMessage = 64 << 10

  /// Reads the key from the environment.
  public convenience init(_ endpoint: Endpoint, options: EndpointOptions) throws(EndpointError) {
    try self.init(
      endpoint, options: options, environment: ProcessInfo.processInfo.environment,
      pause: { try await Task.sleep(for: .seconds($0)) })
  }

  /// - Parameters:
  ///   - environment: where the key is looked for.
  ///   - pause: waits for so many seconds.
  init(
    _ endpoint: Endpoint, options: EndpointOptions, environment: [String: String],
    pause: @escaping @Sendable (Double) async throws -> Void
  ) throws(EndpointError) {
    self.endpoint = endpoint
    self.options = options
    self.pause = pause
    limit = CallLimit(options.concurrency)
    if options.keyVariable.isEmpty {
      key = nil
    } else {
      // Keys are read from files, with the end of their line.
      let value = environment[options.keyVariable]?.trimmingCharacters(in: .whitespacesAndNewlines)
      guard let value, !value.isEmpty else {
        throw EndpointError(
          .noKey(variable: options.keyVariable), address: endpoint.description)
      }
      // The client would refuse it with a message that shows it.
      guard value.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7f }) else {
        throw EndpointError(
          .badKey(variable: options.keyVariable), address: endpoint.description)
      }
      key = value
    }
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(Int64(options.connectTimeout))
    configuration.timeout.read = .seconds(Int64(options.readTimeout))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = options.concurrency
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit {
    // The connections outlive the client until they are closed.
    let client = self.client
    Task.detached { try? await client.shutdown() }
  }

  /// What calling came to so far.
  public var counts: CallCounts { counter.value }

  /// Closes all connections; nothing may be called afterwards.
  public func close() async {
    try? await client.shutdown()
  }

  /// Posts a body to a call, `embeddings` for instance, and reads the answer.
  ///
  /// - Parameter read: turns the body of the answer into what is wanted; what it throws says what is
  ///   wrong with it.
  public func call<Answer>(
    _ name: String, _ body: [UInt8], read: (ByteBuffer) throws -> Answer
  ) async throws -> Answer {
    let address = endpoint.address(of: name)
    let shown = endpoint.shownAddress(of: name)
    let salt = Digest(of: body).prefix(bits: 64)
    var attempt = 1
    while true {
      counter.update { $0.requests += 1 }
      var failure: (error: EndpointError, wished: Double?)
      do {
        let content = try await limit.within(isOverload: Self.isOverload) {
          try await post(body, to: address)
        }
        do {
          let answer = try read(content)
          counter.update { $0.answers += 1 }
          return answer
        } catch {
          let stated = ServerMessage.stated(in: content, hiding: key)
          let words = stated.map { "; the server says “\($0)”" } ?? ""
          failure = (EndpointError(.malformed("\(error)\(words)"), address: shown), nil)
        }
      } catch let error as Refusal {
        failure = (EndpointError(error.code, address: shown), error.wished)
      }
      failure.error.attempts = attempt
      guard let reason = retryReason(failure.error.code, attempt: attempt),
        attempt < options.retries.attempts
      else { throw failure.error }
      guard
        let seconds = options.retries.pause(after: attempt, salt: salt, wished: failure.wished)
      else {
        failure.error.wait = failure.wished
        throw failure.error
      }
      counter.update { $0.retries[reason, default: 0] += 1 }
      try await pause(seconds)
      attempt += 1
    }
  }

  /// Why a failure is worth another attempt; nil where it is not.
  private func retryReason(_ code: EndpointError.Code, attempt: Int) -> String? {
    switch code {
    case .unreachable: counter.value.answers > 0 ? "unreachable" : nil
    case .broken: "broken"
    case .timeout: "timeout"
    case .malformed: attempt < Self.malformedAttempts ? "malformed" : nil
    case .refused(let status, _):
      [408, 425, 429, 500, 502, 503, 504, 529].contains(status) ? "status\(status)" : nil
    case .badAddress, .noKey, .badKey, .tooLong, .filtered, .dimensions, .tooLarge, .redirected,
      .cache:
      nil
    }
  }

  /// An attempt that failed, and for how long the server wishes to be left alone.
  private struct Refusal: Error {
    var code: EndpointError.Code
    var wished: Double?
  }

  /// Whether the server says that it has too much to do.
  private static func isOverload(_ error: any Error) -> Bool {
    guard case .refused(let status, _)? = (error as? Refusal)?.code else { return false }
    return [429, 503, 529].contains(status)
  }

  private func post(_ body: [UInt8], to address: String) async throws -> ByteBuffer {
    var request = HTTPClientRequest(url: address)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "User-Agent", value: "raftwright")
    if let key {
      request.headers.add(name: "Authorization", value: "Bearer \(key)")
      // Azure's name for it.
      request.headers.add(name: "api-key", value: key)
    }
    request.body = .bytes(ByteBuffer(bytes: body))
    do {
      let response = try await client.execute(
        request, timeout: .seconds(Int64(options.connectTimeout + options.readTimeout)))
      let status = Int(response.status.code)
      if (300..<400).contains(status) {
        let target = response.headers.first(name: "Location") ?? "elsewhere"
        throw Refusal(code: .redirected(ServerMessage.line(target, hiding: key)))
      }
      let answer = AnswerBody(
        body: response.body, deadline: .now() + .seconds(Int64(options.readTimeout)))
      if (200..<300).contains(status) {
        let length = response.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        if length > options.largestAnswer {
          throw Refusal(code: .tooLarge(limit: options.largestAnswer))
        }
        return try await answer.whole(upTo: options.largestAnswer)
      }
      let message = ServerMessage(
        try await answer.beginning(upTo: Self.longestMessage), hiding: key)
      // Servers that are busy complain of too many tokens as well: those of a minute.
      if status == 413 || [400, 422, 500].contains(status) && message.isTooLong {
        throw Refusal(code: .tooLong(message: message.text))
      }
      if [400, 403, 422, 451].contains(status), message.isFiltered {
        throw Refusal(code: .filtered(message: message.text))
      }
      throw Refusal(
        code: .refused(status: status, message: message.text),
        wished: RetryAfter.seconds(response.headers.first(name: "Retry-After"), now: Date()))
    } catch let error as Refusal {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch is NIOTooManyBytesError {
      throw Refusal(code: .tooLarge(limit: options.largestAnswer))
    } catch is AnswerBody.Late {
      throw Refusal(code: .timeout(seconds: options.readTimeout))
    } catch let error as HTTPClientError where Self.isTimeout(error) {
      throw Refusal(code: .timeout(seconds: options.readTimeout))
    } catch {
      let reason = Self.reason(error)
      throw Refusal(code: Self.isUnreachable(error) ? .unreachable(reason) : .broken(reason))
    }
  }

  private static func isTimeout(_ error: HTTPClientError) -> Bool {
    [.readTimeout, .writeTimeout, .deadlineExceeded].contains(error)
  }

  /// Whether no connection was made at all.
  private static func isUnreachable(_ error: any Error) -> Bool {
    switch error {
    case is NIOConnectionError, is NIOSSLError, is NIOSSLExtraError: true
    case let error as HTTPClientError: [.connectTimeout, .tlsHandshakeTimeout].contains(error)
    case let error as IOError: error.errnoCode == ECONNREFUSED
    default: false
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as HTTPClientError where error == .connectTimeout:
      "the connection was not made in time"
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      "the connection was closed before its end"
    case is NIOSSLError, is NIOSSLExtraError:
      "TLS failed (\(error)); a server without TLS has an address with http://"
    case let error as HTTPClientError where error == .tlsHandshakeTimeout:
      "TLS was not agreed on in time; a server without TLS has an address with http://"
    case let error as IOError: String(cString: strerror(error.errnoCode))
    case let error as NIOConnectionError:
      error.connectionErrors.first.map { reason($0.error) } ?? "\(error.host) is not known"
    case let error as HTTPParserError: "the answer breaks off or is no HTTP (\(error))"
    default: "\(error)"
    }
  }
}
