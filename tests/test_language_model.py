"""The trained model on a few sentences anybody would agree about."""

import os
import time

import pytest

from transforms.language import MODELS, load_pipeline

pytestmark = pytest.mark.skipif(
    not (MODELS / "wirehouse_en/config.cfg").is_file(), reason="needs models/wirehouse_en, which training/ makes"
)

REPORT = (
    "South Korea’s National Intelligence Service reported on Wednesday that North Korea is preparing to send 10,000 "
    "soldiers to Russia.\n“We are watching,” said Vedant Patel, a spokesperson for the State Department. "
    "Kim Tae-hyo warned that South Korea could respond."
)


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(REPORT)


def attributions(doc):
    out = {}
    for span in doc.spans["attributions"]:
        out.setdefault(span.id, {}).setdefault(span.label_, []).append(span.text)
    return list(out.values())


@pytest.mark.parametrize(
    ("word", "tag", "pos", "dep", "lemma"),
    [
        ("reported", "VBD", "VERB", "root", "report"),
        ("preparing", "VBG", "VERB", "ccomp", "prepare"),
        ("10,000", "CD", "NUM", "nummod", "10,000"),
        ("soldiers", "NNS", "NOUN", "obj", "soldier"),
        ("warned", "VBD", "VERB", "root", "warn"),
    ],
)
def test_words_are_tagged_and_attached(doc, word, tag, pos, dep, lemma):
    token = next(token for token in doc if token.text == word)
    assert (token.tag_, token.pos_, token.dep_) == (tag, pos, dep)
    assert token.lemma_.replace(",", "") == lemma.replace(",", "")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("North Korea", "GPE"),
        ("Russia", "GPE"),
        ("Vedant Patel", "PERSON"),
        ("Kim Tae-hyo", "PERSON"),
        ("State Department", "ORG"),
    ],
)
def test_names_are_found(doc, name, label):
    assert (name, label) in {(ent.text.removeprefix("the "), ent.label_) for ent in doc.ents}


def test_who_says_what(doc):
    found = attributions(doc)
    by_cue = {a["CUE"][0].split()[0]: a for a in found if "CUE" in a}
    assert "National Intelligence Service" in by_cue["reported"]["SOURCE"][0]
    assert "10,000" in by_cue["reported"]["CONTENT"][0]
    assert by_cue["said"]["CONTENT"][0].strip("“”,") == "We are watching"
    assert by_cue["warned"]["SOURCE"] == ["Kim Tae-hyo"]


def test_sentences(doc):
    assert [sent.text.split()[0] for sent in doc.sents] == ["South", "“We", "Kim"]


def test_noun_chunks(doc):
    assert {"10,000 soldiers", "North Korea", "Kim Tae-hyo"} <= {chunk.text for chunk in doc.noun_chunks}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "BREAKING: TALKS COLLAPSE IN GENEVA",
        "1\t2\n3\t4\n" * 50,
        "🙂🙂",
        "\u202eabc\u202c",
        "une phrase en français",
        "a" * 5000,
        "x " * 3000,
    ],
)
def test_hostile_texts(nlp, text):
    assert nlp(text).text == text


def test_batches_and_processes_change_nothing(nlp):
    texts = [REPORT, "Short one.", REPORT[::-1], "", REPORT * 3]

    def told(doc):
        spans = [(s.start, s.end, s.label_, s.id) for s in doc.spans.get("attributions", ())]
        return (
            [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc],
            [(e.start, e.end, e.label_) for e in doc.ents],
            spans,
        )

    alone = [told(nlp(text)) for text in texts]
    assert [told(doc) for doc in nlp.pipe(texts, batch_size=2)] == alone
    assert [told(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_the_model_is_small_and_quick_to_load():
    folder = MODELS / "wirehouse_en"
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert size <= 40 * 1024**2
    began = time.process_time()
    load_pipeline()
    assert time.process_time() - began < (2 if not os.environ.get("CI") else 6)
