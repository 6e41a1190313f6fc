import Artifacts
import Questions

/// A model that answers from the cache alone: for runs offline, and for those that gather what is to
/// be asked in a batch.
public struct CachedChat: ChatModel {
  private let cache: EndpointCache?
  private let gathers: Bool

  /// - Parameters:
  ///   - cache: nil for one that holds nothing.
  ///   - gathers: whether requests that it cannot answer are kept for a batch.
  public init(cache: EndpointCache?, gathers: Bool = false) {
    self.cache = cache
    self.gathers = gathers
  }

  public func reply(to request: ChatRequest) async throws -> ChatReply {
    let key = ChatEndpoint.key(of: request)
    if let known = try cache?.response(key) { return known }
    if gathers { try cache?.gather(request, as: key) }
    throw ChatFailure.pending
  }
}
