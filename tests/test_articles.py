"""From bytes to an article: decoding, repair, title, identity, dates, credits, language, copies, pages."""

import json
import time
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.articles import FRAGMENT, HTML, JSON, RawItem, article_of, article_of_text
from transforms.articles.addresses import canonical_url
from transforms.articles.copies import SHORTEST, bands_of, signature_of, similarity, triples_of, word_codes
from transforms.articles.credits import credits_in
from transforms.articles.decoding import decoded
from transforms.articles.items import TEXT
from transforms.articles.languages import language_of
from transforms.articles.moments import day_in_url, moment_of
from transforms.articles.pages import fragment_text, wall_in, walls, without_pointers
from transforms.articles.repair import repaired
from transforms.articles.zones import paragraphs_in
from transforms.datelines import agencies, dateline_of
from transforms.lexicon import seed_rows
from transforms.rows import Article, Issue, columns_of, stable_id, table_of

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENGLISH = "Five people were killed in the attack, the ministry said on Monday, and its troops left the town."


def item(payload: bytes | str, **said: Any) -> RawItem:
    raw = payload.encode() if isinstance(payload, str) else payload
    given: dict[str, Any] = {"place": "a.txt", "external_id": "a", "key": "a.txt", "fetched_at": NOW, **said}
    return RawItem(source_name="test", payload=raw, **given)


def article(payload: bytes | str, **said: Any) -> Article:
    (found,) = [row for row in article_of(item(payload, **said)) if isinstance(row, Article)]
    return found


def reasons(payload: bytes | str, **said: Any) -> list[str]:
    return [row.reason for row in article_of(item(payload, **said)) if isinstance(row, Issue)]


# --- decoding


DECODED = [
    ("café – “five”".encode(), None, "café – “five”"),
    ("café".encode("utf-8-sig"), None, "café"),
    ("café – “five”".encode("utf-16"), None, "café – “five”"),
    ("five killed in the attack".encode("utf-16-le"), None, "five killed in the attack"),
    ("café – “five”".encode("cp1252"), None, "café – “five”"),
    ("café – “five”".encode("cp1252"), "iso-8859-1", "café – “five”"),
    ("Пять человек погибли".encode("koi8-r"), "koi8-r", "Пять человек погибли"),
    ("Пять человек погибли при нападении".encode("cp1251"), None, "Пять человек погибли при нападении"),
    ("café “five”".encode(), "iso-8859-1", "café “five”"),
    (b"caf\xe9", "no-such-charset", "café"),
    (b"plain", "hex", "plain"),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "declared", "text"), DECODED)
def test_bytes_are_read_in_their_charset(payload: bytes, declared: str | None, text: str) -> None:
    assert decoded(payload, declared).text == text


def test_a_damaged_utf8_text_loses_its_bad_bytes_only_and_says_so() -> None:
    payload = ("“" + ENGLISH + "” – é “").encode() + b"\xff\xfe" + b" and more."
    assert article(payload).text.endswith("\ufffd\ufffd and more.")
    assert reasons(payload) == ["bad_charset"]


@given(st.binary(max_size=300))
def test_any_bytes_come_to_rows_and_never_to_an_exception(payload: bytes) -> None:
    for media in ("text/plain", HTML, FRAGMENT, JSON):
        rows = article_of(item(payload, media=media))
        assert rows
        assert sum(isinstance(row, Article) for row in rows) <= 1


# --- repair


