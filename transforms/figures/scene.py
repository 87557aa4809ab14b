"""Where the dead and wounded of a report are: at the one place that its sentence, or else its lead, names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.figures.counted import Counted, classes
from transforms.figures.quantity import Quantity
from transforms.reading import Reading
from transforms.rows import Mention, Sentence, Time
from transforms.words import Word

# Of whom somebody counts all; any other head or modifier (children, local pilots) counts some of them.
_EVERYBODY = frozenset("people person dead death fatality body injury injured wounded missing".split())
_BEFALLEN = frozenset(
    f"people.{what}" for what in ("killed", "wounded", "displaced", "arrested", "missing", "rescued", "casualties")
)
_AT = re.compile(
    r"\b(?:in|at|near|outside|off|across)\s+(?:the\s+)?(?:(?!of\b)[\w’'-]+\s+){0,3}"
    r"(?:(?:cit(?:y|ies)|towns?|villages?|provinces?|states?|regions?|districts?|islands?|port|capital|area|suburbs?|outskirts|cent(?:re|er)"
    r"|heart|north|south|east|west|coast|county|streets|part|parts|side|middle|republic|governorate|hills|camp)\sof\s+(?:the\s+)?"
    r"(?:[\w’'-]+\s+)?)?$"
)
_UNLIKE = re.compile(r"\b(?:contrast|comparison|compared|unlike|similar|reminiscent)\b[^.;\n]*$")
_CHAIN = re.compile(r",\s(?:in\s)?(?:[a-z]+\s){0,2}$")
_MORE = re.compile(r"\s(?:more|others?)\b")
_FURTHER = re.compile(r"\b(?:another|further|additional|other|remaining|final)\s$", re.I)
_GRAVELY = frozenset("critically seriously severely badly gravely slightly lightly".split())
# 22 people died in his province alone: a part of the place that the article is about, and which one is not told.
_ELSEWHERE = re.compile(
    r"[^.;\n]{0,50}\b(?:in|at|across|inside|near)\s(?:his|her|their|its|another|one|each)\s(?:\w+\s)?(?:province|state|city|town"
    r"|district|region|village|county|area|camp|hospital|neighbou?rhood|ward)\b|[^.;,\n]{0,60}\salone\b"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentences of an article by the place each names, and the place that its lead names; null where not one."""

    lead_end: int  # figures that begin before it may belong to the event of the lead
    lead: Mention | None
    by_sentence: dict[str, Mention]
    named: dict[str, set[str]]  # all that a sentence names, wherever it stands

    @classmethod
    def of(cls, reading: Reading, mentions: Sequence[Mention]) -> "Scene":
        """The scene of an article: places in its title or after "in", "at" or the like; towns before countries."""
        text = reading.article.text
        lead = [sentence for sentence in reading.found(Sentence) if sentence.zone in ("title", "subhead", "body")][:6]
        titles = {sentence.sentence_id for sentence in lead if sentence.zone == "title"}
        told: dict[str, list[Mention]] = {}
        named: dict[str, set[str]] = {}
        previous = None
        for mention in mentions:
            if mention.label in ("GPE", "LOC", "FAC") and mention.kind == "name" and mention.entity_id is not None:
                named.setdefault(mention.sentence_id, set()).add(mention.entity_id)
            if mention.label not in ("GPE", "LOC") or mention.kind != "name" or mention.entity_id is None:
                continue
            if mention.text.islower():
                continue  # in a tunnel
            chained = previous is not None and _CHAIN.fullmatch(text[previous.end_char : mention.start_char])
            led = mention.sentence_id in titles or _AT.search(
                text[max(0, mention.start_char - 48) : mention.start_char]
            )
            unlike = _UNLIKE.search(text[max(0, mention.start_char - 64) : mention.start_char])
            if not chained and not mention.is_metonym and led and not unlike:
                told.setdefault(mention.sentence_id, []).append(mention)
            previous = mention
        by_sentence = {number: place for number, found in told.items() if (place := _only_place(found)) is not None}
        first = next((by_sentence[s.sentence_id] for s in lead[:4] if s.sentence_id in by_sentence), None)
        return cls(lead[-1].end_char if lead else 0, first, by_sentence, named)

    def lead_for(self, sentence_id: str) -> Mention | None:
        """The place of the lead, for a sentence that names no other: not that of a report about some other event."""
        if self.lead is None:
            return None
        known = self.lead.entity_id or ""
        country = f"country:{known.rsplit(':', 1)[-1]}"
        named = self.named.get(sentence_id, set())
        return self.lead if known in named or named <= {country} else None


