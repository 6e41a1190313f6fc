import Recipe

/// What each key of a configuration is, as `raftwright init` writes it above the key.
enum ConfigurationComments {
  static let head = """
    # Settings of raftwright. Every key stands here with its default; what is removed keeps it.
    # Flags on the command line go before this file:
    #
    #     raftwright build corpora --output out --config raftwright.yaml
    """

  /// Keys whose values the profile of a recipe sets.
  static let ofProfile = Set(RecipeProfile.keys.map { "dataset." + $0 })

  /// By dotted path, groups and keys.
  static let lines: [String: String] = [
    "documents": "How files are read and cut into passages.",
    "documents.chunking":
      "How documents are cut: blocks, sentences, fixed (windows of tokens) or section.",
    "documents.chunk_tokens": "The budget of a passage, in tokens.",
    "documents.overlap":
      "The most tokens that a passage repeats of the one before it (sentences, fixed).",
    "documents.tokenizer":
      "A tokenizer.json to count tokens with, as seen from this file; empty to estimate.",
    "documents.smallest_chunk":
      "A passage with less than this share of the budget goes on across a heading.",
    "documents.extensions": "The files in folders that are read, by the ends of their names.",
    "documents.reader": "The reader of all files, of those that raftwright readers lists.",
    "documents.xml":
      "How XML of no known dialect is read: paths such as /list/entry or head/title.",
    "documents.xml.record": "Elements that are documents of their own.",
    "documents.xml.title": "The element that holds a document's title.",
    "documents.xml.id": "The attribute or element that holds a record's id, such as @key.",
    "documents.xml.skip": "Elements that are not read.",
    "documents.xml.block": "Elements that are paragraphs of their own.",
    "documents.extraction":
      "How HTML is read: main (the content alone), full (navigation and footers too).",
    "retrieval": "How passages are analysed and ranked.",
    "retrieval.k1": "BM25's saturation of repeated words.",
    "retrieval.b": "BM25's correction for length: 0 none, 1 in full.",
    "retrieval.stemmer":
      "How words are reduced: auto (by each document's language), none, or a stemmer's name.",
    "retrieval.fts5":
      "Whether the index gets an FTS5 table too, for clients that know only SQLite.",
    "retrieval.title_weight": "How often a term of the title counts.",
    "retrieval.heading_weight": "How often a term of the headings above a passage counts.",
    "retrieval.stopwords": "Whether frequent English words (the, of, and, …) are left out.",
    "retrieval.embedding": "Where vectors come from, for --dense and --hybrid; nowhere by default.",
    "retrieval.embedding.table":
      "A static embedding table (model2vec's or wordllama's files), as seen from this file.",
    "retrieval.embedding.tokenizer":
      "The table's tokenizer.json, where it does not lie beside the table.",
    "retrieval.embedding.endpoint":
      "A server of the OpenAI API that embeds texts, such as http://localhost:8080/v1.",
    "retrieval.embedding.model": "The name that the server knows the model by.",
    "retrieval.embedding.dimensions": "How many dimensions to ask for; 0 for the model's own.",
    "retrieval.embedding.key_variable":
      "The environment variable that holds the server's key; empty for none.",
    "retrieval.embedding.batch": "Texts to a call.",
    "retrieval.embedding.concurrency": "Calls under way at once.",
    "retrieval.embedding.timeout": "How long the server may be silent, in seconds.",
    "retrieval.embedding.cache":
      "The file that keeps what the server answered; empty for cache.sqlite beside the index.",
    "retrieval.embedding.storage": "How vectors are kept: int8 or float32.",
    "retrieval.fusion":
      "How --hybrid fuses BM25's ranking with that by vectors: weight / (k + rank).",
    "retrieval.fusion.k": "How soon ranks stop to differ.",
    "retrieval.fusion.dense_weight": "The weight of vectors; BM25 has 1.",
    "retrieval.fusion.depth": "How many passages of each ranking count.",
    "questions": "How questions are asked.",
    "questions.generator":
      "What makes the pairs: structure (rules, no model), llm (a language model), import (people).",
    "questions.seed":
      "The seed by which wordings are chosen, and questions where there are too many.",
    "questions.per_passage": "The most questions that one passage gets.",
    "questions.kinds": "The kinds of question that are made.",
    "questions.longest_answer": "The longest answer, in characters.",
    "questions.shortest_answer": "The shortest answer, in characters; ideographs count three.",
    "questions.round_trip":
      "A question must find its own passage among this many; 0 turns the check off.",
    "questions.files":
      "Files and folders of pairs that people wrote, as seen from this file, for generator import.",
    "questions.import": "How pairs of people find their evidence, for generator import.",
    "questions.import.quoted":
      "The least share of an answer that must stand verbatim in passages to count as quoted.",
    "questions.import.support":
      "The least share of the answer's words that sentences found by retrieval hold; 0: any.",
    "questions.import.relevance":
      "The least share of what is asked about that a passage found by retrieval holds; 0: any.",
    "questions.import.depth": "How many passages are looked at for a pair.",
    "questions.import.longest_answer": "The longest answer of a person, in characters.",
    "questions.llm": "How a language model is asked, for generator llm.",
    "questions.llm.endpoint":
      "A server of the OpenAI API that chats, such as http://localhost:8080/v1.",
    "questions.llm.model": "The name that the server knows the model by.",
    "questions.llm.key_variable":
      "The environment variable that holds the server's key; empty for none.",
    "questions.llm.mode":
      "How pairs are asked for: two-calls, single-call, sentences or answer-first.",
    "questions.llm.prompt_language":
      "The language of prompts (en, de, ja); empty for each document's own, else English.",
    "questions.llm.temperature": "How freely tokens are drawn, 0 to 2.",
    "questions.llm.top_p": "The share of probability that is drawn from; 1 for all.",
    "questions.llm.max_tokens": "The most tokens of one reply.",
    "questions.llm.concurrency": "Calls under way at once.",
    "questions.llm.timeout": "How long the server may be silent, in seconds.",
    "questions.llm.attempts": "How often a call is made at most.",
    "questions.llm.cache":
      "The file that keeps what the server answered; empty for cache.sqlite beside the output.",
    "questions.llm.tokenizer":
      "A tokenizer.json to count tokens with, as seen from this file; empty to estimate.",
    "questions.llm.prompt_price": "What a million tokens that are read cost.",
    "questions.llm.completion_price": "What a million tokens that are written cost.",
    "questions.llm.budget_tokens": "The most tokens that all calls may take; 0 for no limit.",
    "questions.llm.max_questions": "The most questions that are asked for; 0 for no limit.",
    "questions.llm.least_tokens": "Passages of fewer tokens are not asked about.",
    "questions.llm.types":
      "Shares of the types of question: factual, how_to, why, comparison, yes_no, numeric, multi_hop.",
    "questions.llm.hop_passages":
      "How many passages of different documents a multi_hop question needs, 2 or 3.",
    "questions.llm.personas": "Who asks, such as [a system administrator]; each passage gets one.",
    "questions.llm.difficulties": "Shares of easy, medium, hard; none for no word about it.",
    "questions.llm.lengths": "Shares of short, medium, long; none for no word about it.",
    "questions.checks": "What a pair of a model or of people has to pass.",
    "questions.checks.support":
      "The least share of the answer's words, beyond the question's, that its quotes hold; 0: any.",
    "questions.checks.relevance":
      "The least share of what the question asks about that its evidence holds; 0: any.",
    "questions.checks.answer_form":
      "Whether evidence must have what the question's form asks for (a number for how many; English): off, known forms, or strict.",
    "questions.checks.specificity":
      "The least that the question's words tell; a word that one passage alone holds tells 1; 0: any.",
    "questions.checks.leak":
      "The most of the answer's words that the question may hold; 1: any.",
    "questions.checks.copied":
      "The most of the question that may be its evidence word for word; 1: any.",
    "questions.checks.near_duplicate":
      "From this resemblance (Jaccard) on, two questions ask the same; 1: same words only.",
    "questions.checks.language": "Whether a pair must be in the language of its passage.",
    "questions.checks.stand_alone":
      "Whether a question must name what it is about, and not point at the page.",
    "questions.checks.form": "Whether a question must have the form of one.",
    "questions.checks.judge_minimum":
      "The least mark, 1 to 5, that a model gives the pair; 0 to ask for none.",
    "questions.checks.judge_model": "The model that judges; empty for the one that wrote.",
    "questions.checks.closed_book":
      "Questions that the model answers without a passage: off (not asked), drop, or tag.",
    "questions.checks.closed_book_match":
      "The share of the answer that such a reply must hold to count as known.",
    "templates":
      "A folder of templates that replace embedded ones of the same name, as seen from this file.",
    "dataset": "How rows are made of questions.",
    "dataset.seed": "The seed by which rows are split, filled and shuffled (--seed).",
    "dataset.profile":
      "The choices to start from: hard, paper, modern, gorilla. Keys behind a # are the profile's.",
    "dataset.distractors":
      "Distractors to a row: k of the RAFT paper, or a range such as 2-6, drawn for each row.",
    "dataset.oracle_fraction": "Share of the rows that hold their oracle: P of the paper.",
    "dataset.abstain_fraction":
      "Share of the rows that lack their oracle and say so; the rest of 1 - P must remember.",
    "dataset.strip_quotes": "Whether answers that must be remembered come without quotes.",
    "dataset.fill_oracle":
      "Whether rows without their oracle get one more distractor, so that their size tells nothing.",
    "dataset.context":
      "The passages of rows: mined, or as-retrieved (the index's own best, in its order).",
    "dataset.sources":
      "Shares of distractors: bm25, dense, hybrid, same-document, neighbour, random.",
    "dataset.relative_score":
      "A passage that scores more than this share of the oracle's score is no distractor; 0: any.",
    "dataset.near_duplicate":
      "A passage that resembles the oracle more (Jaccard, five-word shingles) is no distractor.",
    "dataset.max_tokens":
      "The most tokens of a row, by documents.tokenizer; 0 for no limit. Distractors go first.",
    "dataset.answer_style": "The shape of answers: raft, gorilla, think, cited, json, plain.",
    "dataset.system": "What the system says first, in formats with such a place.",
    "dataset.counterfactuals":
      "Share of oracle rows that come once more with another value in passage and answer.",
    "dataset.formats":
      "Formats beside raft: chat, trl, trl-chat, sharegpt, alpaca, axolotl, preference, completion, eval.",
    "dataset.compression": "How files of rows are packed: none, gzip, zstd.",
    "dataset.splits": "How rows are divided; the shares add up to 1.",
    "dataset.splits.by":
      "What is never divided: document, question (the paper's), near-duplicate, link.",
    "dataset.splits.train": "Rows to learn from.",
    "dataset.splits.validation": "Rows to choose a model by.",
    "dataset.splits.test": "Rows to measure the chosen model by.",
    "dataset.decontaminate":
      "Benchmarks, JSONL or text, that no row may share 13 words in a row with, as seen from here.",
    "dataset.redact": "What is replaced by placeholders: email, phone, iban, card, key.",
    "dataset.replay": "General instruction data between the rows to learn from.",
    "dataset.replay.files": "JSONL of conversations, as seen from this file; none by default.",
    "dataset.replay.share": "Their share of the rows to learn from.",
    "dataset.card": "What the dataset card says that nothing else tells.",
    "dataset.card.name": "The dataset's name.",
    "dataset.card.license": "Its licence, as Hugging Face writes it: cc-by-4.0.",
  ]
}
