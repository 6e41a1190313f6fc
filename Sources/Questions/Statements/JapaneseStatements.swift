/// Japanese sentences.
struct JapaneseStatements: StatementRules {
  func statements(in sentence: String, _ vocabulary: Vocabulary) -> [Statement] {
    guard sentence.hasSuffix("。"), sentence.count >= 10 else { return [] }
    if let range = sentence.firstRange(of: "とは"),
      let subject = subject(sentence[..<range.lowerBound])
    {
      return [
        Statement(
          kind: .definition, form: "what_is", values: ["np": subject], rank: 1,
          placedForm: "what_is_placed")
      ]
    }
    for mark in ["場合は、", "ときは、", "場合には、"] {
      guard let range = sentence.firstRange(of: mark) else { continue }
      let condition = sentence[..<range.lowerBound] + mark.dropLast()
      guard (4...40).contains(condition.count), isSelfContained(String(condition)) else { continue }
      return [
        Statement(
          kind: .statement, form: "outcome", values: ["condition": String(condition)], rank: 2,
          needsPlace: true)
      ]
    }
    if let range = sentence.firstRange(of: "は、") ?? sentence.firstRange(of: "は"),
      let subject = subject(sentence[..<range.lowerBound])
    {
      let isDefinition =
        ["です。", "である。", "のことです。", "をいいます。", "といいます。"].contains {
          sentence.hasSuffix($0)
        }
        && !["はずです。", "からです。", "ためです。", "ないです。", "ようです。"].contains {
          sentence.hasSuffix($0)
        }
      let form = isDefinition ? "what_is" : "about"
      return [
        Statement(
          kind: isDefinition ? .definition : .section, form: form, values: ["np": subject],
          rank: isDefinition ? 2 : 5, needsPlace: !isDefinition,
          placedForm: isDefinition ? "what_is_placed" : nil)
      ]
    }
    return []
  }

  private func subject(_ text: Substring) -> String? {
    let subject = String(text)
    guard (2...16).contains(subject.count), isSelfContained(subject),
      !subject.contains(where: { "、。，「」".contains($0) }),
      !["特に", "また", "しかし", "なお", "ただし", "たとえば", "さらに", "そのため", "普通", "一般に"]
        .contains(where: subject.hasPrefix), !subject.contains("が"),
      !["とき", "場合", "ため", "に", "で", "を", "から"].contains(where: subject.hasSuffix)
    else { return nil }
    return subject
  }

  private func isSelfContained(_ text: String) -> Bool {
    !StandAlone.isDangling(text, isOwn: false, language: "ja")
  }

  func describesAction(_ description: String, noun: String?) -> Bool { false }

  func statesDefault(_ sentence: String) -> Bool {
    sentence.contains("既定値は") || sentence.contains("初期値は")
  }

  func noun(forItemsUnder heading: String) -> String? { nil }
  func named(_ name: String, noun: String, of owner: String?) -> String {
    (owner.map { "\($0)の" } ?? "") + name
  }

  func topic(ofHeading heading: String, _ vocabulary: Vocabulary) -> String? { nil }
  func saysNothing(_ sentence: String) -> Bool {
    ["以下", "次の", "この章", "この節", "このページ", "ここでは", "たとえば", "例えば"].contains(where: sentence.hasPrefix)
  }

  func isInstruction(_ item: String) -> Bool { true }
  func change(in sentence: String, title: String) -> String? { nil }
}
