import Artifacts

extension LintReport {
  /// Findings as compilers write them, `path:line: severity: message [rule]`, then what was found
  /// in all and what could not be checked.
  ///
  /// - Parameter shown: findings of each rule; notes are told by their first alone.
  public func text(shown: Int = 5, style: TextStyle) -> String {
    var lines: [String] = []
    for rule in fired {
      let severity = severity(of: rule) ?? .note
      let (all, count) = (findings[rule] ?? [], counts[rule] ?? 0)
      let some = all.prefix(severity == .note ? min(1, shown) : shown)
      for finding in some {
        let place = finding.path + (finding.line.map { ":\($0)" } ?? "")
        lines.append(
          TextStyle.harmless(place) + ": "
            + style.paint(severity.rawValue, severity == .note ? .label : .warning) + ": "
            + TextStyle.harmless(finding.message) + " "
            + style.paint("[\(rule.rawValue)]", .label))
      }
      if count > some.count {
        lines.append(
          style.paint(
            "  and \(Figures.grouped(count - some.count)) more of \(rule.rawValue)", .label))
      }
    }
    if !lines.isEmpty { lines.append("") }
    lines.append(style.paint(summary, .heading))
    let unchecked = unchecked
    if rows > 0, !unchecked.isEmpty {
      lines += ["", style.paint("not checked", .heading)]
      let width = unchecked.map(\.rawValue.count).max() ?? 0
      for rule in unchecked {
        lines.append(
          "  " + DisplayWidth.padded(rule.rawValue, to: width) + "  "
            + style.paint("needs \(rule.needs)", .label))
      }
    }
    let partly = partlyChecked
    if !partly.isEmpty {
      lines += ["", style.paint("checked in part", .heading)]
      let width = partly.map(\.rawValue.count).max() ?? 0
      for rule in partly {
        let share = "\(Figures.grouped(checked[rule] ?? 0)) of \(Figures.counted(rows, "row"))"
        lines.append(
          "  " + DisplayWidth.padded(rule.rawValue, to: width) + "  "
            + style.paint(share + ", needs \(rule.needs)", .label))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line: how much of what in how many rows of which formats.
  public var summary: String {
    let severities = LintSeverity.allCases.reversed().map { severity in
      let count = count(severity)
      return "\(Figures.grouped(count)) \(severity.rawValue)" + (count == 1 ? "" : "s")
    }
    let formats = formats.sorted.map(\.name).joined(separator: ", ")
    return severities.joined(separator: ", ") + " in " + Figures.counted(rows, "row")
      + (formats.isEmpty ? "" : " (\(formats))")
  }

  /// The report as one JSON object with fixed keys.
  public func json(path: String) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("path", path)
      json.field("rows", rows)
      json.tally("formats", formats)
      for severity in LintSeverity.allCases.reversed() {
        json.field(severity.rawValue + "s", count(severity))
      }
      json.key("rules")
      json.object { json in
        for rule in LintRule.allCases {
          guard let severity = severity(of: rule) else { continue }
          json.key(rule.rawValue)
          json.object {
            $0.field("severity", severity.rawValue)
            $0.field("checked", checked[rule] ?? 0)
            $0.field("findings", counts[rule] ?? 0)
          }
        }
      }
      json.key("findings")
      json.array { json in
        for rule in fired {
          for finding in findings[rule] ?? [] {
            json.object {
              $0.field("rule", rule.rawValue)
              $0.field("severity", severity(of: rule)?.rawValue)
              $0.field("path", finding.path)
              $0.field("line", finding.line)
              $0.field("id", finding.id)
              $0.field("message", finding.message)
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }

  /// The report in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS 2020), which
  /// CI systems show beside the files.
  public func sarif(version: String) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.field("version", "2.1.0")
      json.key("runs")
      json.array { json in
        json.object { json in
          json.key("tool")
          json.object { json in
            json.key("driver")
            json.object { writeDriver(version: version, to: &$0) }
          }
          json.field("columnKind", "utf16CodeUnits")
          json.key("results")
          json.array { json in
            for (index, rule) in LintRule.allCases.enumerated() {
              for finding in findings[rule] ?? [] {
                json.object { writeResult(finding, rule: index, to: &$0) }
              }
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }

  private func writeDriver(version: String, to json: inout JSONWriter) {
    json.field("name", "raftwright")
    json.field("version", version)
    json.key("rules")
    json.array { json in
      for rule in LintRule.allCases {
        json.object { json in
          json.field("id", rule.rawValue)
          json.key("shortDescription")
          json.object { $0.field("text", rule.summary) }
          json.key("defaultConfiguration")
          json.object { $0.field("level", rule.severity.rawValue) }
        }
      }
    }
  }

  private func writeResult(_ finding: LintFinding, rule: Int, to json: inout JSONWriter) {
    json.field("ruleId", finding.rule.rawValue)
    json.field("ruleIndex", rule)
    json.field("level", severity(of: finding.rule)?.rawValue)
    json.key("message")
    json.object {
      $0.field("text", finding.message + (finding.id.map { " (row \($0))" } ?? ""))
    }
    json.key("locations")
    json.array { json in
      json.object { json in
        json.key("physicalLocation")
        json.object { json in
          json.key("artifactLocation")
          json.object { $0.field("uri", Self.uri(of: finding.path)) }
          if let line = finding.line {
            json.key("region")
            json.object { $0.field("startLine", line) }
          }
        }
      }
    }
  }

  /// A path as a URI reference (RFC 3986): what is not allowed in one is percent-encoded.
  private static func uri(of path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e, 0x2f: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    // Without a scheme a path from the root would be one of the repository's.
    return path.hasPrefix("/") ? "file://" + text : text
  }
}
