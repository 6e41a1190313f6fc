import Artifacts
import Foundation

/// The address of a server that speaks the OpenAI API.
///
/// Taken as people write it: `http://localhost:8080`, `…/v1`, `…/v1/`, or with the whole path of one
/// call, such as `…/v1/embeddings`. An address without a path means `/v1`. A query
/// (`?api-version=…`, as Azure wants it) goes with every call; one with a key is refused.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
  /// Without a slash at the end.
  private let base: String
  private let query: String

  private static let calls = ["/chat/completions", "/completions", "/embeddings", "/rerank"]

  /// What names of a query's parts are known for.
  private static let keyNames = ["key", "token", "secret", "password", "signature"]

  public init(_ text: String) throws(EndpointError) {
    guard let parts = URLComponents(string: text.trimmingCharacters(in: .whitespaces)),
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
      let host = parts.host, !host.isEmpty
    else {
      throw EndpointError(
        .badAddress("it is no address such as http://localhost:8080/v1"), address: text)
    }
    guard parts.user == nil, parts.password == nil else {
      let shown = "\(scheme)://\(host)"
      throw EndpointError(
        .badAddress(
          "an address holds no user and password; name an environment variable with the key"),
        address: shown)
    }
    let names = (parts.queryItems ?? []).map { $0.name.lowercased() }
    if let name = names.first(where: { name in Self.keyNames.contains { name.contains($0) } }) {
      throw EndpointError(
        .badAddress(
          "its \(name) seems to be a key, which would end up in files; name an environment variable "
            + "with the key"),
        address: "\(scheme)://\(host)\(parts.percentEncodedPath)")
    }
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    // Text-embeddings-inference has `/rerank` and no `/v1/rerank`.
    let isRootRerank = path == "/rerank"
    if let call = Self.calls.first(where: { path.hasSuffix($0) }) { path.removeLast(call.count) }
    if path.isEmpty && !isRootRerank { path = "/v1" }
    let port = parts.port.map { ":\($0)" } ?? ""
    base =
      "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host)\(port)\(path)"
    query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
  }

  /// The address of a call, `embeddings` for instance.
  public func address(of call: String) -> String { "\(base)/\(call)\(query)" }

  /// The same for people: without the query, in which there may be a key.
  public func shownAddress(of call: String) -> String { "\(base)/\(call)" }

  /// Without the query.
  public var description: String { base }
}