REPAIRED = [
    ("a  b\tc", "a b c"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\n\n\n  b  \n", "a\nb"),
    ("five\u00a0killed in\u202fKyiv", "five killed in Kyiv"),
    ("sol\u00addiers\u200b and\ufeff", "soldiers and"),
    ("a\u2028b\x0bc\x85d", "a\nb\nc\nd"),
    ("\x00a\x1b[0m", "a[0m"),
    ("It isnâ€™t â€œfiveâ€\x9d", "It isn’t “five”"),
    ("AT&amp;T &quot;said&quot; &#8217;", 'AT&T "said" ’'),
    ("AT&amp;amp;T", "AT&T"),
    ("x &lt; 5 and &unknown; and a&b;", "x < 5 and &unknown; and a&b;"),
    ("S&P 500; R&D; 5 < 6", "S&P 500; R&D; 5 < 6"),
]


@pytest.mark.parametrize(("written", "text"), REPAIRED)
def test_text_is_repaired(written: str, text: str) -> None:
    assert repaired(written) == text


def test_no_space_line_end_or_control_character_is_overlooked() -> None:
    kinds = ("Zs", "Zl", "Zp", "Cs")
    odd = [char for char in map(chr, range(0x10000)) if unicodedata.category(char) in kinds or char < " "]
    assert [char for char in odd if char in repaired(f"a{char}b") and char not in " \n"] == []


TELEX = """    SALVADOR, Feb 26 - Showers continued throughout the week in
the Bahia cocoa zone, alleviating the drought since early
January and improving prospects for the coming temporao,
although normal humidity levels have not been restored.
    The dry period means the temporao will be late this year,
and arrivals for the week ended February 22 were 155,221
bags."""
BLOCKS = TELEX.replace("    The", "\nThe").replace("    SAL", "SAL")
LIST = "\n".join(
    f"The ministry said on Monday that {n},000 soldiers of brigade {n} had been moved there." for n in range(2, 9)
)


@pytest.mark.parametrize("wrapped", [TELEX, BLOCKS])
def test_hard_wrapped_paragraphs_are_put_together(wrapped: str) -> None:
    first, second = repaired(wrapped).split("\n")
    assert first.startswith("SALVADOR, Feb 26 - Showers continued throughout the week in the Bahia cocoa zone,")
    assert first.endswith("although normal humidity levels have not been restored.")
    assert second.startswith("The dry period means")
    assert second.endswith("were 155,221 bags.")


@pytest.mark.parametrize(
    "text", [LIST, "Troops move in\nFive killed in Kyiv\nMore to come", f"{ENGLISH}\n{ENGLISH * 3}\nShort one."]
)
def test_paragraphs_that_are_lines_stay_lines(text: str) -> None:
    assert repaired(text) == text


@example("\xa0Ü¯")  # mojibake only once the space before it is gone
@given(st.text(max_size=200))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repaired(text, is_plain=False)
    assert repaired(once, is_plain=False) == once
    assert all(line and line == line.strip() for line in once.split("\n")) or once == ""


# --- titles


TITLES = [
    ("Five killed", ENGLISH, f"Five killed\n{ENGLISH}"),
    ("Five killed", f"Five killed\n{ENGLISH}", f"Five killed\n{ENGLISH}"),
    ("Five killed", f"FIVE KILLED.\n\n{ENGLISH}", f"FIVE KILLED.\n{ENGLISH}"),
    ("“Five” killed", f"'Five' killed\n{ENGLISH}", f"'Five' killed\n{ENGLISH}"),
    ("  Five\nkilled ", ENGLISH, f"Five killed\n{ENGLISH}"),
    ("Five people were killed", ENGLISH, f"Five people were killed\n{ENGLISH}"),
]


@pytest.mark.parametrize(("title", "text", "expected"), TITLES)
def test_a_title_is_the_first_paragraph_once(title: str, text: str, expected: str) -> None:
    assert article(text, title=title).text == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Five Killed in Kyiv Attack\n{ENGLISH}", "Five Killed in Kyiv Attack"),
        (f"By Jane Doe\n{ENGLISH}", None),
        (ENGLISH, None),
        ("Five Killed in Kyiv", None),
    ],
)
def test_a_headline_above_the_text_is_its_title(text: str, title: str | None) -> None:
    assert article(text).title == title


# --- identity


