/// The names that files give to what a pair is made of.
///
/// Case, spaces, hyphens and underscores make no difference: `Question Type` is `question_type`.
enum FieldNames {
  static let question = ["question", "q", "query", "prompt", "instruction", "input"]
  static let answer = [
    "answer", "a", "response", "output", "completion", "reply", "answers", "acceptedanswer",
  ]
  static let quote = ["evidence", "quote", "quotes"]
  static let context = ["context", "contexts", "oraclecontext", "passage", "passages"]
  static let id = ["id", "qid", "questionid", "uid"]
  static let passageID = ["oraclechunks", "chunk", "chunkid", "passageid", "passage"]
  static let document = ["document", "documentid", "doc", "docid", "docno", "uri", "url", "source"]
  static let type = ["type", "qtype", "questiontype"]

  static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// What is looked for, as messages say it.
  static let wanted =
    "question (query, prompt, instruction) and answer (response, output, completion)"
}
