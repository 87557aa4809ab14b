"""Which person each name stands for: full names first, then surnames and given names that fit only one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from transforms.language.known import given_names, slug, title_words
from transforms.mentions.names import bare, is_full, is_misspelt, is_same_person, is_short_for, person_words
from transforms.mentions.namings import Naming, Thing
from transforms.mentions.things import Things

Words = tuple[str, ...]
LONGEST_AGE = 3  # digits


class People:
    """The persons of one article."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.by_words: dict[Words, Thing] = {}
        self.first: dict[Thing, int] = {}  # where each is first named in full
        self.by_end: dict[str, list[Words]] = defaultdict(list)  # full names by their words
        self.meant: dict[Words, Thing] = {}  # whom a surname meant when one of its bearers only was named

    def resolve(self, namings: Sequence[Naming]) -> None:
        """Give each person's name its person, or none where two share it."""
        parts = {naming: person_words(naming.text) for naming in namings}
        full = [n for n in namings if is_full(n.text, parts[n]) and not _is_surname(n)]
        for naming in sorted(full, key=lambda n: (-len(parts[n]), n.start)):
            thing = self._full_name(naming, parts[naming])
            if thing is not None:
                self._add(parts[naming], thing)
                self.first[thing] = min(naming.start, self.first.get(thing, naming.start))
                self._learn(naming, thing)
                naming.resolve(thing, "gazetteer" if thing.is_known else "full_name", 0.9)
        self._settle_names()
        done = set(full)
        for naming in namings:
            if naming not in done and (one := self._short_name(naming, parts[naming])) is not None:
                self._learn(naming, one)

    def _add(self, words: Words, thing: Thing) -> None:
        if words not in self.by_words:
            self.by_words[words] = thing
            for end in {*words, bare(words[-1])}:
                self.by_end[end].append(words)

    def _like(self, words: Words) -> Iterator[Words]:
        """Full names that hold the first or the last word of this one."""
        yield from dict.fromkeys(other for end in (words[0], words[-1]) for other in self.by_end.get(end, ()))

    def _full_name(self, naming: Naming, words: Words) -> Thing | None:
        known = [known for known in naming.known if known.kind in ("person", "alias")]
        if known:
            return self.things.of_known(known[0])
        if words in self.by_words:
            return self.by_words[words]
        like = list(self._like(words))
        same = self._persons(other for other in like if is_same_person(words, other))
        if not same:
            same = self._persons(other for other in like if is_short_for(words, other) == "surname")
        if not same:
            same = self._persons(o for o in like if words[:-1] == o[:-1] and is_misspelt(words[-1], o[-1]))
        if len(same) > 1:
            return None
        return same[0] if same else self.things.thing(f"person:{'-'.join(words)}", "PERSON", naming.text)

    def _persons(self, names: Iterable[Words]) -> list[Thing]:
        return list({self.by_words[name].entity_id: self.by_words[name] for name in names}.values())

    def _settle_names(self) -> None:
        """Call each person in ids by the shortest full name the article uses: other articles use it too."""
        shortest: dict[str, Words] = {}
        for words, thing in self.by_words.items():  # longest first
            best = shortest.setdefault(thing.entity_id, words)
            if is_same_person(best, words):
                shortest[thing.entity_id] = min(best, words, key=lambda w: (len(w), w))
        for old, words in shortest.items():
            if not self.things.by_id[old].is_known:
                thing = self.things.by_id.pop(old)
                thing.entity_id = f"person:{'-'.join(words)}"
                self.things.by_id[thing.entity_id] = thing

    def _short_name(self, naming: Naming, words: Words) -> Thing | None:
        """Resolve a surname or a given name to the one person of the article it fits; two that fit are none."""
        known = next((known for known in naming.known if known.kind in ("person", "alias")), None)
        like = [(other, is_short_for(words, other)) for other in self._like(words)]
        for way, confidence in (("surname", 0.85), ("given_name", 0.75), ("inner", 0.7)):
            things = self._persons(other for other, fit in like if fit == way)
            if len(things) > 1:
                things = self._named_before(naming, _agreeing(naming, things))
            # Mr. Roe is not Jane Roe, the only one of that name so far
            gender = self._gender_beside(naming)
            things = [thing for thing in things if not gender or thing.gender in ("", gender)]
            if not things:
                continue
            if len(things) > 1:
                things = [thing for thing in things if thing is self.meant.get(words)] or things
            if len(things) > 1 or (known is not None and known.entity_id != things[0].entity_id):
                return None
            if way == "surname" and not naming.title_role:
                self.meant.setdefault(words, things[0])
            naming.resolve(things[0], "surname", confidence)
            return things[0]
        meant = self._misspelt(words) if known is None else None
        if known is not None:
            thing, method, confidence = self.things.of_known(known), "gazetteer", 0.85
        elif meant is not None:
            thing, method, confidence = meant, "surname", 0.6
        else:
            thing = self.things.local("person", "-".join(words), "PERSON", naming.text)
            method, confidence = "full_name", 0.6
        naming.resolve(thing, method, confidence)
        return thing

    def _misspelt(self, words: Words) -> Thing | None:
        """The one person of the article whose surname differs from a surname by one letter."""
        if len(words) > 1 or words[0] in given_names():
            return None
        things = self._persons(other for other in self.by_words if is_misspelt(words[0], other[-1]))
        return things[0] if len(things) == 1 else None

    def _learn(self, naming: Naming, thing: Thing) -> None:
        """What a title and a given name say of a person."""
        words = _words_of(naming.title_role)
        thing.titles |= words
        first = slug(naming.text.split(maxsplit=1)[0])
        gender = given_names().get(first, "") if " " in naming.text else ""
        thing.gender = thing.gender or self._gender_beside(naming) or gender
        thing.age = thing.age or self._age_beside(naming)
        if thing.country_code is None and naming.title_role:
            thing.country_code = self.things.country_of_text(naming.title_role)
        thing.country_code = thing.country_code or self.things.origin(naming)

    def _age_beside(self, naming: Naming) -> str:
        """The number between commas or brackets behind a name: Jane Roe, 46, spoke."""
        words, end = self.things.tree.words, naming.end
        if end + 2 >= len(words) or words[end] not in (",", "(") or words[end + 2] not in (",", ")", "."):
            return ""
        return words[end + 1] if words[end + 1].isdigit() and len(words[end + 1]) <= LONGEST_AGE else ""

    def _gender_beside(self, naming: Naming) -> str:
        """What the title and the word before a name say: Mr., Ms., chairwoman."""
        before = {word.rstrip(".") for word in self.things.tree.lower[max(naming.start - 1, 0) : naming.start]}
        return _gender_of(_words_of(naming.title_role) | before)

    def _named_before(self, naming: Naming, things: list[Thing]) -> list[Thing]:
        """The one of several persons who was named in full before; who is named later may have edited the text."""
        before = [thing for thing in things if self.first[thing] < naming.start]
        return before if len(before) == 1 else things


def _agreeing(naming: Naming, things: list[Thing]) -> list[Thing]:
    """The persons that the title before a short name does not rule out."""
    words = _words_of(naming.title_role)
    gender = _gender_of(words)
    if gender:
        things = [thing for thing in things if thing.gender in ("", gender)]
    shared = [thing for thing in things if words & thing.titles]
    return shared if len(shared) == 1 else things


def _is_surname(naming: Naming) -> bool:
    return any(
        known.name != naming.text and slug(naming.text) == slug(known.name.rsplit(maxsplit=1)[-1])
        for known in naming.known
    )


def _words_of(title: str | None) -> set[str]:
    return {word.strip(".,").lower() for word in (title or "").split()}


def _gender_of(words: set[str]) -> str:
    genders = {title_words().get(word, "") for word in words} - {""}
    return genders.pop() if len(genders) == 1 else ""
