import Artifacts
import Questions
import Recipe
import Testing

/// What is private and replaced, and what only looks so and stays.
@Suite("Redaction")
struct RedactionTests {
  private static func found(_ text: String) -> [String] {
    SensitiveText(kinds: Set(RedactedKind.allCases)).findings(in: text).map {
      "\($0.kind.rawValue) \(String(decoding: Array(text.utf8)[$0.range], as: UTF8.self))"
    }
  }

  @Test(
    "addresses, numbers and keys are found whole",
    arguments: [
      ("Write to Ann.Lee+x@mail.example.co.uk, or not.", "email Ann.Lee+x@mail.example.co.uk"),
      ("(bob@example.com).", "email bob@example.com"),
      ("Call +49 30 901820 now", "phone +49 30 901820"), ("+4915112345678", "phone +4915112345678"),
      ("Tel. (030) 901-8200", "phone (030) 901-8200"), ("0171 1234567", "phone 0171 1234567"),
      ("030/90182000.", "phone 030/90182000"), ("555-123-4567", "phone 555-123-4567"),
      ("IBAN DE89 3704 0044 0532 0130 00.", "iban DE89 3704 0044 0532 0130 00"),
      ("GB29NWBK60161331926819,", "iban GB29NWBK60161331926819"),
      ("card 4111 1111 1111 1111 ok", "card 4111 1111 1111 1111"),
      ("5500-0000-0000-0004", "card 5500-0000-0000-0004"),
      ("378282246310005", "card 378282246310005"),
      ("key AKIAIOSFODNN7EXAMPLE in", "key AKIAIOSFODNN7EXAMPLE"),
      ("ghp_0123456789abcdefghijABCDEFGHIJ012345", "key ghp_0123456789abcdefghijABCDEFGHIJ012345"),
      ("sk-proj-0123456789abcdefghij", "key sk-proj-0123456789abcdefghij"),
      (
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dozjgNryP4J3jVmNHl0w5N",
        "key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.dozjgNryP4J3jVmNHl0w5N"
      ),
      (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
        "key -----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"
      ),
    ])
  func positives(text: String, finding: String) {
    #expect(Self.found(text) == [finding])
  }

  @Test(
    "dates, versions, measures and code stay",
    arguments: [
      "2023-11-23 10:00", "version 10.15.7.1", "192.168.100.200", "from -2147483648 to +2147483647",
      "4111 1111 1111 1112", "DE88 3704 0044 0532 0130 00", "user@localhost", "a @ b.c",
      "@media.print",
      "sk-learn-contrib-imbalanced-thing", "1234567890", "0.283600703686639", "AKIA",
      "24 00 00 00 00 00 00 00", "598 7392 26621 4527 0", "eyJ", "978-3-16-148410-0",
      "00000000-0000",
    ])
  func negatives(text: String) {
    #expect(Self.found(text) == [])
  }

  @Test("the same is replaced by the same, in questions, passages, quotes and answers")
  func consistent() async throws {
    let corpus = SyntheticCorpus(pages: [
      .init(
        uri: "a", title: "Post",
        chunks: ["Ann reads ann@example.com daily. Bob has bob@example.com."]),
      .init(uri: "b", title: "Desk", chunks: ["Write to ANN@example.com or ring +49 30 901820."]),
      .init(uri: "c", title: "Pump", chunks: ["The pump is set to 30 marks. It hums at night."]),
    ])
    let lines = """
      {"id":"1","question":"Who reads ann@example.com?","answer":"Ann, at ann@example.com","evidence":["Ann reads ann@example.com daily."]}
      {"id":"2","question":"Which pump?","answer":"30 marks","evidence":["set to 30 marks"]}
      """
    var options = DatasetOptions()
    options.redact = ["email"]
    options.distractors = 2
    options.oracleFraction = 1
    options.relativeScore = 0
    let made = try await MadeDataset(corpus, options: options, questions: lines)
    let rows = try made.rows().sorted { $0.id < $1.id }
    #expect(rows.count == 2)
    #expect(rows[0].question == "Who reads [EMAIL-1]?" && rows[0].answer == "Ann, at [EMAIL-1]")
    #expect(Quotation.quotes(in: rows[0].cotAnswer) == ["Ann reads [EMAIL-1] daily."])
    let text = rows.map(\.instruction).joined()
    #expect(!text.contains("@") && text.contains("[EMAIL-2]"))
    #expect(text.contains("Write to [EMAIL-1] or ring +49 30 901820."))
    #expect(made.summary.redacted == [.email: 2])
    let manifest = try JSONValue(parsing: try made.bytes("manifest.json"))
    #expect(manifest["stages"]?["dataset"]?["counts"]?["redacted"]?["email"]?.int == 2)
  }

  @Test("nothing is redacted unless it is asked for")
  func off() async throws {
    let corpus = SyntheticCorpus(pages: [
      .init(
        uri: "a", title: "Post", chunks: ["The rota is set to ann@example.com marks. It is so."])
    ])
    let rows = try await MadeDataset(corpus).rows()
    #expect(rows.first?.instruction.contains("ann@example.com") == true)
  }
}
