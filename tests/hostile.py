"""Texts and bytes that mean ill: what no newsroom writes, and what every archive holds somewhere.

`TEXTS` are hostile to extractors, `mutated` spoils anything; what must hold of both is said by `faults_of`.
"""

import random
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language

from transforms.registry import rows_of
from transforms.rows import FACTS, Article, Issue, Row, table_of

SENTENCE = "Police said on Monday that about 40 people were hurt in Kyiv. "
# Each is called with how many times its pattern is repeated.
TEXTS: dict[str, Callable[[int], str]] = {
    "no sentence end": lambda n: "police said 40 people and " * n,
    "one word": lambda n: "a" * (n * 20),
    "digits alone": lambda n: "7" * (n * 10),
    "a number of a thousand digits": lambda n: f"Police said {'9' * 1000} people were hurt. " * max(n // 100, 1),
    "powers": lambda n: "It cost $10^400, or 1e400 euros, 10^-400 of 10**9999 and 2^^^3. " * n,
    "numbers with many commas": lambda n: f"They counted {','.join(['000'] * 50)} votes. " * n,
    "number words": lambda n: "They counted " + "million billion trillion hundred and " * n + "votes.",
    "ordinals and fractions": lambda n: "The 0/0th of 1/0 and ½⅓⅞ of 3.3.3.3 per cent per cent fell 0% of 0. " * n,
    "infinite numbers": lambda n: "NaN percent, inf people, -inf dollars, Infinity km, 1_000 tonnes and ١٢٣ cars. " * n,
    "units and signs": lambda n: "$€£¥%‰ 5 km/h/h/h $-5 --5% +-3C 5'10\" 40°40′40″N £1bn-£2m 3x3x3 m². " * n,
    "dates": lambda n: "On 31 February 0000, 99/99/9999, year 99999, the 1e9th century, by 29 Feb 2023 at 25:61. " * n,
    "ages of the world": lambda n: f"{10**30} years ago, in {10**12} BC and {10**9} days from now, it was. " * n,
    "dots": lambda n: ". " * n + "...!?!?" * n,
    "all caps": lambda n: SENTENCE.upper() * n,
    "table": lambda n: "\n".join("  ".join(f"{i * j:,.2f}" for i in range(1, 9)) for j in range(1, n + 2)),
    "deep quotes": lambda n: "He said “she said ‘" * n + "no" + "’ and left”. " * n,
    "quotes that never close": lambda n: "“He said. \n" * n,
    "deep brackets": lambda n: "(" * n + "40 people" + ")" * n + " [sic]" * n,
    "said said": lambda n: "said that " * n + "he said.",
    "who said that who said": lambda n: "Smith said Jones said Park told Kim that " * n + "40 died.",
    "names alone": lambda n: "Kim Park Lee Smith John O'Neil-McDonald Jr. III U.S. U.N. E.U. " * n,
    "mixed scripts": lambda n: "Полиция said 三千 soldiers على left στην Αθήνα 40 नमस्ते สวัสดี. " * n,
    "right to left": lambda n: "\u202eecilop \u200f40 \u2067people\u2069 said\u202c \u200b\u200d\ufeff left. " * n,
    "emoji": lambda n: "Police 👮🏽‍♀️ said 4️⃣0️⃣ people 👨‍👩‍👧‍👦 were hurt 🇺🇦 ❤️‍🔥 in 🏙️. " * n,
    "combining marks": lambda n: ("Z" + "\u0301\u0323\u0336" * 20 + "algo said 40 left. ") * n,
    "nulls and controls": lambda n: "Police\x00 said\x01 40\x1f people\x7f were\x85 hurt\x0c. " * n,
    "lone surrogates": lambda n: "Police said \ud83d 40 \udc00 people were hurt. " * n,
    "private and unassigned": lambda n: "Police \ue000 said \U000f0000 40 \uffff people \U0010ffff left. " * n,
    "spaces of all kinds": lambda n: "Police\u00a0said\u200940\u3000people\u2028were\u2029hurt\t\t\tthere.\r\n\r\n" * n,
    "lines of one word": lambda n: "Police\nsaid\n40\npeople\n" * n,
    "dashes": lambda n: "2-3—4–5 - -6--7 ―8-year-old-40-strong-3,000-plus-man army said —. " * n,
    "apostrophes": lambda n: "'''It's the '90s' 80s's '40' people's's'' said'' ''. " * n,
    "addresses": lambda n: "See http://a.b/40%25?x=40&y=$5m#said user@40.com @40people #40dead 192.168.0.1:8080. " * n,
    "markup": lambda n: "<p>Police said <b>40</b> &amp;#40; &lt;people&gt; ]]><![CDATA[ {hurt} %s %(x)s ${y}. " * n,
    "sql and paths": lambda n: "'; drop table articles; -- ../../etc/passwd \\x00 C:\\con said 40 people. " * n,
    "plain news": lambda n: SENTENCE * n,
}


def mutated(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """These bytes spoilt in one to four ways."""
    for _ in range(rng.randint(1, 4)):
        payload = rng.choice(_MUTATIONS)(payload, rng, others)
    return payload


def _flipped(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    spoilt = bytearray(payload)
    for _ in range(rng.randint(1, 20)):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _cut(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return payload[: rng.randint(0, len(payload))]


def _without(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    at, end = sorted(rng.randint(0, len(payload)) for _ in range(2))
    return payload[:at] + payload[end:]


def _doubled(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    at = rng.randint(0, len(payload))
    return payload[:at] + payload[max(at - 400, 0) : at] * rng.randint(1, 4) + payload[at:]


def _spliced(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    other = rng.choice(others)
    return payload[: rng.randint(0, len(payload))] + other[rng.randint(0, len(other)) :]


def _infected(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    text = TEXTS[rng.choice(list(TEXTS))](1)
    at = rng.randint(0, len(payload))
    return payload[:at] + text.encode("utf8", "surrogatepass") + payload[at:]


def _recoded(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    charset = rng.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "utf-7", "cp500"])
    return payload.decode("utf8", "replace").encode(charset, "replace")


def _cased(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return rng.choice([bytes.upper, bytes.lower, bytes.swapcase, bytes.title])(payload)


def _unpunctuated(payload: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return payload.translate(None, rng.choice([b".,;:!?", b"\"'", b" ", b"\n", b"<>", b"0123456789"]))


_MUTATIONS = (_flipped, _cut, _without, _doubled, _spliced, _infected, _recoded, _cased, _unpunctuated)


def faults_of(articles: Iterable[Article], nlp: Language) -> Iterator[str]:
    """What may be true of no article, whatever its text: a crash, a row that does not fit its table or its text.

    Of articles with one id, as a feed with a doubled entry brings them, the last is looked at.
    """
    articles = list({article.article_id: article for article in articles}.values())
    texts = {article.article_id: article.text for article in articles}
    rows: dict[type[Row], list[Row]] = {row_type: [] for row_type in FACTS}
    for row in rows_of(articles, nlp):
        rows[type(row)].append(row)
        if isinstance(row, Issue) and row.reason in ("crashed", "found_twice"):
            yield f"{row.step}: {row.says}"
        start = getattr(row, "start_char", None)
        if start is not None:
            text, said = texts[row.article_id], getattr(row, "text", None)  # type: ignore[attr-defined]
            end = row.end_char  # type: ignore[attr-defined]
            if not 0 <= start <= end <= len(text) or (said is not None and text[start:end] != said):
                yield f"{type(row).__name__} [{start}:{end}] does not quote its article"
    for row_type, found in rows.items():
        table_of(row_type, found, pipeline_version="v1", batch_id="b1")