URLS = [
    ("https://www.x.org/a/?utm_source=rss&id=7#top", "https://x.org/a?id=7"),
    ("http://X.org:80/a", "https://x.org/a"),
    ("https://m.x.org/a/amp/", "https://x.org/a"),
    ("https://x.org//a/index.html", "https://x.org/a"),
    ("https://x.org/a?b=2&a=1&fbclid=z", "https://x.org/a?a=1&b=2"),
    ("https://x.org:8443/a", "https://x.org:8443/a"),
    ("https://x.org", "https://x.org/"),
    ("ftp://x.org/a", None), ("not a url", None), ("", None), (None, None), ("http://[bad", None),
]  # fmt: skip


@pytest.mark.parametrize(("url", "canonical"), URLS)
def test_urls_of_one_page_are_one(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("https://x.org/news/a", "https://x.org/news/a"),
        ("/news/a", "https://x.org/news/a"),
        ("https://x.org/", "https://x.org/2024/a"),
        ("https://evil.org/b", "https://x.org/2024/a"),
        ("", "https://x.org/2024/a"),
    ],
)
def test_a_page_may_name_its_own_canonical_url_but_not_anothers(said: str, expected: str) -> None:
    assert canonical_url("https://www.x.org/2024/a?s=1", said).split("?")[0] == expected  # type: ignore[union-attr]


def test_an_id_is_of_the_canonical_url_else_of_source_and_key() -> None:
    assert article(ENGLISH, url="https://www.x.org/a?utm_source=x").article_id == stable_id(
        "article", "https://x.org/a"
    )
    assert article(ENGLISH).article_id == stable_id("article", "test", "a.txt")
    assert article(ENGLISH + " Corrected.").article_id == article(ENGLISH).article_id


# --- dates


MOMENTS = [
    ("2024-10-24", "2024-10-24T00:00:00+00:00"),
    ("2024-10-24T08:30:00Z", "2024-10-24T08:30:00+00:00"),
    ("2024-10-24 08:30:00+09:00", "2024-10-24T08:30:00+09:00"),
    ("Thu, 24 Oct 2024 08:30:00 GMT", "2024-10-24T08:30:00+00:00"),
    ("Thu, 24 Oct 2024 08:30:00 -0400", "2024-10-24T08:30:00-04:00"),
    ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01.790000+00:00"),
    ("October 24, 2024", "2024-10-24T00:00:00+00:00"),
    ("24 October 2024 8:30 pm EST", "2024-10-24T20:30:00-05:00"),
    ("20241024", "2024-10-24T00:00:00+00:00"),
    ("20241024083000", "2024-10-24T08:30:00+00:00"),
    ("1729758600", "2024-10-24T08:30:00+00:00"),
    ("1729758600000", "2024-10-24T08:30:00+00:00"),
    ("October 2024", None), ("2024", None), ("Thursday", None), ("yesterday", None), ("10:30", None), ("soon", None),
    ("2024-13-45", None), ("", None), (None, None), ("99999999999999", None), ("may 5", None),
    ("31st 2024", None), ("1 January 2024", "2024-01-01T00:00:00+00:00"), ("March 1603 at 3", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "moment"), MOMENTS)
def test_a_whole_date_is_read_and_half_a_date_is_none(written: str | None, moment: str | None) -> None:
    found = moment_of(written)
    assert (found.isoformat() if found else None) == moment


@given(st.text(alphabet="0123456789-/:., TZapmJanOct+", max_size=30))
def test_no_writing_of_a_date_is_an_exception(written: str) -> None:
    found = moment_of(written)
    assert found is None or found.tzinfo is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/2024/10/24/five-killed", date(2024, 10, 24)),
        ("https://x.org/news/2024/oct/24/five", date(2024, 10, 24)),
        ("https://x.org/world-2024-10-24/five", None),
        ("https://x.org/2024-10-24/five", date(2024, 10, 24)),
        ("https://x.org/20241024/five", date(2024, 10, 24)),
        ("https://x.org/2024/99/24/five", None),
        ("https://x.org/id/12345678/five", None),
        (None, None),
    ],
)
def test_a_url_may_hold_the_day(url: str | None, day: date | None) -> None:
    assert day_in_url(url) == day


