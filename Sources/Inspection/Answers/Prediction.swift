import Artifacts

/// What a model said to a row.
public struct Prediction: Sendable, Equatable {
  public var id: String
  public var text: String
  /// Seconds; nil where none is recorded.
  public var latency: Double?

  /// Reads a line: an id under `id` or `custom_id`, and the text as it is, as messages, or as a
  /// server's reply (`choices`), also in a line of OpenAI's batch output. Nil where either is missing.
  public init?(line: [UInt8]) throws {
    let value = try JSONValue(parsing: line)
    let id = value["id"] ?? value["custom_id"]
    // A reply's own id is the server's; `custom_id` is ours.
    let chosen = value["custom_id"] ?? id
    guard let name = chosen?.string ?? chosen?.int.map(String.init),
      let text = Self.text(of: value)
    else { return nil }
    self.id = name
    self.text = text
    latency = Self.seconds(of: value)
  }

  private static let textKeys = [
    "prediction", "response", "output", "completion", "generated_text", "answer", "text", "content",
  ]

  private static func text(of value: JSONValue, depth: Int = 0) -> String? {
    if let text = value.string { return text }
    if let choice = value["choices"]?.array?.first {
      return (choice["message"]?["content"] ?? choice["text"])?.string
    }
    for key in ["messages", "conversations", "completion", "prediction", "response"] {
      guard let turns = value[key]?.array else { continue }
      let said = turns.last { turn in
        RoleName.usual((turn["role"] ?? turn["from"])?.string ?? "") == "assistant"
      }
      if let text = (said?["content"] ?? said?["value"])?.string { return text }
    }
    for key in textKeys {
      if let text = value[key]?.string { return text }
    }
    guard depth < 3 else { return nil }
    for key in ["response", "body"] {
      if let inner = value[key], inner.members != nil, let text = text(of: inner, depth: depth + 1)
      {
        return text
      }
    }
    return nil
  }

  private static func seconds(of value: JSONValue) -> Double? {
    for key in ["latency", "latency_s", "seconds", "duration", "time"] {
      if let seconds = value[key]?.double, seconds >= 0 { return seconds }
    }
    for key in ["latency_ms", "duration_ms"] {
      if let milliseconds = value[key]?.double, milliseconds >= 0 { return milliseconds / 1000 }
    }
    return nil
  }
}

/// The predictions of one model, by id.
public struct PredictionFile: Sendable {
  public let path: String
  public private(set) var predictions: [String: Prediction] = [:]
  /// Lines without an id or a text, and ids that were there before.
  public private(set) var drops = DropCounts()

  public init(_ path: String) throws {
    self.path = path
    var lines = try JSONLines(path)
    while let line = try lines.next() {
      let place = "\(path):\(lines.number)"
      do {
        guard let prediction = try Prediction(line: line) else {
          drops.add("predictionWithoutIDOrText", example: place)
          continue
        }
        if predictions[prediction.id] != nil {
          drops.add("duplicatePrediction", example: "\(place): \(prediction.id)")
        } else {
          predictions[prediction.id] = prediction
        }
      } catch let error as JSONSyntaxError {
        drops.add("unreadableLine", example: "\(place): \(error.description)")
      }
    }
  }
}
