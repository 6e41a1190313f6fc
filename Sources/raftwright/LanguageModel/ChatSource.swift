import Endpoints
import Questions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Opens the language model that the options name; the one place that knows the kinds of it.
enum ChatSource {
  /// How answers may be come by.
  enum Road: Equatable {
    /// The server is asked for what the cache lacks.
    case server
    /// Nobody is asked.
    case offline
    /// Nobody is asked; what the cache lacks is gathered for a batch.
    case gathering
  }

  /// A model, and the server behind it if there is one.
  struct Opened {
    var model: any ChatModel
    var client: EndpointClient?
    var cache: EndpointCache?
  }

  /// - Parameter output: the file of questions, beside which the cache lies.
  static func open(
    _ options: LanguageModelOptions, output: String, road: Road
  ) throws -> Opened {
    guard !options.model.isEmpty else {
      throw Failure(
        "--generator llm needs the name of a model: give --model or questions.llm.model",
        code: .usage)
    }
    let path = cachePath(options, output: output)
    switch road {
    case .server:
      guard !options.endpoint.isEmpty else {
        throw Failure(
          "--generator llm needs a server: give --endpoint or questions.llm.endpoint, such as "
            + "http://localhost:8080/v1", code: .usage)
      }
      let client = try EndpointClient(
        try Endpoint(options.endpoint),
        options: EndpointOptions(
          keyVariable: options.keyVariable, concurrency: options.concurrency,
          readTimeout: options.timeout, largestAnswer: 16 << 20,
          retries: RetryPolicy(attempts: options.attempts)))
      let cache = try EndpointCache(path: path)
      return Opened(
        model: ChatEndpoint(client: client, cache: cache), client: client, cache: cache)
    case .offline:
      // A cache that is not there is not made only to be found empty.
      let cache = access(path, F_OK) == 0 ? try EndpointCache(path: path) : nil
      return Opened(model: CachedChat(cache: cache), cache: cache)
    case .gathering:
      let cache = try EndpointCache(path: path)
      try cache.beginGathering()
      return Opened(model: CachedChat(cache: cache, gathers: true), cache: cache)
    }
  }

  static func cachePath(_ options: LanguageModelOptions, output: String) -> String {
    SiblingPath.cache(options.cache, besides: output)
  }
}