def test_the_day_is_that_of_the_sources_own_clock() -> None:
    found = article(ENGLISH, published_at="2024-10-24T23:30:00-04:00", published_at_basis="feed")
    assert (found.published_on, found.published_at_basis) == (date(2024, 10, 24), "feed")
    assert found.published_at == datetime(2024, 10, 25, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["2031-01-01", "0001-01-01", "last week"])
def test_an_impossible_date_stays_null_and_is_an_issue(written: str) -> None:
    assert article(ENGLISH, published_at=written).published_at is None
    assert reasons(ENGLISH, published_at=written) == ["bad_date"]


def test_without_a_date_there_is_none() -> None:
    found = article(ENGLISH)
    assert (found.published_at, found.published_at_basis, found.published_on) == (None, None, None)


# --- credits


CREDITS = [
    ("WASHINGTON (Reuters) - The bank said so.", None, "Reuters", "WASHINGTON"),
    ("KYIV, Ukraine (AP) — The army said so.", None, "Associated Press", "KYIV, Ukraine"),
    ("    SALVADOR, Feb 26 - Showers continued.".strip(), None, None, "SALVADOR"),
    ("MOSCOW, October 3. /TASS/. The ministry said so.", None, "TASS", "MOSCOW"),
    ("BEIJING, Sept. 15 (Xinhua) -- China said so.", None, "Xinhua", "BEIJING"),
    ("(Bloomberg) -- Oil rose.", None, "Bloomberg", None),
    ("By Jane Doe, Associated Press\nThe army said so.", "By Jane Doe, Associated Press", "Associated Press", None),
    ("By Jane Doe\nTOKYO (Reuters) - The yen fell.", "By Jane Doe", "Reuters", "TOKYO"),
    ("The army said so.\nReuters", None, "Reuters", None),
    ("The NATO (North Atlantic Treaty Organization) - said so.", None, None, None),
    ("UPDATE - The army said so (AP reported it).", None, None, None),
    ("FILE - In this photo, the army parades.", None, None, None),
    ("ERIE, Pa. (AP) - Snow fell.", None, "Associated Press", "ERIE, Pa."),
    ("CLEVELAND -- Snow fell.", None, None, "CLEVELAND"),
    ("SEOUL/UNITED NATIONS, Aug 30 (Reuters) - The council met.", None, "Reuters", "SEOUL/UNITED NATIONS"),
    ("Photo LONDON -- Seven people died.", None, None, "LONDON"),
    ("He said: yes. Reuters could not confirm it.", None, None, None),
]


@pytest.mark.parametrize(("text", "byline", "agency", "dateline"), CREDITS)
def test_credits_are_read_from_the_top(text: str, byline: str | None, agency: str | None, dateline: str | None) -> None:
    found = credits_in(text)
    assert (found.byline, found.agency, found.dateline) == (byline, agency, dateline)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("WASHINGTON (Reuters) - The bank said so.", " The bank said so."),
        ("MOSCOW, October 3. /TASS/. The ministry said so.", " The ministry said so."),
        ("New Delhi [India], July 7 (ANI): The army said so.", " The army said so."),
        ("SALVADOR, Feb 26 - Showers continued.", " Showers continued."),
        ("(Bloomberg) -- Oil rose.", " Oil rose."),
    ],
)
def test_a_dateline_ends_where_the_story_begins(text: str, rest: str) -> None:
    found = dateline_of(text)
    assert found
    assert text[found.end :] == rest


@pytest.mark.parametrize("text", ["The army said so.", "COVID-19 spread.", "IBM - the company - rose."])
def test_what_begins_a_story_is_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


@pytest.mark.parametrize("row", seed_rows("agencies", "mark"), ids=lambda row: row["mark"])
def test_each_agency_is_found_in_its_example(row: dict[str, str]) -> None:
    assert row["mark"] in row["example"]
    assert agencies()[row["mark"]] == row["agency"]
    byline = row["example"] if "By " in row["example"] else None
    assert credits_in(row["example"], byline).agency == row["agency"]


