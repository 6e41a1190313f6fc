import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers every request at once with the same chat completion; prints its port.
func serve() async throws {
  let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  let channel = try await ServerBootstrap(group: group)
    .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
    .serverChannelOption(ChannelOptions.backlog, value: 256)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.configureHTTPServerPipeline()
        try channel.pipeline.syncOperations.addHandler(AtOnce())
      }
    }
    .bind(host: "127.0.0.1", port: 0).get()
  // Not through a buffer: the other side waits for it.
  FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
  try await channel.closeFuture.get()
}

private final class AtOnce: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let body = ByteBuffer(
    string: """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "finish_reason":"stop","message":{"role":"assistant","content":"{\\"reasoning\\": \\"The \
      passage says ##begin_quote##The valve of the boiler opens at 12 bar##end_quote##, so that is \
      the pressure.\\", \\"answer\\": \\"It opens at 12 bar.\\"}"}}],"usage":{"prompt_tokens":412,\
      "completion_tokens":61,"total_tokens":473}}
      """)

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .end = unwrapInboundIn(data) else { return }
    let head = HTTPResponseHead(
      version: .http1_1, status: .ok,
      headers: [
        "Content-Type": "application/json", "Content-Length": "\(body.readableBytes)",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
