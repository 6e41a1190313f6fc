/// The rules that `raftwright init` writes for the Makefile of a data pipeline.
enum MakeRules {
  static let text = ##"""
    # Rules for GNU make that build RAFT data with raftwright. In a Makefile:
    #
    #     RAFTWRIGHT_CORPUS = docs
    #     RAFTWRIGHT_OUT = build/raft
    #     include raftwright.mk
    #
    # Then "make raftwright" makes the dataset in $(RAFTWRIGHT_OUT). A page that is new, changed or
    # removed makes what depends on it again, and nothing else. Several corpora: the rules are
    # patterns, so name one more folder's train.jsonl and give it its own corpus:
    #
    #     all: build/api/train.jsonl
    #     build/api/%: RAFTWRIGHT_CORPUS = docs/api
    #     -include build/api/index.d build/api/questions.d build/api/dataset.d

    RAFTWRIGHT ?= raftwright
    RAFTWRIGHT_CORPUS ?= corpus
    RAFTWRIGHT_OUT ?= build/raftwright
    RAFTWRIGHT_CONFIG ?= $(wildcard raftwright.yaml)
    # For every stage, such as --threads 4 or --strict, and for single ones. make does not see them
    # change: after another flag run "make raftwright-clean" first, or set it in raftwright.yaml.
    RAFTWRIGHT_FLAGS ?=
    RAFTWRIGHT_INDEX_FLAGS ?=
    RAFTWRIGHT_QUESTIONS_FLAGS ?=
    RAFTWRIGHT_DATASET_FLAGS ?=

    .PHONY: raftwright raftwright-clean
    # The files of a dataset, its splits and what is told of them.
    RAFTWRIGHT_FILES = train.jsonl validation.jsonl test.jsonl manifest.json
    raftwright: $(addprefix $(RAFTWRIGHT_OUT)/,$(RAFTWRIGHT_FILES))

    raftwright-clean:
    	rm -rf $(RAFTWRIGHT_OUT)

    # A stage that makes the same bytes as before leaves its output's time alone, so that later
    # stages need not run. The stamp beside it remembers when the stage ran last; the .d file names
    # what it read.
    raftwright_common = $(if $(RAFTWRIGHT_CONFIG),--config $(RAFTWRIGHT_CONFIG)) $(RAFTWRIGHT_FLAGS)

    %/index.stamp: $(RAFTWRIGHT_CONFIG)
    	$(RAFTWRIGHT) index $(RAFTWRIGHT_CORPUS) --output $*/index.sqlite \
    	  --depfile $*/index.d --depfile-target $@ $(raftwright_common) $(RAFTWRIGHT_INDEX_FLAGS)
    	@touch $@

    %/questions.stamp: %/index.sqlite $(RAFTWRIGHT_CONFIG)
    	$(RAFTWRIGHT) questions $*/index.sqlite --output $*/questions.jsonl \
    	  --depfile $*/questions.d --depfile-target $@ \
    	  $(raftwright_common) $(RAFTWRIGHT_QUESTIONS_FLAGS)
    	@touch $@

    %/dataset.stamp: %/index.sqlite %/questions.jsonl $(RAFTWRIGHT_CONFIG)
    	$(RAFTWRIGHT) dataset $*/index.sqlite $*/questions.jsonl --output $* \
    	  --depfile $*/dataset.d --depfile-target $@ $(raftwright_common) $(RAFTWRIGHT_DATASET_FLAGS)
    	@touch $@

    # An output comes with its stamp. One that was deleted is made again.
    %/index.sqlite: %/index.stamp
    	@test -f $@ || { rm -f $<; $(MAKE) --no-print-directory $<; }

    %/questions.jsonl: %/questions.stamp
    	@test -f $@ || { rm -f $<; $(MAKE) --no-print-directory $<; }

    $(addprefix %/,$(RAFTWRIGHT_FILES)): %/dataset.stamp
    	@for file in $(addprefix $*/,$(RAFTWRIGHT_FILES)); do test -f $$file || \
    	  { rm -f $<; $(MAKE) --no-print-directory $<; }; done

    # Files that only patterns name are intermediate to make, and not missed when they are deleted.
    $(RAFTWRIGHT_OUT)/questions.stamp: $(RAFTWRIGHT_OUT)/index.sqlite
    $(RAFTWRIGHT_OUT)/dataset.stamp: $(RAFTWRIGHT_OUT)/index.sqlite $(RAFTWRIGHT_OUT)/questions.jsonl
    $(addprefix $(RAFTWRIGHT_OUT)/,$(RAFTWRIGHT_FILES)): $(RAFTWRIGHT_OUT)/dataset.stamp
    $(RAFTWRIGHT_OUT)/questions.jsonl: $(RAFTWRIGHT_OUT)/questions.stamp
    $(RAFTWRIGHT_OUT)/index.sqlite: $(RAFTWRIGHT_OUT)/index.stamp

    .PRECIOUS: $(addprefix %/,$(RAFTWRIGHT_FILES)) %/index.stamp %/questions.stamp %/dataset.stamp %/index.sqlite %/questions.jsonl

    -include $(RAFTWRIGHT_OUT)/index.d $(RAFTWRIGHT_OUT)/questions.d $(RAFTWRIGHT_OUT)/dataset.d
    """## + "\n"
}