# --- language


LANGUAGES = [
    (ENGLISH, None, "en"),
    ("Le président a déclaré lundi que la France enverrait cinq mille soldats à la frontière.", None, "fr"),
    ("Der Kanzler sagte am Montag, dass fünftausend Soldaten an die Grenze verlegt würden.", None, "de"),
    ("El ministerio dijo el lunes que cinco mil soldados habían sido enviados a la frontera.", "en", "es"),
    ("Пять человек погибли при нападении, сообщило министерство в понедельник.", None, "ru"),
    ("Qtly div 35 cts vs 35 cts prior\nPay April 30\nRecord April 16", None, "en"),
    ("Five killed", None, "und"),
    ("Five killed", "en-GB", "en"),
    ("12,000 34 5%", None, "und"),
]


@pytest.mark.parametrize(("text", "declared", "language"), LANGUAGES)
def test_the_language_is_found(text: str, declared: str | None, language: str) -> None:
    assert language_of(text, declared) == language


def test_what_is_not_english_is_kept_and_marked() -> None:
    french = LANGUAGES[1][0]
    assert (article(french).text, article(french).language) == (french, "fr")
    assert reasons(french) == []  # that it was not read is the extractors' news


# --- copies


STORY = " ".join(f"The ministry said on Monday that {n},000 men of brigade {n} left town {n * 7}." for n in range(40))


def test_a_signature_is_what_datasketch_makes() -> None:
    from datasketch import MinHash  # imports scipy, in every process that collects tests

    sketch = MinHash(num_perm=64, seed=1, hashfunc=lambda code: code)
    sketch.update_batch(triples_of(word_codes(STORY)).tolist())
    assert signature_of(STORY) == tuple(sketch.hashvalues.tolist())


def test_words_have_codes_without_case_and_punctuation() -> None:
    assert word_codes("Five, KILLED... in “Kyiv”").tolist() == word_codes("five killed in kyiv").tolist()
    assert len(set(word_codes("stressed desserts a aa aaa").tolist())) == 5


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (STORY.upper(), True),
        ("LONDON (Reuters) - " + STORY + " (Reporting by Jane Doe)", True),
        (STORY.replace("Monday", "Tuesday", 3), True),
        (STORY[: len(STORY) // 3], False),
        (STORY.replace("men", "tanks").replace("brigade", "plant").replace("town", "sea"), False),
    ],
)
def test_near_copies_share_a_band_and_most_of_their_signature(other: str, is_copy: bool) -> None:
    one, two = signature_of(STORY), signature_of(other)
    shares_band = bool(set(bands_of(one)) & set(bands_of(two)))
    assert (shares_band and similarity(one, two) >= 0.7) == is_copy


def test_short_texts_are_copies_of_nothing() -> None:
    short = " ".join(["word"] * (SHORTEST - 1))
    assert signature_of(short) == ()
    assert bands_of(()) == ()


def test_the_title_does_not_make_a_copy_another_article() -> None:
    assert article(STORY, title="One headline").signature == article(STORY, title="Quite another headline").signature


@given(st.text(max_size=400))
def test_any_text_has_a_signature_of_64_values_or_none(text: str) -> None:
    found = signature_of(text)
    assert len(found) in (0, 64)
    assert len(bands_of(found)) == len(found) / 4


# --- JSON of common shapes


