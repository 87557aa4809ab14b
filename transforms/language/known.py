"""What seeds/ knows about names: which thing a written form stands for, and which country it belongs to."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from transforms.lexicon import SEEDS, seed_map, seed_rows

# How companies end their names.
COMPANY_ENDS = frozenset(
    """inc incorporated ltd limited corp corporation co company group holdings holding plc llc ag sa nv spa gmbh bhd
    pty""".split()
)

_BODIES = frozenset(
    """agency bureau office ministry department commission committee council court police university college school
    party parliament senate congress assembly union association foundation institute federation army navy force
    authority tribunal league club church hospital""".split()
)
_OF_UN = re.compile(r"(?:U\.N\.|UN|United Nations) (?=[A-Z])")  # the U.N. World Food Programme
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that one written form may stand for.

    `kind` is country, capital, place, region, demonym, people, person, organisation, body, seat or alias.
    `is_ambiguous` forms are linked where the model found a name, but never found by the gazetteer alone.
    """

    text: str
    kind: str
    label: str
    entity_id: str
    name: str
    country_code: str | None = None
    is_ambiguous: bool = False
    is_metonym: bool = False  # a capital or a seat that may stand for its government
    gender: str = ""
    role: str = ""  # a leader's title; an organisation's kind


@lru_cache(maxsize=4096)  # the names of an article are asked for again and again
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: `Kim Tae-hyo` and `Kim Tae Hyo` share one."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).replace("ł", "l").replace("ø", "o"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    return "-".join(re.findall(r"[^\W_]+", plain.replace("'", ""))) or "-"


def singular(people: str) -> str:
    """What one of a people or party is called: a Tory of the Tories; Swiss, Métis and Iroquois stay as they are."""
    if people.endswith("men"):
        return people.removesuffix("men") + "man"
    if people.endswith("ies") and len(people) > len("Ties"):
        return people.removesuffix("ies") + "y"
    return people if people.endswith(("ss", "us", "tis", "ois")) else people.removesuffix("s")


class Gazetteer:
    """All forms of seeds/, by their text; user aliases first, so that user lines win."""

    def __init__(self, forms: Iterator[Known]) -> None:
        by_text: dict[str, list[Known]] = {}
        self.country_names: dict[str, str] = {}
        for known in forms:
            same = by_text.setdefault(known.text.translate(APOSTROPHES), [])
            if not any(other.entity_id == known.entity_id for other in same):
                same.append(known)
            if known.kind == "country":
                self.country_names.setdefault(known.country_code or "", known.name)
        self.forms: dict[str, tuple[Known, ...]] = {
            # what users wrote overrules everything we wrote
            text: tuple(k for k in all_ if k.kind == "alias") or tuple(all_)
            for text, all_ in by_text.items()
        }

    def lookup(self, text: str) -> tuple[Known, ...]:
        """What a written form may stand for, most likely first; empty when nothing is known of it."""
        plain = text if text.isascii() else text.translate(APOSTROPHES)
        found = self.forms.get(plain)
        if found is None and plain.isupper() and len(plain) > 4:
            found = self.forms.get(plain.title())
        if found is None and (of_un := _OF_UN.match(plain)):
            found = tuple(known for known in self.forms.get(plain[of_un.end() :], ()) if known.kind == "organisation")
        return found or ()

    def country_of(self, text: str) -> str | None:
        """The country that a country's name, capital, demonym or seat points to; None when none or several."""
        codes = {
            known.country_code
            for known in self.lookup(text)
            if known.kind in ("country", "capital", "demonym", "people", "seat", "alias")
        }
        return codes.pop() if len(codes) == 1 else None


@cache
def gazetteer(folder: Path = SEEDS) -> Gazetteer:
    """The gazetteer of seeds/, read once."""
    return Gazetteer(_forms(folder))


