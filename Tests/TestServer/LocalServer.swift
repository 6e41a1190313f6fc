import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A local HTTP server that answers each request as it is told, well or badly.
public final class LocalServer: Sendable {
  /// What is done with one request.
  public enum Step: Sendable {
    case answer(status: Int, body: String, headers: [String: String] = [:])
    /// Sends the head and a part of the body, then closes the connection.
    case breakOff(body: String, length: Int)
    /// Sends the head and a part of the body, then resets the connection as a crash does.
    case reset(body: String, length: Int)
    /// Sends the head and a part of the body, then says nothing more.
    case stall(body: String, length: Int)
    /// Closes the connection without a word.
    case hangUp
    /// Says nothing.
    case silence
    /// Answers after so many milliseconds.
    case late(milliseconds: Int, body: String)
    /// Sends a byte every 100 milliseconds, a hundred of them.
    case drip
    /// Does what comes of some work.
    case work(@Sendable () async -> Step)
    /// Sends bytes without an end.
    case flood(bytes: Int, status: Int = 200)
  }

  public struct Request: Sendable {
    public var path: String
    public var headers: HTTPHeaders
    public var body: String
  }

  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let channel: any Channel
  private let state: Shared

  private final class Shared: Sendable {
    let requests = Mutex<[Request]>([])
    let open = Mutex((now: 0, most: 0))
    let steps: @Sendable (Int, Request) -> Step

    init(steps: @escaping @Sendable (Int, Request) -> Step) {
      self.steps = steps
    }

    func step(for request: Request) -> Step {
      let number = requests.withLock { requests in
        requests.append(request)
        return requests.count - 1
      }
      return steps(number, request)
    }
  }

  /// - Parameter steps: given the number of a request, from 0, and the request itself.
  public init(_ steps: @escaping @Sendable (Int, Request) -> Step) async throws {
    let state = Shared(steps: steps)
    self.state = state
    channel = try await ServerBootstrap(group: group)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(state))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  public var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
  /// How many requests were without an answer at once, at most.
  public var mostAtOnce: Int { state.open.withLock { $0.most } }
  public var requests: [Request] { state.requests.withLock { $0 } }

  public func stop() async {
    try? await channel.close()
    try? await group.shutdownGracefully()
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: Shared
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(_ state: Shared) {
      self.state = state
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        self.head = head
        body.clear()
      case .body(var part): body.writeBuffer(&part)
      case .end:
        guard let head else { return }
        let request = Request(
          path: head.uri, headers: head.headers, body: String(buffer: body))
        state.open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        perform(state.step(for: request), context)
      }
    }

    private func perform(_ step: Step, _ context: ChannelHandlerContext) {
      switch step {
      case .answer(let status, let text, let headers):
        var fields = HTTPHeaders([("Content-Length", "\(text.utf8.count)")])
        for (name, value) in headers { fields.add(name: name, value: value) }
        send(status, fields, text, context)
        state.open.withLock { $0.now -= 1 }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      case .breakOff(let text, let length):
        send(200, HTTPHeaders([("Content-Length", "\(length)")]), text, context)
        context.flush()
        context.close(promise: nil)
      case .reset(let text, let length):
        send(200, HTTPHeaders([("Content-Length", "\(length)")]), text, context)
        context.flush()
        // What is closed without lingering ends with RST in place of FIN.
        let socket = context.channel as? any SocketOptionProvider
        socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated()
          .whenComplete { _ in context.close(promise: nil) }
      case .stall(let text, let length):
        send(200, HTTPHeaders([("Content-Length", "\(length)")]), text, context)
        context.flush()
      case .hangUp:
        context.close(promise: nil)
      case .silence: break
      case .late(let milliseconds, let body):
        // The loop is one thread, and so is the channel's context.
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
          let (handler, context) = bound.value
          handler.perform(.answer(status: 200, body: body), context)
        }
      case .work(let work):
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        Task {
          let step = await work()
          loop.execute { bound.value.0.perform(step, bound.value.1) }
        }
      case .drip:
        send(200, HTTPHeaders([("Content-Length", "100")]), "", context)
        context.flush()
        drip(100, context)
      case .flood(let bytes, let status):
        send(status, HTTPHeaders([("Transfer-Encoding", "chunked")]), "", context)
        let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 16)
        for _ in 0..<bytes >> 16 {
          context.write(wrapOutboundOut(.body(.byteBuffer(piece))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }

    private func drip(_ left: Int, _ context: ChannelHandlerContext) {
      guard left > 0, context.channel.isActive else { return }
      context.writeAndFlush(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: " ")))), promise: nil)
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(in: .milliseconds(100)) {
        bound.value.0.drip(left - 1, bound.value.1)
      }
    }

    private func send(
      _ status: Int, _ headers: HTTPHeaders, _ text: String, _ context: ChannelHandlerContext
    ) {
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      guard !text.isEmpty else { return }
      context.write(
        wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }
  }
}
