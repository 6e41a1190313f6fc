import Artifacts

/// What a model said to a row.
public struct Prediction: Sendable, Equatable {
  public var id: String
  public var text: String
  /// Seconds; nil where none is recorded.
  public var latency: Double?

  /// Reads a line: an id under `id` or `custom_id`, and the text as `SaidText` finds it. Nil where
  /// either is missing.
  public init?(line: [UInt8]) throws {
    let value = try JSONValue(parsing: line)
    let id = value["id"] ?? value["custom_id"]
    // A reply's own id is the server's; `custom_id` is ours.
    let chosen = value["custom_id"] ?? id
    guard let name = chosen?.string ?? chosen?.int.map(String.init),
      let text = SaidText.find(in: value)
    else { return nil }
    self.id = name
    self.text = text
    latency = Self.seconds(of: value)
  }

  private static func seconds(of value: JSONValue) -> Double? {
    for key in ["latency", "latency_s", "seconds", "duration", "time"] {
      if let seconds = value[key]?.double, isDuration(seconds) { return seconds }
    }
    for key in ["latency_ms", "duration_ms"] {
      if let milliseconds = value[key]?.double, isDuration(milliseconds / 1000) {
        return milliseconds / 1000
      }
    }
    return nil
  }

  /// A time of day in the place of a duration is none: nobody waits a year for an answer.
  private static func isDuration(_ seconds: Double) -> Bool { (0..<31_536_000).contains(seconds) }
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
