"""Which place, people or organisation each name stands for; a doubtful join is not made."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from transforms.language.acronyms import SMALL, initials
from transforms.language.known import (
    APOSTROPHES,
    COMPANY_ENDS,
    Gazetteer,
    Known,
    gazetteer,
    given_names,
    singular,
    slug,
    sport_words,
)
from transforms.mentions.metonyms import is_agent, owns_person
from transforms.mentions.names import COMPANY_WORDS, is_generic, organisation_key
from transforms.mentions.namings import Naming, Thing
from transforms.mentions.origins import origin
from transforms.tree import Tree

PREFIX = {"FAC": "facility", "EVENT": "event", "PRODUCT": "product", "LAW": "law", "WORK_OF_ART": "work"}
_DIRECTION = re.compile(
    r"^(?:(?:(?:north|south)?(?:north|south|east|west)ern|central)[ -])+", re.I
)  # Nice, southern France
_KINDS_OF_PLACE = frozenset({"province", "state", "prefecture", "oblast", "region", "governorate"})  # Hebei province
# what is done in a language
_WORDED = frozenset("translate translation write speak say sing publish read tweet broadcast dub speech".split())
_PLAYERS = frozenset("star superstar manager player skipper boss forward legend great ace".split())
_OF_STATES = frozenset(
    ("party", "agency", "armed group", "ministry", "military", "central bank", "legislature", "intelligence", "police")
)
LINE = 25  # tokens among which a headline ends
# what a place has its own of: behind a name's beginning it tells nothing of what that names
_OF_PLACES = frozenset(
    """court council police government municipality department commission authority assembly association district
    office county city province parliament community residents""".split()
)
LOCAL = 12  # digits of the article's id that mark a thing known within one article only


class Things:
    """The things of one article; call `resolve` once with its names in text order."""

    def __init__(self, tree: Tree, article_id: str) -> None:
        self.tree, self.article_id = tree, article_id
        self.by_id: dict[str, Thing] = {}
        self.known: Gazetteer = gazetteer()
        self.countries: Counter[str] = Counter()

    def resolve(self, namings: Sequence[Naming]) -> None:
        """Give each naming its thing, or none where it cannot be told."""
        self.by_start = {naming.start: naming for naming in namings}
        self.by_end = {naming.end: naming for naming in namings}
        self.countries.update(code for naming in namings if (code := self._own_country(naming)))
        for naming in namings:
            if naming.label in ("GPE", "LOC"):
                self._place(naming)
            elif naming.label == "NORP":
                self._group(naming)
            elif naming.label in PREFIX:
                self._other(naming)
        self._organisations([naming for naming in namings if naming.label == "ORG"])
        for label in ("ORG", "FAC"):
            self._parts([naming for naming in namings if naming.label == label])
        self._acronyms(namings)

    # -- shared

    def thing(self, entity_id: str, label: str, name: str, country_code: str | None = None) -> Thing:
        """The thing with this id; the longest name the article gives it is its name, no headline's capitals."""
        found = self.by_id.get(entity_id)
        if found is None:
            found = self.by_id[entity_id] = Thing(label, name, entity_id, country_code)
        elif not found.is_known and (len(name), not name.isupper()) > (len(found.name), not found.name.isupper()):
            found.name = name
        found.country_code = found.country_code or country_code
        return found

    def of_known(self, known: Known) -> Thing:
        """The thing the gazetteer means."""
        thing = self.thing(known.entity_id, known.label, known.name, known.country_code)
        thing.is_known, thing.name = True, known.name
        thing.gender, thing.role = known.gender or thing.gender, known.role or thing.role
        return thing

    def local(self, prefix: str, key: str, label: str, name: str) -> Thing:
        """A thing that nothing tells apart from its namesakes elsewhere: known within this article only."""
        return self.thing(f"{prefix}:{key}@{self.article_id[:LOCAL]}", label, name)

    def _own_country(self, naming: Naming) -> str | None:
        codes = {known.country_code for known in naming.known if known.country_code}
        return codes.pop() if len(codes) == 1 else None

    def country_of_text(self, text: str) -> str | None:
        """The country that the words of a title speak of first: U.S. special envoy for Syria."""
        words = [word.strip(",()").removesuffix("'s").removesuffix("'") for word in text.translate(APOSTROPHES).split()]
        at, end, owner = 0, 0, None
        while at < len(words):
            for size in (3, 2, 1):
                known = self.known.lookup(" ".join(words[at : at + size])) if at + size <= len(words) else ()
                if not known:
                    continue
                code = self.known.country_of(known[0].text)
                if code and (at >= end or owner in (None, code)):
                    return code  # the American of Anglo American, which is British, tells nothing
                if size > 1 and (known[0].kind == "place" or known[0].role in _OF_STATES) and known[0].country_code:
                    return known[0].country_code  # New Mexico
                if size > 1 and known[0].kind in ("region", "group"):
                    at += size - 1  # South American, but no American
                    break
                if size > 1 and known[0].kind == "organisation":
                    end, owner = at + size, known[0].country_code
            at += 1
        return None

    def _country_within(self, name: str) -> str | None:
        """The country that an organisation's name begins with or ends on: Russian Navy, Bank of Japan."""
        words = [word.removesuffix("'s") for word in name.translate(APOSTROPHES).split()]
        while len(words) > 1 and slug(words[-1]) in COMPANY_ENDS:
            words.pop()  # Anglo American Corp of South Africa Ltd
        for size in (3, 2, 1):
            if len(words) > size and (code := self.known.country_of(" ".join(words[:size]))):
                return code
            if len(words) > size + 1 and words[-size - 1].lower() in ("of", "the"):
                code = self.known.country_of(" ".join(words[-size:]))
                if code:
                    return code
        return None

    def evidence(self, naming: Naming) -> str | None:
        """The country that the words before, in or after an organisation's name give it."""
        tree = self.tree
        inside = self._country_within(naming.text)
        if inside:
            return inside
        at = naming.start
        if at and tree.lower[at - 1] in ("'s", "’s", "'", "’"):
            at -= 1
        owner = self.by_end.get(at)
        if owner is not None and owner.label in ("GPE", "NORP") and (code := self._chosen_country(owner)):
            return code
        if naming.end + 1 < len(tree.words) and tree.lower[naming.end] in ("of", "in", "for"):
            after = naming.end + 1 + (tree.lower[naming.end + 1] == "the")
            place = self.by_start.get(after)
            if place is not None and place.label == "GPE" and tree.lower[naming.end] == "of":
                return self._chosen_country(place)
        return self.origin(naming)

    def origin(self, naming: Naming) -> str | None:
        """The country that the nouns beside a name say it is of; a player is of no town: Barcelona's star."""
        word = self.tree.lower[naming.start - 1] if naming.start else ""
        is_player = naming.label == "PERSON" and (word in sport_words() or word in _PLAYERS)
        code = self._nationality if is_player else self._chosen_country
        return origin(self.tree, naming, self.by_start, self.by_end, code)

    def _nationality(self, naming: Naming) -> str | None:
        return self._own_country(naming) if naming.known and naming.known[0].kind in ("country", "demonym") else None

    def _chosen_country(self, naming: Naming) -> str | None:
        return naming.thing.country_code if naming.thing is not None else self._own_country(naming)

    # -- places and peoples

    def _place(self, naming: Naming) -> None:
        half = self._half(naming)
        if half is not None:
            naming.resolve(self.country(half), "alias", 0.8)
            return
        candidates = [known for known in naming.known if known.kind not in ("organisation", "body")]
        if not candidates:
            naming.resolve(self._unknown_place(naming), "full_name", 0.7)
            return
        chosen = self._by_country(candidates)
        if chosen is None:
            return
        is_official = chosen.kind == "country" and owns_person(self.tree, naming.start, naming.end)
        if (
            chosen.kind in ("capital", "seat", "country")
            and not is_official
            and not self._is_way(naming)
            and is_agent(self.tree, naming.start, naming.end)
        ):
            naming.is_metonym = True
            if chosen.kind == "capital" and chosen.is_metonym and chosen.country_code:
                country = self.country(chosen.country_code)
                naming.resolve(country, "metonym", 0.8)
                return
        naming.resolve(self.of_known(chosen), "alias" if chosen.kind == "alias" else "gazetteer", 0.95)

    def _is_way(self, naming: Naming) -> bool:
        """Whether a way begins at a place: Paris to Tokyo."""
        to = self.by_start.get(naming.end + 1) if self.tree.lower[naming.end : naming.end + 1] == ["to"] else None
        return to is not None and to.label == "GPE"

    def _unknown_place(self, naming: Naming) -> Thing:
        """A place that the gazetteer has not; "Kingston, Jamaica" and "Jamaica's Kingston" say where it is."""
        name, code = naming.text, None
        town, _, country = name.partition(", ")
        owner, _, owned = name.translate(APOSTROPHES).partition("'s ")
        if country and (code := self.known.country_of(_DIRECTION.sub("", country))):
            name = town
        elif (state := self._state(country)) is not None:
            name, code = f"{town}, {state.name}", state.country_code  # Greenwich, Conn. is Greenwich, Connecticut
        elif owned and (code := self.known.country_of(owner)):
            name = owned
        else:
            code = self._after_comma(naming) or self._within(naming) or self.origin(naming)
        known = [k for k in self.known.lookup(name) if k.country_code == code and k.label == "GPE"] if code else []
        bare, _, kind = name.rpartition(" ")
        if not known and kind.lower() in _KINDS_OF_PLACE:
            known = [k for k in self.known.lookup(bare) if k.kind == "place"]
        return (
            self.of_known(known[0]) if len(known) == 1 else self.thing(f"place:{slug(name)}", naming.label, name, code)
        )

    def _within(self, naming: Naming) -> str | None:
        """The country that an unknown place is said to be in: Quuxville in southern Peru."""
        words, at = self.tree.lower, naming.end
        if words[at : at + 1] != ["in"] or at + 1 == len(words):
            return None
        country = self.by_start.get(at + 1) or self.by_start.get(
            at + 2 if _DIRECTION.match(words[at + 1] + " ") else -1
        )
        known = country.known if country is not None and country.label == "GPE" else ()
        return known[0].country_code if len(known) == 1 and known[0].kind == "country" else None

    def _after_comma(self, naming: Naming) -> str | None:
        """The country of the state or country behind a town's comma: BOCA RATON, Fla."""
        words, state = self.tree.words, self.by_start.get(naming.end + 1)
        if state is None or state.label != "GPE" or len(state.known) != 1 or words[naming.end] != ",":
            return None
        after = self.by_start.get(state.end + 1)
        is_listed = words[naming.start - 1 : naming.start] == [","] or words[state.end : state.end + 1] == ["and"]
        if is_listed or (after is not None and after.label == "GPE"):
            return None
        return state.known[0].country_code if state.known[0].kind in ("country", "place") else None

    def _state(self, name: str) -> Known | None:
        """The one state or province that a name behind a town's comma is: Conn., Ontario."""
        states = [known for known in self.known.lookup(name) if known.kind == "place" and known.country_code]
        return states[0] if len(states) == 1 else None

    def _half(self, naming: Naming) -> str | None:
        """The Korea that "the North" or "South" means in an article about the two."""
        code = {"North": "PRK", "South": "KOR"}.get(naming.text)
        if code is None:
            return None
        return code if self.countries["PRK"] and self.countries["KOR"] else None

    def country(self, code: str) -> Thing:
        """The country of an ISO 3166 alpha-3 code."""
        name = self.known.country_names[code]
        thing = self.thing(f"country:{code}", "GPE", name, code)
        thing.is_known, thing.name = True, name
        return thing

    def _by_country(self, candidates: Sequence[Known]) -> Known | None:
        """The one candidate, or the one whose country the article speaks of elsewhere."""
        if len(candidates) == 1:
            return candidates[0]
        spoken_of = [known for known in candidates if self.countries[known.country_code or ""]]
        return spoken_of[0] if len(spoken_of) == 1 else None

    def _group(self, naming: Naming) -> None:
        if naming.known and naming.known[0].kind == "demonym" and self._is_language(naming):
            return
        if naming.known:
            naming.resolve(
                self.of_known(naming.known[0]), "demonym" if naming.known[0].country_code else "gazetteer", 0.95
            )
            return
        one = singular(naming.text)
        naming.resolve(self.thing(f"group:{slug(one)}", "NORP", one), "full_name", 0.7)

    def _is_language(self, naming: Naming) -> bool:
        """Whether an adjective of a people is what is spoken or written in: translated into French and German."""
        tree, at = self.tree, naming.start
        for _ in range(6):
            if not tree.deps or (tree.pos[at] == "ADJ" and tree.deps[at] == "amod"):
                return False
            if tree.deps[at] == "conj":
                at = tree.heads[at]
        is_in = at > 0 and tree.lower[at - 1] in ("in", "into", "from") and tree.deps[at] in ("obl", "nmod")
        return is_in and tree.lemmas[tree.heads[at]] in _WORDED

    def _other(self, naming: Naming) -> None:
        prefix, key = PREFIX[naming.label], slug(naming.text)
        is_brand = naming.label == "PRODUCT" and not naming.text.isupper() and key not in given_names()
        has_evidence = ("-" in key or is_brand) and not is_generic(naming.text)
        thing = (
            self.thing(f"{prefix}:{key}", naming.label, naming.text)
            if has_evidence
            else self.local(prefix, key, naming.label, naming.text)
        )
        naming.resolve(thing, "full_name", 0.7)

    # -- organisations

    def _organisations(self, namings: Sequence[Naming]) -> None:
        pending: dict[str, list[Naming]] = defaultdict(list)
        codes: dict[str, set[str]] = defaultdict(set)
        for naming in namings:
            code = self.evidence(naming)
            naming.country_code = code
            naming.known = naming.known or self._without_legal_form(naming)
            known = self._known_organisation(naming, code)
            if known is not None:
                self._take_known(naming, known)
                continue
            if naming.kind == "acronym":
                continue
            key = self._organisation_key(naming)
            if not is_generic(key.replace("-", " ")) and not self._is_body(naming):
                thing = self.thing(f"org:{key}", "ORG", naming.text, code)
                naming.resolve(thing, "full_name", 0.8)
                continue
            pending[key].append(naming)
            codes[key].update([code] if code else [])
        for key, same in pending.items():
            for naming in same:
                # "the Supreme Court" is Kenya's where the article names no other country's
                code = naming.country_code or (next(iter(codes[key])) if len(codes[key]) == 1 else None)
                longer = {one.thing for one in namings if one.thing and slug(one.text).endswith(f"-{key}")}
                if code:
                    thing = self.thing(f"org:{key}:{code}", "ORG", naming.text, code)
                elif len(longer) == 1:
                    thing = next(iter(longer))  # the Security Council, of the United Nations
                else:
                    thing = self.local("org", key, "ORG", naming.text)
                naming.resolve(thing, "full_name", 0.85 if naming.country_code else 0.7)
        self._short_forms(namings)

    def _parts(self, namings: Sequence[Naming]) -> None:
        """Organisations by the beginning or the end of their names, once these are told: Boehringer, Galaxy.

        That of a headline is meant by what the text tells.
        """
        line = next((at for at, word in enumerate(self.tree.words[:LINE]) if "\n" in word), 0)
        parts: dict[str, dict[Thing, int]] = defaultdict(dict)
        first: dict[str, int] = {}
        for naming in namings:
            words = slug(naming.text).split("-")
            key = "-".join(words)
            if self.tree.words[naming.end : naming.end + 1] == ["("]:
                first[key] = -1  # it has an acronym of its own
            elif naming.start >= line:
                first.setdefault(key, naming.start)
            if naming.thing is None or naming.kind != "name" or naming.start < line:
                continue
            for size in range(1, len(words)):
                if words[size - 1] not in SMALL and words[-1] not in _OF_PLACES:
                    parts["-".join(words[:size])].setdefault(naming.thing, naming.start)
                if words[-size - 1] not in SMALL:
                    parts["-".join(words[-size:])].setdefault(naming.thing, naming.start)
        for naming in namings:
            key, thing = slug(naming.text), naming.thing
            whole = [one for one in parts.get(key, ()) if one is not thing]
            if len(whole) != 1 or naming.kind != "name" or naming.known or (thing and slug(thing.name) != key):
                continue
            told = parts[key][whole[0]]
            if told < first.get(key, told + 1) and len(key) > 2 and not is_generic(naming.text):
                naming.resolve(whole[0], "full_name", 0.7)

    def _short_forms(self, namings: Sequence[Naming]) -> None:
        """Companies by the first words of their names: Mondelez is Mondelez International, Goldman is Goldman Sachs.

        CYCLOPS, of a headline, is Cyclops Corp.
        """
        full: dict[str, set[Thing]] = defaultdict(set)
        for naming in namings:
            if naming.thing is None:
                continue
            words = slug(naming.text).split("-")
            last = next((at for at in range(len(words), 0, -1) if words[at - 1] not in COMPANY_WORDS), 0)
            for size in range(max(last, 1), len(words)):
                full["-".join(words[:size])].add(naming.thing)
            if naming.thing.role == "company" and len(words) > 1:
                full[words[0]].add(naming.thing)
        for naming in namings:
            key = slug(naming.text)
            companies = full.get(key, set())
            is_open = naming.kind == "acronym" if naming.thing is None else not naming.thing.is_known
            if is_open and len(companies) == 1 and ("-" in key or not is_generic(key)):
                naming.resolve(next(iter(companies)), "full_name", 0.75)

    def _without_legal_form(self, naming: Naming) -> tuple[Known, ...]:
        """What the gazetteer knows of a company's name without AG, Inc. or Holdings."""
        words = naming.text.split()
        while len(words) > 1 and slug(words[-1]) in COMPANY_ENDS:
            words.pop()
        known = self.known.lookup(" ".join(words).rstrip(",")) if len(words) < len(naming.text.split()) else ()
        return tuple(k for k in known if k.kind == "organisation" and not k.is_ambiguous)

    def _known_organisation(self, naming: Naming, code: str | None) -> Known | None:
        candidates = [known for known in naming.known if known.kind != "body"]
        if len(candidates) > 1:
            agreed = [known for known in candidates if known.country_code and known.country_code in self.countries]
            candidates = agreed if len(agreed) == 1 else []
        if not candidates:
            return None
        known = candidates[0]
        if known.kind == "alias" or known.country_code is None:
            return known
        is_common = (known.is_ambiguous and naming.kind == "acronym") or is_generic(naming.text)
        if is_common and code is not None and code != known.country_code:
            return None  # Kenya's National Intelligence Service is not South Korea's
        if is_common and code is None and known.country_code not in self.countries:
            return None
        return known

    def _take_known(self, naming: Naming, known: Known) -> None:
        before = self.tree.lower[max(naming.start - 2, 0) : naming.start]
        if known.kind == "seat":
            naming.is_metonym = not {"in", "at", "on", "near", "outside", "inside", "to", "from", "around"} & set(
                before
            )
            if not naming.is_metonym:
                naming.resolve(
                    self.thing(f"facility:{slug(naming.text)}", "FAC", naming.text, known.country_code),
                    "gazetteer",
                    0.8,
                )
                return
        method = "metonym" if naming.is_metonym else "alias" if known.kind == "alias" else "gazetteer"
        label = "GPE" if known.entity_id.startswith("country:") else known.label
        thing = self.of_known(known)
        thing.label = label
        naming.resolve(thing, method, 0.9)

    def _is_body(self, naming: Naming) -> bool:
        return any(known.kind == "body" for known in naming.known)

    def _organisation_key(self, naming: Naming) -> str:
        """The slug of a name, without the country that stands before it: Russian Defence Ministry, Defence Ministry."""
        bodies = [known for known in naming.known if known.kind == "body"]
        if bodies:
            return slug(bodies[0].name)
        words = naming.text.split()
        for size in (3, 2, 1):
            if len(words) > size and self.known.country_of(
                " ".join(words[:size]).removesuffix("'s").removesuffix("’s")
            ):
                rest = " ".join(words[size:])
                bodies = [known for known in self.known.lookup(rest) if known.kind == "body"]
                if bodies:
                    return slug(bodies[0].name)
                is_body = len(words) - size > 1 and is_generic(rest)
                return organisation_key(rest) if is_body else organisation_key(naming.text)
        return organisation_key(naming.text)

    def _acronyms(self, namings: Sequence[Naming]) -> None:
        """Acronyms to the names they abbreviate: in brackets beside them, or else by their initials."""
        defined: dict[str, set[str]] = defaultdict(set)
        for naming in namings:
            is_short = naming.kind == "acronym" or self._is_other_name(naming)
            if is_short and (thing := self._beside(naming)) is not None:
                defined[naming.text].add(thing.entity_id)
        by_initials: dict[str, set[str]] = defaultdict(set)
        for naming in namings:
            if naming.thing is not None and naming.label == "ORG" and naming.kind == "name" and " " in naming.text:
                by_initials[initials(naming.text)].add(naming.thing.entity_id)
        for naming in namings:
            if naming.label != "ORG" or (naming.kind != "acronym" and (naming.known or naming.text not in defined)):
                continue
            for things in (defined[naming.text], by_initials[naming.text.replace(".", "")]):
                if len(things) == 1:
                    naming.resolve(self.by_id[next(iter(things))], "acronym", 0.9)
                    break
            else:
                if naming.thing is None:
                    naming.resolve(self.local("org", slug(naming.text), "ORG", naming.text), "full_name", 0.6)

    def _is_other_name(self, naming: Naming) -> bool:
        """Whether one word that nobody knows stands in brackets: National Radio and Television System (Sinart)."""
        inside = self.tree.words[max(naming.start - 1, 0) : naming.end + 1]
        return naming.label == "ORG" and not naming.known and len(inside) == 3 and (inside[0], inside[2]) == ("(", ")")

    def _beside(self, naming: Naming) -> Thing | None:
        """The organisation before an acronym's brackets, round or, as wires print their codes, pointed: GELCO <GEL>."""
        words, at = self.tree.words, naming.start
        if at < 2 or naming.end >= len(words):
            return None
        if (words[at - 1], words[naming.end]) not in (("(", ")"), ("(", ","), ("(", ";"), ("<", ">")):
            return None
        full = self.by_end.get(at - 1)
        if full is None or full.label != "ORG" or full.kind == "acronym":
            return None
        return full.thing