SHAPES = [
    {"id": "7", "text": ENGLISH, "title": "Five killed", "url": "https://x.org/a", "publisher": "The X",
     "published_at": "2024-10-24", "byline": "Jane Doe", "language": "en", "unknown": [1]},
    {"dId": "7", "maintext": ENGLISH, "title": "Five killed", "url": "https://x.org/a", "source_domain": "The X",
     "date_publish": "2024-10-24 00:00:00", "authors": ["Jane Doe"], "language": "en", "image_url": None},
    {"dId": "7", "text": ENGLISH, "title": "Five killed", "url": "https://x.org/a", "publisher": "The X",
     "date_publish": "2024-10-24T00:00:00", "authors": ["Jane Doe"], "title_page": None, "fiveWoneH": {}},
    {"guid": 7, "text": ENGLISH, "title": "Five killed", "url": "https://x.org/a", "domain": "The X",
     "date": "2024-10-24", "author": "Jane Doe", "description": "Not the text.", "image_url": ""},
    {"id": "7", "articleBody": ENGLISH, "headline": "Five killed", "url": "https://x.org/a",
     "publisher": {"name": "The X"}, "datePublished": "2024-10-24", "author": [{"name": "Jane Doe"}]},
]  # fmt: skip


@pytest.mark.parametrize("written", SHAPES, ids=["ours", "news-please", "Giveme5W1H", "CC-News", "schema.org"])
def test_common_shapes_of_json_are_one_article(written: dict[str, Any]) -> None:
    found = article(json.dumps(written), media=JSON)
    assert (found.external_id, found.title, found.url) == ("7", "Five killed", "https://x.org/a")
    assert (found.publisher, found.byline) == ("The X", "Jane Doe")
    assert (found.published_on, found.published_at_basis) == (date(2024, 10, 24), "metadata")
    assert found.text == f"Five killed\n{ENGLISH}"


@pytest.mark.parametrize(
    ("written", "reason"),
    [("{", "bad_json"), ("[]", "bad_json"), ('{"text": ""}', "no_text"), ('{"text": null}', "no_text"),
     ('{"title": "x"}', "no_text"), ('{"text": {"a": 1}}', "no_text"), ('{"text": " \\n "}', "no_text")],
)  # fmt: skip
def test_json_without_an_article_is_an_issue(written: str, reason: str) -> None:
    assert reasons(written, media=JSON) == [reason]


def test_the_bytes_kept_are_those_that_came(tmp_path: Any) -> None:
    raw = item(json.dumps(SHAPES[0]), media=JSON)
    (found,) = article_of(raw)
    assert isinstance(found, Article)
    assert found.raw_sha256 == raw.raw_sha256


# --- pages


LD = json.dumps({
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The X"},
        {"@type": "NewsArticle", "headline": "Five &amp; more killed", "datePublished": "2024-10-24T08:00:00+02:00",
         "author": [{"name": "Jane Doe"}, {"name": "https://x.org/staff"}], "publisher": {"name": "The X"},
         "articleSection": "World", "isAccessibleForFree": False},
    ],
})  # fmt: skip
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in LIST.split("\n"))


def html(head: str = "", body: str = PARAGRAPHS) -> str:
    body = f"<body><nav>Home | World</nav><article>{body}</article></body>"
    return f"<!doctype html><html lang='en-GB'><head>{head}</head>{body}</html>"


def test_a_page_says_its_metadata_in_json_ld() -> None:
    found = article(html(f'<script type="application/ld+json">{LD}</script>'), media=HTML, url="https://x.org/a")
    assert (found.title, found.byline) == ("Five & more killed", "Jane Doe")
    assert (found.publisher, found.section) == ("The X", "World")
    assert (found.published_at, found.published_at_basis) == (datetime(2024, 10, 24, 6, tzinfo=UTC), "html")
    assert found.text == f"Five & more killed\n{LIST}"


