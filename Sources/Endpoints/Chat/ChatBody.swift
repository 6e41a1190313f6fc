import Artifacts
import Questions

/// How a server wants a chat request written; servers differ, and say so by refusing.
struct ChatDialect: Sendable, Hashable {
  /// How a reply is held to a JSON schema.
  enum SchemaStyle: Int, Sendable, CaseIterable {
    /// `{"type":"json_schema","json_schema":{"name","strict","schema"}}`: OpenAI, Azure, vLLM,
    /// llama-server, Ollama, newer TGI.
    case jsonSchema
    /// `{"type":"json_object","schema":…}`: llama-cpp-python's server.
    case jsonObjectSchema
    /// `{"type":"json_object","value":…}`: TGI.
    case jsonObjectValue
    /// `{"type":"json_object"}`: JSON of any shape.
    case jsonObject
    /// Nothing: the prompt alone says what is wanted.
    case none
  }

  var schema = SchemaStyle.jsonSchema
  /// OpenAI's newer models have no `max_tokens`.
  var limitsCompletion = false
  var hasTemperature = true
  var hasTopP = true
  var hasSeed = true

  /// The body of a request. In the first dialect it is what the cache knows the request by.
  func body(_ request: ChatRequest) -> [UInt8] {
    var json = JSONWriter()
    write(request, to: &json)
    return json.bytes
  }

  func write(_ request: ChatRequest, to json: inout JSONWriter) {
    json.object { json in
      json.field("model", request.model)
      json.key("messages")
      json.array { json in
        for message in request.messages {
          json.object {
            $0.field("role", message.role.rawValue)
            $0.field("content", message.content)
          }
        }
      }
      json.field(limitsCompletion ? "max_completion_tokens" : "max_tokens", request.maxTokens)
      if hasTemperature { json.field("temperature", request.sampling.temperature) }
      if hasTopP, request.sampling.topP < 1 { json.field("top_p", request.sampling.topP) }
      if hasSeed, let seed = request.sampling.seed { json.field("seed", seed) }
      if let shape = request.schema { write(shape, to: &json) }
    }
  }

  private func write(_ shape: ChatRequest.Schema, to json: inout JSONWriter) {
    guard schema != .none else { return }
    json.key("response_format")
    json.object { json in
      switch schema {
      case .jsonSchema:
        json.field("type", "json_schema")
        json.key("json_schema")
        json.object {
          $0.field("name", shape.name)
          $0.field("strict", true)
          $0.key("schema")
          $0.raw(shape.json)
        }
      case .jsonObjectSchema, .jsonObjectValue:
        json.field("type", "json_object")
        json.key(schema == .jsonObjectSchema ? "schema" : "value")
        json.raw(shape.json)
      case .jsonObject, .none:
        json.field("type", "json_object")
      }
    }
  }

  /// The dialect to try after a refusal that names what the server does not take; nil where the
  /// message is about something else.
  func next(after message: String) -> ChatDialect? {
    let message = message.lowercased()
    var next = self
    if !limitsCompletion, message.contains("max_completion_tokens") {
      next.limitsCompletion = true
    } else if hasTemperature, message.contains("temperature") {
      next.hasTemperature = false
    } else if hasTopP, message.contains("top_p") {
      next.hasTopP = false
    } else if hasSeed, message.contains("seed") {
      next.hasSeed = false
    } else if Self.schemaWords.contains(where: message.contains),
      let style = SchemaStyle(rawValue: schema.rawValue + 1)
    {
      next.schema = style
    } else {
      return nil
    }
    return next
  }

  /// What refusals of a response format speak of.
  private static let schemaWords = [
    "response_format", "json_schema", "json_object", "schema", "grammar", "guided",
  ]
}