def _forms(folder: Path) -> Iterator[Known]:
    countries = {row["country_code"]: row["name"] for row in seed_rows("countries", "name", folder) if row["is_main"]}
    for row in seed_rows("aliases", "alias", folder):
        code = row["country_code"] or None
        yield Known(row["alias"], "alias", row["label"], row["entity_id"], row["name"], code)
    for row in seed_rows("countries", "name", folder):
        code = row["country_code"]
        yield Known(
            row["name"],
            "country",
            "GPE",
            f"country:{code}",
            countries[code],
            code,
            is_ambiguous=bool(row["is_ambiguous"]),
        )
    for row in seed_rows("capitals", "name", folder):
        code = row["country_code"]
        yield Known(
            row["name"],
            "capital",
            "GPE",
            f"place:{slug(row['city'])}:{code}",
            row["city"],
            code,
            is_ambiguous=bool(row["is_ambiguous"]),
            is_metonym=bool(row["is_metonym"]),
        )
    for row in seed_rows("places", "name", folder):
        code = row["country_code"]
        entity = f"place:{slug(row['name'])}:{code}"
        yield Known(row["name"], "place", "GPE", entity, row["name"], code, is_ambiguous=bool(row["is_ambiguous"]))
    regions = {row["name"] for row in seed_rows("regions", "name", folder)}
    for row in seed_rows("place_forms", "name", folder):
        code, unsure = row["country_code"] or None, bool(row["is_ambiguous"])
        is_region = row["place"] in regions
        kind, label = ("region", "LOC") if is_region else ("place", "GPE")
        entity = f"place:{slug(row['place'])}" + (f":{code}" if code and not is_region else "")
        yield Known(row["name"], kind, label, entity, row["place"], code, is_ambiguous=unsure)
    for row in seed_rows("regions", "name", folder):
        entity = f"place:{slug(row['name'])}"
        code = row["country_code"] or None
        yield Known(row["name"], "region", "LOC", entity, row["name"], code, is_ambiguous=bool(row["is_ambiguous"]))
    yield from _demonyms(folder, countries)
    for row in seed_rows("leaders", "name", folder):
        yield Known(
            row["name"],
            "person",
            "PERSON",
            f"person:{slug(row['person'])}",
            row["person"],
            row["country_code"] or None,
            gender=row["gender"],
            role=row["title"],
        )
    yield from _organisations(folder, countries)


def _demonyms(folder: Path, countries: dict[str, str]) -> Iterator[Known]:
    rows = list(seed_rows("demonyms", "name", folder))
    names = {row["name"] for row in rows}
    for row in rows:
        code, name, unsure = row["country_code"], row["name"], bool(row["is_ambiguous"])
        if code and row["kind"] == "adjective":
            yield Known(name, "demonym", "NORP", f"country:{code}", countries[code], code, is_ambiguous=unsure)
        elif code:
            yield Known(
                name, "people", "NORP", f"people:{code}", f"people of {countries[code]}", code, is_ambiguous=unsure
            )
        else:
            one = name[:-1] if name[:-1] in names else singular(name)  # Hindus
            yield Known(name, "group", "NORP", f"group:{slug(one)}", one, is_ambiguous=unsure)


def _organisations(folder: Path, countries: dict[str, str]) -> Iterator[Known]:
    for row in seed_rows("metonyms", "name", folder):
        code = row["country_code"]
        entity = f"org:{slug(row['organisation'])}:{code}" if row["organisation"] else f"country:{code}"
        name = row["organisation"] or countries[code]
        yield Known(row["name"], "seat", "ORG", entity, name, code, is_metonym=True, role="government")
    for row in seed_rows("organisations", "name", folder):
        code = row["country_code"]
        entity = f"org:{slug(row['organisation'])}" + (f":{code}" if code else "")
        unsure = bool(row["is_ambiguous"])
        yield Known(
            row["name"], "organisation", "ORG", entity, row["organisation"], code or None, unsure, role=row["kind"]
        )
    for row in seed_rows("public_bodies", "name", folder):
        yield Known(row["name"], "body", "ORG", f"org:{slug(row['body'])}", row["body"], None, True, role=row["kind"])


@cache
def title_words(folder: Path = SEEDS) -> dict[str, str]:
    """Words that stand before a person's name, lower case and without the full stop, with the gender they give away."""
    return {row["word"].lower().rstrip("."): row["gender"] for row in seed_rows("titles", "word", folder)}


def is_body(name: str) -> bool:
    """Whether a name is of something that is no company: a union, a ministry."""
    return not _BODIES.isdisjoint(name.lower().split())


@cache
def epithets(folder: Path = SEEDS) -> frozenset[str]:
    """What anybody may be called who has just been named, whether or not the article gave it as a title: expert."""
    return frozenset(row["word"].lower() for row in seed_rows("nominals", "word", folder) if row["epithet"] == "yes")


@cache
def epithets_with_more(folder: Path = SEEDS) -> frozenset[str]:
    """And what he may be called only with a name, or with what he was: the Acme driver, the former player."""
    return frozenset(row["word"].lower() for row in seed_rows("nominals", "word", folder) if row["epithet"])


@cache
def name_ends(folder: Path = SEEDS) -> dict[str, str]:
    """The label of a name of several words by its last, lower case."""
    return {row["word"]: row["label"] for row in seed_rows("name_ends", "word", folder)}


@cache
def no_names(folder: Path = SEEDS) -> frozenset[str]:
    """What names nobody and no one thing: ATM, CEO, New Year; a word in small letters stands for itself in any case."""
    return frozenset(row["word"] for row in seed_rows("no_names", "word", folder))


@cache
def sport_words(folder: Path = SEEDS) -> frozenset[str]:
    """What is written of in reports of matches, lower case: striker, innings."""
    return frozenset(row["word"] for row in seed_rows("sport_words", "word", folder))


@cache
def given_names() -> dict[str, str]:
    """Gender by given name, lower case: m or f."""
    return {slug(name): gender for name, gender in seed_map("given_names", "name", lambda row: row["gender"]).items()}
