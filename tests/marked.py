"""Docs from text with its names marked, for tests of rules: `[Lloyd Austin|PERSON] said [NATO|ORG] agreed.`

Tags and subjects come from a few words below, so that a case needs no model and its author sees all there is.
"""

import re
from datetime import UTC, datetime

from spacy.language import Language
from spacy.tokens import Doc

from transforms.mentions import mentions_in
from transforms.reading import Reading
from transforms.rows import Article, Mention
from transforms.sentences import sentences_in

MARK = re.compile(r"\[([^|\]]+)\|([A-Z_]+)\]")
CLOSED = {
    "DET": "the a an this that these",
    "ADP": "of in on at by for with from to near between against after before",
    "AUX": "is was are were has have had will could may would can",
    "CCONJ": "and but or",
    "PRON": "he she it they him his her who which",
    "VERB": """said says told met calling called added warned stated reported confirmed denied weighs is weighing
    accused isolate rained fell spoke visited arrived issued announced killed lives sits urged refused signed praised
    left chairs""",
    "ADJ": "former senior deputy new chief",
    "ADV": "not also soon already",
}
POS = {word: pos for pos, words in CLOSED.items() for word in words.split()}
LEMMAS = {
    "said": "say", "says": "say", "told": "tell", "met": "meet", "called": "call", "calling": "call", "added": "add",
    "warned": "warn", "stated": "state", "reported": "report", "confirmed": "confirm", "denied": "deny",
    "weighs": "weigh", "weighing": "weigh", "accused": "accuse", "announced": "announce", "refused": "refuse",
    "urged": "urge", "issued": "issue",
}  # fmt: skip


def marked_doc(nlp: Language, marked: str) -> Doc:
    """The Doc of a marked text: names as entities, the nearest name before a verb as its subject."""
    text, spans = "", []
    at = 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    doc = nlp(text + marked[at:])
    ents = [doc.char_span(start, end, label=label) for start, end, label in spans]
    assert None not in ents, f"a mark cuts a token: {[s for s, e in zip(spans, ents, strict=True) if e is None]}"
    doc.set_ents([ent for ent in ents if ent is not None])
    _tag(doc)
    return doc


def _tag(doc: Doc) -> None:
    named = {token.i for ent in doc.ents for token in ent}
    for token in doc:
        word = token.lower_
        is_name = token.i in named or (token.text[:1].isupper() and word not in POS)
        pos = (
            "PUNCT" if token.is_punct else "PROPN" if is_name else POS.get(word, "SPACE" if token.is_space else "NOUN")
        )
        token.pos_, token.lemma_ = pos, LEMMAS.get(word, word)
        token.tag_ = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP"}.get(pos, "XX")
        if pos == "NOUN" and word.endswith("s"):
            token.tag_ = "NNS"
        token.dep_ = "dep"
    for sent in doc.sents:
        verbs = [token for token in sent if token.pos_ == "VERB"]
        root = verbs[0] if verbs else sent[0]
        for token in sent:
            token.head = root
        for verb in verbs:
            before = [t for t in doc[sent.start : verb.i] if t.pos_ in ("PROPN", "PRON", "NOUN")]
            if before and (before[-1].i == sent.start or doc[before[-1].i].nbor(-1).pos_ != "ADP"):
                before[-1].head, before[-1].dep_ = verb, "nsubj"
    for ent in doc.ents:
        for token in ent[:-1]:
            token.head, token.dep_ = ent[-1], "compound"


def mentions_of(doc: Doc, article_id: str = "0123456789abcdef0123") -> list[Mention]:
    """The mention rows of a Doc, as an article of its own."""
    article = Article(
        article_id=article_id, version=1, external_id="case", source_name="tests", language="en", text=doc.text,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC), text_sha256="", word_count=len(doc), story_id=article_id,
        is_extracted=True, bands=(), signature=(),
    )  # fmt: skip
    reading = Reading.of(article, doc)
    list(reading.keep(sentences_in(reading)))
    return list(mentions_in(reading))