META = [
    ("<title>Five killed | The X</title><meta property='og:site_name' content='The X'>", "Five killed"),
    ("<meta content='Five killed - X.org' property='og:title'><meta property=og:url content=//x.org/a>", "Five killed"),
    ("<title>Five killed – a long story</title>", "Five killed – a long story"),
    ("<script type='application/ld+json'>{broken</script><title>Five killed</title>", "Five killed"),
    ("<meta property='OG:Title' name='x' content=' Five &amp; more killed '>", "Five & more killed"),
    ("<meta name='config' content='{&quot;og:title&quot;}'><meta property=og:title content=''><title>A</title>", "A"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title"), META)
def test_a_page_without_json_ld_says_it_in_meta_tags(head: str, title: str) -> None:
    assert article(html(head), media=HTML).title == title


@pytest.mark.parametrize(
    "shown", ["<a rel=AUTHOR>", "<p class='story-Byline'>By ", "<div id=ByLine><b>", "İß<a class=author>"]
)
def test_the_writer_is_read_where_a_page_shows_one(shown: str) -> None:
    body = f"<p class=authors>-</p>{shown}Jane Doe</b></a></p></div>{PARAGRAPHS}"
    assert article(html(body=body), media=HTML).byline == "Jane Doe"


def test_what_a_feed_says_of_a_page_holds() -> None:
    head = "<meta property='article:published_time' content='2024-10-25'><meta name=author content='John Roe'>"
    found = article(html(head), media=HTML, published_at="2024-10-24", published_at_basis="feed")
    assert (found.published_on, found.published_at_basis, found.byline) == (date(2024, 10, 24), "feed", "John Roe")


def test_a_paywalled_page_is_kept_and_marked() -> None:
    assert "paywalled" in reasons(html(f'<script type="application/ld+json">{LD}</script>'), media=HTML)


def test_a_page_in_another_charset_is_read_as_it_declares() -> None:
    page = html(
        "<meta charset='windows-1251'>", "<p>Пять человек погибли при нападении, сообщило министерство.</p>" * 5
    )
    assert "погибли" in article(page.encode("cp1251"), media=HTML).text


HOSTILE = [
    "<p>a ",
    "<div>",
    "<script ",
    "<meta a=b ",
    "<meta content='",
    "<!--",
    "<h1>",
    "&amp;",
    "<",
    "a",
    "A ",
    "Ã©",
    "Reuters (",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_page_made_to_keep_us_busy_does_not(part: str) -> None:
    start = time.process_time()
    for media in (HTML, FRAGMENT, "text/plain"):
        assert article_of(item(part * (50_000 // len(part)), media=media))
    assert time.process_time() - start < 10


@pytest.mark.parametrize("row", seed_rows("walls", "mark"), ids=lambda row: row["mark"])
def test_each_wall_is_known_by_its_example(row: dict[str, str]) -> None:
    assert row["kind"] in walls().values()
    assert wall_in(None, row["example"]) is not None


def test_a_long_article_about_a_wall_is_an_article() -> None:
    assert wall_in("Just a moment", "He said: are you a robot? " * 60) is None


@pytest.mark.parametrize("row", seed_rows("pointers", "mark"), ids=lambda row: row["mark"])
def test_each_pointer_to_another_article_is_known_by_its_example(row: dict[str, str]) -> None:
    assert row["mark"] in row["example"].lower().replace("’", "'")
    assert without_pointers(f"{ENGLISH}\n{row['example']}\n{ENGLISH}") == f"{ENGLISH}\n{ENGLISH}"


@pytest.mark.parametrize(
    "line",
    [
        "More than 2,500 civilians were killed this year, the ministry said.",
        "Watch: the ministry said on Monday that five people were killed.",
        "Related charges against 12 men were dropped: none of them was there",
        f"More: {ENGLISH * 3}",
        "He said: read more",
    ],
)
def test_a_paragraph_that_tells_something_is_no_pointer(line: str) -> None:
    assert without_pointers(line) == line


def test_what_leads_to_another_article_is_no_part_of_the_page() -> None:
    lines = LIST.split("\n")
    body = f"<p>{lines[0]}</p><p><b>READ MORE:</b> <a href='/b'>2 lions killed in zoo</a></p>" + PARAGRAPHS
    assert article(html(body=body), media=HTML).text == f"{lines[0]}\n{LIST}"


@pytest.mark.parametrize("media", [TEXT, JSON, FRAGMENT])
def test_what_leads_to_another_article_is_no_part_of_any_text(media: str) -> None:
    text = f"{ENGLISH}\n\nREAD MORE: 2 lions killed in zoo\n\n{ENGLISH}"
    payload = json.dumps({"id": "a", "text": text}) if media == JSON else text
    payload = "".join(f"<p>{part}</p>" for part in text.split("\n\n")) if media == FRAGMENT else payload
    assert article(payload, media=media).text == f"{ENGLISH}\n{ENGLISH}"


def test_a_text_that_is_nothing_but_a_pointer_is_kept() -> None:
    assert article("Watch: two lions killed in zoo").text == "Watch: two lions killed in zoo"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One</p><p>Two <b>bold</b>\n words</p>", "One\nTwo bold words"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<div>One<script>alert(1)</script><style>x</style></div>tail", "One\ntail"),
        ("AT&amp;T &lt;5", "AT&T <5"),
        ("plain", "plain"),
        ("<p>open <a href='x'>link", "open link"),
        ("", ""),
    ],
)
def test_all_text_of_a_fragment_is_kept(fragment: str, text: str) -> None:
    assert fragment_text(fragment) == text


# --- zones


ZONES = [
    ("By Jane Doe with Agencies", "byline"),
    ("Published: 24 October 2024, 08:30", "byline"),
    ("Xinhua | Updated: 2017-09-15 17:52", "byline"),
    ("(Reporting by Jane Doe; Editing by John Roe)", "byline"),
    ("NPR's Jane Doe contributed to this report.", "byline"),
    ("Updated figures show that 5,000 soldiers of the brigade were moved to the border.", "body"),
    ("Published in 1998, the book sold 3 million copies.", "body"),
    ("By December, 5,000 soldiers will be there.", "body"),
    ("Reporting by the agency showed five deaths.", "body"),
    ("Photo: Jane Doe", "caption"),
    ("Image copyright Getty Images", "caption"),
    ("(Jane Doe / The Independent)", "caption"),
    ("John Locher/Associated Press", "caption"),
    ("EPA Soldiers on parade in the capital on Monday", "caption"),
    ("© Jane Doe", "caption"),
    ("Photos of the attack were shown to 12 lawmakers.", "body"),
    ("AFP — Five people were killed in the attack.", "body"),
    ("3,000 North Korean Troops Already in Transit", "subhead"),
    ("International Concern Mounts", "subhead"),
    ("He left.", "body"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "zone"), ZONES)
def test_paragraphs_are_told_apart(line: str, zone: str) -> None:
    found = list(paragraphs_in(f"Five killed\n{ENGLISH}\n{line}\n{ENGLISH}", title="Five killed."))
    assert [paragraph.zone for paragraph in found] == ["title", "body", zone, "body"]


@given(st.text(max_size=200))
def test_paragraphs_cut_the_lines_of_the_text(text: str) -> None:
    found = list(paragraphs_in(text))
    cut = [text[paragraph.start_char : paragraph.end_char] for paragraph in found]
    assert all(line == line.strip() and "\n" not in line for line in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


# --- what must hold of every article


@given(st.text(min_size=1, max_size=300), st.none() | st.text(max_size=40))
def test_every_article_holds_together(text: str, title: str | None) -> None:
    rows = article_of(item(text.encode("utf8", "replace"), title=title))
    again = article_of(item(text.encode("utf8", "replace"), title=title))
    assert rows == again
    for row in rows:
        if isinstance(row, Article):
            assert row.word_count == len(row.text.split()) > 0
            assert row.story_id == row.article_id
            assert not row.is_extracted
            assert all(line == line.strip() != "" for line in row.text.split("\n"))
            assert table_of(Article, [row], pipeline_version="v", batch_id="b").num_rows == 1


def test_what_somebody_types_is_an_article() -> None:
    assert article_of_text("Five killed.").language == "en"
    with pytest.raises(ValueError, match="at least one word"):
        article_of_text(" ... ")


def test_an_article_fills_every_column_it_can() -> None:
    filled = replace(article(ENGLISH, url="https://x.org/a", publisher="X"))
    assert all(getattr(filled, column.name) is not None for column in columns_of(Article) if not column.nullable)
