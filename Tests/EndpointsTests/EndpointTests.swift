import Artifacts
import Foundation
import NIOCore
import Synchronization
import TestServer
import Testing

@testable import Endpoints

@Suite struct EndpointTests {
  @Test(arguments: [
    ("http://localhost:8080", "http://localhost:8080/v1/embeddings"),
    ("http://localhost:8080/", "http://localhost:8080/v1/embeddings"),
    ("http://localhost:8080/v1", "http://localhost:8080/v1/embeddings"),
    (" https://api.example.com/v1/ ", "https://api.example.com/v1/embeddings"),
    ("https://api.example.com/v1/embeddings", "https://api.example.com/v1/embeddings"),
    ("https://api.example.com/v1/chat/completions", "https://api.example.com/v1/embeddings"),
    ("https://api.example.com/v2/rerank", "https://api.example.com/v2/embeddings"),
    ("http://[::1]:9/openai", "http://[::1]:9/openai/embeddings"),
    (
      "https://x.azure.example/openai/deployments/e?api-version=1",
      "https://x.azure.example/openai/deployments/e/embeddings?api-version=1"
    ),
  ])
  func addressesAsPeopleWriteThem(text: String, address: String) throws {
    #expect(try Endpoint(text).address(of: "embeddings") == address)
  }

  @Test(arguments: [
    "localhost:8080", "ftp://x", "http://", "", "http://user:secret@host/v1",
    "https://host/v1?key=secret", "https://host/v1?api-version=1&api_key=secret",
  ])
  func addressesThatAreNone(text: String) {
    let error = #expect(throws: EndpointError.self) { try Endpoint(text) }
    #expect(error.map { !$0.description.contains("secret") } == true)
  }

  @Test func pausesGrowAndAreTheSameEachTime() {
    let policy = RetryPolicy(attempts: 8, firstPause: 1, longestPause: 8)
    for salt in [UInt64(1), 2, 3] {
      let pauses = (1..<8).map { policy.pause(after: $0, salt: salt, wished: nil) ?? -1 }
      for (pause, most) in zip(pauses, [1.0, 2, 4, 8, 8, 8, 8]) {
        #expect(pause >= most / 2 && pause <= most)
      }
      #expect(pauses == (1..<8).map { policy.pause(after: $0, salt: salt, wished: nil) })
    }
    #expect(policy.pause(after: 8, salt: 1, wished: nil) == nil)
    #expect(policy.pause(after: 1, salt: 1, wished: 7) == 7)
    #expect(policy.pause(after: 1, salt: 1, wished: 100_000) == nil)
  }

  @Test(
    arguments: [
      ("7", 7), ("0", 0), ("-3", 0), ("1.5", 1.5), ("Mon, 23 Nov 2026 10:00:20 GMT", 20),
      ("Mon, 23 Nov 2026 09:00:00 GMT", 0), ("soon", nil), ("", nil), (nil, nil),
    ] as [(String?, Double?)])
  func retryAfterIsSecondsOrADate(text: String?, seconds: Double?) {
    // Mon, 23 Nov 2026 10:00:00 GMT.
    let now = Date(timeIntervalSince1970: 1_795_428_000)
    #expect(RetryAfter.seconds(text, now: now) == seconds)
  }

  @Test(arguments: [
    (
      #"{"error":{"code":400,"message":"no good","type":"invalid_request_error"}}"#, "no good",
      false
    ),
    (#"{"error":{"message":"no good","code":"model_not_found"}}"#, "no good", false),
    (#"{"error":"no  good"}"#, "no good", false),
    (#"{"object":"error","message":"no good","code":40}"#, "no good", false),
    (#"{"detail":"no good"}"#, "no good", false),
    ("no good\n", "no good", false),
    (
      #"{"error":{"code":400,"message":"n","type":"exceed_context_size_error","n_ctx":512}}"#, "n",
      true
    ),
    (#"{"error":{"message":"n","code":"context_length_exceeded"}}"#, "n", true),
    ("input is too large to process", "input is too large to process", true),
  ])
  func serversSayWhatIsWrongInManyWays(body: String, text: String, isTooLong: Bool) {
    let message = ServerMessage(ByteBuffer(string: body))
    #expect(message.text == text)
    #expect(message.isTooLong == isTooLong)
  }
}
