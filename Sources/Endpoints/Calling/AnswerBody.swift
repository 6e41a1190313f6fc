import AsyncHTTPClient
import NIOCore

/// Reads the body of an answer, with a bound on its size and on the time that it takes.
///
/// A server that sends a byte now and then is never silent, so that a time-out of reads alone does
/// not end it.
struct AnswerBody {
  /// It took too long.
  struct Late: Error {}

  let body: HTTPClientResponse.Body
  let deadline: NIODeadline

  /// - Throws: `NIOTooManyBytesError` where there is more, `Late`, and what the connection throws.
  func whole(upTo limit: Int) async throws -> ByteBuffer {
    var content = ByteBuffer()
    for try await var part in body {
      guard content.readableBytes + part.readableBytes <= limit else {
        throw NIOTooManyBytesError(maxBytes: limit)
      }
      guard NIODeadline.now() < deadline else { throw Late() }
      content.writeBuffer(&part)
    }
    return content
  }

  /// Its first bytes; the rest is not read.
  func beginning(upTo limit: Int) async throws -> ByteBuffer {
    var content = ByteBuffer()
    for try await var part in body {
      content.writeBuffer(&part)
      guard content.readableBytes < limit, NIODeadline.now() < deadline else { break }
    }
    return content
  }
}