def _only_place(found: Iterable[Mention]) -> Mention | None:
    """The one town or region among these, else the one country; null where a town may lie in another country."""
    kinds: tuple[dict[str, Mention], dict[str, Mention]] = ({}, {})
    for mention in found:
        kinds[(mention.entity_id or "").startswith("country:")].setdefault(mention.entity_id or "", mention)
    countries = {key.removeprefix("country:") for key in kinds[1]}
    if kinds[0] and countries and any(key.rsplit(":", 1)[-1] not in countries for key in kinds[0]):
        return None  # killed in Costa Rica, says a rabbi in Scarsdale
    named = kinds[0] or kinds[1]
    return next(iter(named.values())) if len(named) == 1 else None


def is_befallen(counted_class: str | None) -> bool:
    """Whether a class says what befell people (killed, wounded), who are counted where it happened."""
    return counted_class in _BEFALLEN


def counts_all(
    text: str,
    counted_class: str,
    counted: Counted | None,
    quantity: Quantity,
    qualifier: Mention | None,
    verb: Word | None,
) -> str | None:
    """The class for a series: as it is where everybody is counted, with the noun where some are (people.killed:child).

    Null where a number adds to another (three more) or counts those whom the words set apart (critically injured).
    """
    if counted_class == "people.killed" and (
        _MORE.match(text, quantity.end) or _FURTHER.search(text[max(0, quantity.start - 12) : quantity.start])
    ):
        return None
    if verb is not None and any(child.lower_ in _GRAVELY for child in verb.children):
        return None
    if counted is None:
        return counted_class
    known = classes("adjective")
    is_of_people = qualifier is not None and counted.lemma not in ("injury", "death")  # two ACL injuries
    whose = qualifier.text.lower() if qualifier is not None and is_of_people else ""
    if counted.lemma == "other":
        return None
    apart = [word for word in counted.modifiers if word not in known and word not in whose and word != "more"]
    if apart:
        return None
    return counted_class if counted.lemma in _EVERYBODY else f"{counted_class}:{counted.lemma}"


def is_long_before(time: Time | None, published_on: date | None) -> bool:
    """Whether the time of a figure ends more than a week before its article, or cannot be told from such a time.

    A time of day may be that of any day.
    """
    if time is None or time.kind == "time":
        return False
    return published_on is None or time.date_high is None or time.date_high < published_on - timedelta(days=7)


def where_befallen(
    scene: Scene, reading: Reading, quantity: Quantity, place: Mention | None, counted_class: str, *, is_past: bool
) -> Mention | None:
    """The place of those killed or wounded: said with the verb, else the one of the sentence, else that of the lead.

    A figure that its sentence dates long before the article is not taken for one of the event that the lead reports.
    """
    if _ELSEWHERE.match(reading.article.text, quantity.end):
        return None
    if place is None:
        place = scene.by_sentence.get(reading.sentence_at(quantity.number_start).sentence_id)
    harmed = counted_class in ("people.killed", "people.wounded", "people.missing", "people.casualties")
    if place is None and harmed and not is_past and quantity.start < scene.lead_end:
        place = scene.lead_for(reading.sentence_at(quantity.number_start).sentence_id)
    return place
