import Artifacts

/// Formats of a prompt and its answer as plain text. A line feed parts them: the prompt's last
/// character, so that what is trained on begins with the answer's first.
extension FinishedRow {
  fileprivate var prompt: String {
    let opening = system.isEmpty ? "" : system + "\n\n"
    return opening + (conversation?.prompt ?? native.instruction) + "\n"
  }

  fileprivate var answer: String { native.cotAnswer }
}

/// TRL's standard prompt and completion; OpenAI's older completion format and that of the Berkeley
/// scripts has the same keys.
///
///     {"prompt":"…\n","completion":"…"}
public struct TRLFormat: RowFormat {
  public let name = "trl"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object {
      $0.field("prompt", row.prompt)
      $0.field("completion", row.answer)
    }
    return true
  }
}

/// Alpaca's instruction and output. `input` is empty: the passages stand in the instruction, in the
/// order in which they are served.
public struct AlpacaFormat: RowFormat {
  public let name = "alpaca"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object {
      $0.field("instruction", row.conversation?.prompt ?? row.native.instruction)
      $0.field("input", "")
      $0.field("output", row.answer)
      $0.field("system", row.system)
    }
    return true
  }
}

/// Axolotl's `input_output`: segments of which only labelled ones are learned.
///
///     {"segments":[{"label":false,"text":"…\n"},{"label":true,"text":"…"}]}
public struct AxolotlFormat: RowFormat {
  public let name = "axolotl"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object { json in
      json.key("segments")
      json.array { json in
        for (label, text) in [(false, row.prompt), (true, row.answer)] {
          json.object {
            $0.field("label", label)
            $0.field("text", text)
          }
        }
      }
    }
    return true
  }
}

/// Pairs to prefer by, for DPO and its kin: rows that have an answer worse than theirs.
///
///     {"prompt":"…","chosen":"…","rejected":"…"}
public struct PreferenceFormat: RowFormat {
  public let name = "preference"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    guard let rejected = row.rejected else { return false }
    json.object {
      $0.field("prompt", row.prompt)
      $0.field("chosen", row.answer)
      $0.field("rejected", rejected)
    }
    return true
  }
}

/// One text for training on all of it.
///
///     {"text":"…"}
public struct CompletionFormat: RowFormat {
  public let name = "completion"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object { $0.field("text", row.prompt + row.answer) }
    return true
  }
}

/// What a model is asked, and what it should have said: for `evaluate` and for harnesses of others.
public struct EvalFormat: RowFormat {
  public let name = "eval"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    guard row.conversation == nil else { return false }
    let native = row.native
    json.object {
      $0.field("id", native.id)
      $0.field("question", native.question)
      $0.field("prompt", row.prompt)
      $0.field("answer", native.answer)
      $0.field("reference", native.cotAnswer)
      $0.field("row_class", native.rowClass.rawValue)
      $0.field("kind", native.kind)
      $0.field("oracle_positions", native.oraclePositions)
    }
    return true
  }
}
