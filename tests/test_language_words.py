"""Words, sentences by rule, lemmas: what the pipeline knows without a network."""

import pytest

from transforms.language import blank_pipeline
from transforms.language.features import WordPieces, places, shape_of, windows
from transforms.language.lemmas import Lemmas
from transforms.language.places import other_label, place_label
from transforms.language.sentences import SENTENCE_RULES
from transforms.lexicon import seed_rows


@pytest.fixture(scope="module")
def nlp():
    nlp = blank_pipeline()
    nlp.add_pipe(SENTENCE_RULES)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a 10,000-strong force", "a 10,000 - strong force"),
        ("US$100 in cash", "US$ 100 in cash"),
        ("They won't go", "They wo n't go"),
        ("They won’t go", "They wo n’t go"),
        ("They cannot go", "They can not go"),
        ("the U.S. and the U.N. agreed", "the U.S. and the U.N. agreed"),
        ("well-known", "well - known"),
        ("two F-16s and a B-52", "two F-16s and a B-52"),
        ("said—“no”—twice", "said — “ no ” — twice"),
        ("word--word", "word -- word"),
        ("2014–2016", "2014 – 2016"),
        ("$2-3 billion", "$ 2 - 3 billion"),
        ("£45m", "£ 45 m"),
        ("Trump's “plan”", "Trump 's “ plan ”"),
        ("Rep. Smith (R-Texas)", "Rep. Smith ( R - Texas )"),
        ("AFP/Reuters", "AFP / Reuters"),
        ("an 850-metre (2,800-foot) course", "an 850 - metre ( 2,800 - foot ) course"),
    ],
)
def test_news_is_cut_into_words(nlp, text, words):
    assert [token.text for token in nlp(text)] == words.split()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He said so. She did not.", ["He said so.", "She did not."]),
        ("“We will go.” The minister left.", ["“We will go.”", "The minister left."]),
        ("Rep. Smith met Gov. Jones. They talked.", ["Rep. Smith met Gov. Jones.", "They talked."]),
        ("Troops Already in Transit\nThe ministry said so.", ["Troops Already in Transit\n", "The ministry said so."]),
        ("It grew 3.5 percent. In May it fell.", ["It grew 3.5 percent.", "In May it fell."]),
        ("no end mark at all", ["no end mark at all"]),
    ],
)
def test_sentences_by_rule(nlp, text, sentences):
    assert [sent.text for sent in nlp(text).sents] == sentences


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "🙂", "\u202eabc\u202c", "1\t2\t3\n4\t5\t6", "...", "ALL CAPS " * 50]
)
def test_rules_survive_any_text(nlp, text):
    assert nlp(text).text == text


@pytest.mark.parametrize(
    ("word", "shape"), [("Seoul", "Xxxxx"), ("NIS", "XXX"), ("10,000", "d,d"), ("F-16", "X-d"), ("", "")]
)
def test_shapes(word, shape):
    assert shape_of(word) == shape


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("strong", (3,)),
        ("Strong", (3,)),
        ("stronger", (3, 4)),
        ("né", (5,)),
        ("zzz", (1,)),
        ("strong-ne", (3, 6, 5)),
        ("", (1,)),
    ],
)
def test_word_pieces_are_the_longest_known(word, pieces):
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "strong", "##er", "ne", "-", "s"]
    assert WordPieces({piece: i for i, piece in enumerate(vocabulary)}).features(word).pieces == pieces


def test_a_place_on_the_line_tells_start_space_and_quotes():
    words = ["He", "said", "“", "no", "”", ".", "“", "Yes"]
    starts = [True, False, False, False, False, False, True, False]
    spaces = [True, True, True, False, False, False, True, False]
    in_quotes = [place % 2 for place in places(words, starts, spaces)]
    assert in_quotes == [0, 0, 1, 1, 1, 0, 1, 1]
    assert [place >= 4 for place in places(words, starts, spaces)] == starts


def test_windows_pack_lines_and_cut_after_sentences():
    words = (["w"] * 9 + ["."]) * 3 + ["w"] * 5
    starts = [i in (0, 30) for i in range(35)]
    assert windows(words, starts, limit=25) == [(0, 20), (20, 35)]
    assert windows(["w"] * 30, [False] * 30, limit=12) == [(0, 12), (12, 24), (24, 30)]
    assert windows([], []) == []


def test_windows_cover_every_word_once():
    words = ["w", ".", "x"] * 200
    starts = [i % 37 == 0 for i in range(600)]
    covered = [i for start, end in windows(words, starts) for i in range(start, end)]
    assert covered == list(range(600))


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("reported", "VBD", "report"),
        ("went", "VBD", "go"),
        ("Troops", "NNS", "troop"),
        ("States", "NNPS", "State"),
        ("Kim", "NNP", "Kim"),
    ],
)
def test_a_lemma_is_a_known_word_or_a_known_ending(form, tag, lemma):
    lemmas = Lemmas({"went VBD": "go"}, {"VBD ed": (2, ""), "NNS s": (1, ""), "NNPS s": (1, "")})
    assert lemmas.of(form, tag) == lemma


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("freed", "VBN", "free"), ("owed", "VBD", "owe"),
        ("fled", "VBD", "flee"), ("struck", "VBN", "strike"), ("won", "VBN", "win"), ("tripled", "VBD", "triple"),
        ("lined", "VBD", "line"), ("planned", "VBD", "plan"), ("upgraded", "VBN", "upgrade"),
        ("totalled", "VBD", "total"),
        ("preceding", "VBG", "precede"), ("heroes", "NNS", "hero"), ("businessmen", "NNS", "businessman"),
        ("visited", "VBD", "visit"), ("reported", "VBD", "report"),
        ("scammed", "VBN", "scam"), ("unused", "VBN", "unused"), ("unloaded", "VBN", "unload"),
    ],
)  # fmt: skip
def test_an_ending_that_leaves_no_word_gives_way_to_one_that_does(form, tag, lemma):
    endings = {"VBD ed": (2, ""), "VBN ed": (2, ""), "VBG ing": (3, ""), "NNS s": (1, "")}
    exist = frozenset("flee strike plan upgrade total hero businessman visit report lin win".split())
    assert Lemmas({}, endings, exist).of(form, tag) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("underwritten", "underwrite"), ("overspent", "overspend"), ("redrew", "redraw"), ("reported", "report")],
)
def test_a_prefix_leaves_an_irregular_form_irregular(form, lemma):
    assert Lemmas({}, {"VBN ed": (2, "")}).of(form, "VBN") == lemma


@pytest.mark.parametrize("row", seed_rows("irregular_verbs", "word")[::20], ids=lambda row: row["word"])
def test_an_irregular_form_is_known_whatever_the_treebanks_say(row):
    assert row["word"] in row["example"]
    assert Lemmas({f"{row['word']} VBD": "wrong"}, {}).of(row["word"], "VBD") == row["lemma"]


@pytest.mark.parametrize(
    ("name", "label"), [("South Korea", "GPE"), ("the Black Sea", "LOC"), ("the Middle East", "LOC"), ("Kursk", "GPE")]
)
def test_places_are_states_or_land(name, label):
    assert place_label(name) == label


@pytest.mark.parametrize(
    ("name", "label"), [("World Cup", "EVENT"), ("Patriot Act", "LAW"), ("Rolling Stone", None), ("War", None)]
)
def test_other_names_are_labelled_where_they_say_what_they_are(name, label):
    assert other_label(name) == label
