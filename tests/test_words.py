"""Words say of a Doc what spaCy's own tokens say of it."""

import pytest
from spacy.language import Language

from transforms.language import load_pipeline
from transforms.tree import Tree
from transforms.words import Words


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


_TEXT = "Rivers rose 3%.\nTwo towns, Northam and Lowmere, were cut off  on Monday, the council said."


def _answers(token: object) -> tuple[object, ...]:
    plain = "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ is_space whitespace_".split()
    return tuple(getattr(token, name) for name in plain)


def test_a_word_is_the_token_that_it_was_read_from(nlp: Language) -> None:
    doc = nlp(_TEXT)
    words = Words(doc, Tree.of(doc, _TEXT))
    assert len(words) == len(doc)
    for token in doc:
        word = words[token.i]
        assert _answers(word) == _answers(token)
        assert word.is_sent_start == bool(token.is_sent_start)
        assert word.end == token.idx + len(token)
        assert word.head.i == token.head.i
        assert [child.i for child in word.children] == [child.i for child in token.children]


def test_words_end_where_the_doc_does(nlp: Language) -> None:
    doc = nlp("Rivers rose.")
    words = Words(doc, Tree.of(doc, doc.text))
    assert [word.text for word in words.between(1, 99)] == ["rose", "."]
    with pytest.raises(IndexError, match="token 3 of 3"):
        words[2].nbor()
