"""The component around a network, with random weights: what must hold whatever it has learnt."""

import pytest

from tests.language.tiny import tiny_pipeline
from transforms.language import LONGEST_TEXT, load_pipeline
from transforms.language.datelines import DATELINES
from transforms.language.reader import ATTRIBUTIONS, Reader

TEXTS = [
    "The council said that troops left. He stayed.",
    "a b c\n\nd e f.",
    "“We go,” said Kim. “Now.”\nThe end",
    "one",
    "",
    " \n ",
    "\n\nAfter two empty lines",
    "word " * 140 + ".",
    "1\t2\t3\n4\t5\t6\n" * 6,
    "ALL CAPS HEADLINE\n" * 10,
    "🙂 emoji 🙂🙂 and \u202eright to left\u202c العربية 中文",
    "no end " * 70,
]


@pytest.fixture(scope="module")
def nlp():
    return tiny_pipeline()


def annotation(doc):
    tokens = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_)
        for t in doc
    ]
    spans = [(s.start, s.end, s.label_, s.id) for s in doc.spans[ATTRIBUTIONS]] if len(doc) else []
    return tokens, spans, doc.tensor.tolist()


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_read_whole(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(sent) for sent in doc.sents) == len(doc)
    assert all(token.tag_ for token in doc)
    assert len(doc.tensor) == len(doc)
    assert (doc.tensor >= 0).all()
    assert all(ent.text.strip() == ent.text and "\n" not in ent.text for ent in doc.ents)
    list(doc.noun_chunks)


def test_nothing_depends_on_the_batch(nlp):
    alone = [annotation(nlp(text)) for text in TEXTS]
    for batch_size in (1, 3, 100):
        assert [annotation(doc) for doc in nlp.pipe(TEXTS, batch_size=batch_size)] == alone
    assert [annotation(doc) for doc in nlp.pipe(TEXTS[::-1])] == alone[::-1]


def test_processes_give_the_same_and_keep_the_spans(nlp):
    alone = [annotation(nlp(text)) for text in TEXTS]
    assert [annotation(doc) for doc in nlp.pipe(TEXTS, n_process=2, batch_size=4)] == alone


@pytest.mark.parametrize("dateline", ["PARIS, March 4 - ", "WASHINGTON (Reuters) — ", "MOSCOW, October 3. /TASS/. "])
def test_a_sentence_begins_behind_the_dateline(nlp, dateline):
    read = tiny_pipeline()
    read.add_pipe(DATELINES, first=True)
    doc = read(f"A headline\n{dateline}The bank said so.")
    story = doc.char_span(len("A headline\n" + dateline), len(doc.text))
    assert doc[story.start].is_sent_start
    assert all(token.head.i >= story.start for token in story)


def test_every_line_begins_a_sentence(nlp):
    doc = nlp("Heading without a stop\nThe text begins. It goes on\nlast line")
    starts = {sent.start_char for sent in doc.sents}
    assert {0, 23, 51} <= starts


def test_every_attribution_has_a_content(nlp):
    for doc in nlp.pipe(TEXTS):
        if not len(doc):
            continue
        by_number = {}
        for span in doc.spans[ATTRIBUTIONS]:
            by_number.setdefault(span.id, set()).add(span.label_)
        assert sorted(by_number) == list(range(1, len(by_number) + 1))
        assert all("CONTENT" in roles for roles in by_number.values())


def test_a_pipeline_on_disk_is_the_same_pipeline(nlp, tmp_path):
    nlp.to_disk(tmp_path / "wirehouse_en")
    again = load_pipeline(tmp_path)
    again.remove_pipe("wirehouse_gazetteer")
    once = [annotation(doc) for doc in again.pipe(TEXTS)]
    (tmp_path / "second").mkdir()
    again.to_disk(tmp_path / "second" / "wirehouse_en")
    twice = load_pipeline(tmp_path / "second")
    twice.remove_pipe("wirehouse_gazetteer")
    assert [annotation(doc) for doc in twice.pipe(TEXTS)] == once  # half precision is lost once, then never again


def test_a_doc_on_the_wire_keeps_its_attributions(nlp):
    doc = nlp(TEXTS[0])
    again = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert annotation(again) == annotation(doc)


def test_a_long_text_is_read_in_rounds(nlp, monkeypatch):
    monkeypatch.setattr("transforms.language.reader.WINDOWS_AT_ONCE", 3)
    text = "The council said that troops left the town . "
    reader = nlp.get_pipe("wirehouse_reader")
    read_windows, sizes = reader.network.read_windows, []
    reader.network.read_windows = lambda batch: sizes.append(len(batch)) or read_windows(batch)
    assert len(nlp(text * 100)) == 900
    del reader.network.read_windows
    assert sum(sizes) > max(sizes) == 3


def test_without_a_model_there_are_words_and_sentences_and_no_claims(tmp_path):
    nlp = load_pipeline(tmp_path)
    doc = nlp("The NIS reported it. Kim said so.")
    assert len(list(doc.sents)) == 2
    assert ATTRIBUTIONS not in doc.spans
    assert not doc.has_annotation("TAG")
    assert nlp.max_length == LONGEST_TEXT


def test_an_empty_reader_says_what_it_needs(nlp):
    with pytest.raises(ValueError, match="load a trained model"):
        Reader(nlp.vocab)(nlp.make_doc("words"))
