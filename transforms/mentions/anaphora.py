"""Pronouns and nominals to their antecedents: he, the council, the U.S. government."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from transforms.language.known import APOSTROPHES, epithets, epithets_with_more, gazetteer, is_body, slug
from transforms.lexicon import seed_rows
from transforms.mentions.names import is_generic
from transforms.mentions.namings import Naming, Thing, text_of
from transforms.mentions.things import Things
from transforms.tree import Tree

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
RECENCY = (4.0, 2.5, 1.5, 0.5)  # for an antecedent in the same sentence, the one before, and so on
SENTENCES_BACK = len(RECENCY) - 1
NOMINAL_BACK = 4
# by these a name hangs on a clause, or a clause on another, that is no object of the pronoun's verb
LOOSE = frozenset("appos conj parataxis advcl nmod:poss dep punct discourse".split())
DEEPEST = 12  # steps up a tree
NAMED_NEXT = 3  # sentences
LONGEST_OFFICE = 10  # tokens
_IN_OFFICES = frozenset({"of", "for", "the", "and", "'s", "’s", "-"})
_ONCE = frozenset({"former", "ex", "retired", "ousted", "onetime"})
_OF_MANY_KINDS = frozenset({"secretary", "officer", "chief", "director", "general", "manager"})
LONGEST_MEMORY = 100  # names looked back at, words looked ahead at, for texts without sentence ends
ROLE_BACK = 6
UNKNOWN = ""  # the id of persons with a name that nobody could tell
CLEAR = 1.0  # by how much the best antecedent must lead the next
HONORIFICS = frozenset("majesty highness excellency eminence holiness honour honor lordship ladyship grace".split())
DEFINITE = frozenset({"the", "this", "that"})
POSSESSIVES = frozenset({"'s", "’s"})
PLAIN_REPORTING = frozenset("say add announce state report confirm deny warn claim tell accuse call insist vow".split())
IMPERSONAL = frozenset({"appear", "seem", "emerge", "transpire", "show", "look", "mean", "suggest", "indicate"})
_OF_TEXTS = frozenset({"detail", "outline", "list", "read", "weigh", "describe", "quote", "cite"})
# the Greens, Solidarity, Goldman; and the European Union is no trade union
_NAMED_WITHOUT = frozenset({"party", "union", "bank"})
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
GOVERNMENTS = frozenset({"government", "administration", "regime", "presidency"})
NOT_NOW = frozenset({"former", "ex", "late", "then", "vice", "deputy", "elect", "designate"})
RULERS = frozenset("president premier chancellor leader king prime dictator ruler".split())
AGED = ["-", "year", "-", "old"]  # behind the number


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun that may stand for something named before."""

    label: str
    gender: str
    antecedent: tuple[str, ...]


@cache
def nominals() -> Mapping[str, Nominal]:
    """Nominals by their words, lower case."""
    return {
        row["word"].lower(): Nominal(row["label"], row["gender"], tuple(filter(None, row["antecedent"].split("|"))))
        for row in seed_rows("nominals", "word")
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split(" ")[0] for word in nominals())


@dataclass(slots=True)
class _Seen:
    """One naming that a later word may go back to."""

    at: int
    sentence: int
    is_subject: bool
    is_quoted: bool
    root: int
    clause: int
    reports: bool
    thing: Thing


class Anaphora:
    """Finds and resolves the pronouns and nominals of one article, in text order."""

    def __init__(self, tree: Tree, things: Things, namings: list[Naming]) -> None:
        self.tree, self.things, self.namings = tree, things, namings
        self._by_name: dict[tuple[str, str], Thing] = {}  # by the name in small letters and the id, made when asked for
        self.quoted, self._told = _quoted(tree)
        self.inside = {i for naming in namings for i in range(naming.start, naming.end)}
        self.by_start = {naming.start: naming for naming in namings}
        self.seen: list[_Seen] = []

    def find(self) -> Iterator[Naming]:
        """One naming per he or she and per definite nominal; without a thing where the antecedent is not clear."""
        words = self.tree.lower
        known, longest = nominals(), 3
        begins = _first_words()
        for at, word in enumerate(words):
            if at in self.inside:
                if (naming := self.by_start.get(at)) is not None:
                    self._see(naming)
                continue
            found: Naming | None = None
            if word in PRONOUNS and not self._is_honorific(at):
                found = self._pronoun(at)
            elif word == "old":
                found = self._aged(at)
            elif word in ("it", "they"):
                found = self._group_pronoun(at)
            elif word in begins:
                for size in range(longest, 0, -1):
                    key = word if size == 1 else " ".join(words[at : at + size])
                    if key in known and (size == 1 or at + size <= len(words)):
                        found = self._nominal(at, size, key, known[key])
                        break
            if found is not None:
                self._see(found)
                yield found

    def _see(self, naming: Naming) -> None:
        thing = naming.thing
        if thing is None and naming.label == "PERSON" and naming.kind == "name":
            thing = Thing("PERSON", naming.text, UNKNOWN)  # one of two Roes: "he" may be that one
        if thing is None:
            return
        root = self.tree.root_of(naming.start, naming.end)
        top = root
        is_modifier = naming.label == "PERSON" and self._is_modifier(root, naming.end)
        while self.tree.deps[top] in ("appos", "flat", "compound", "conj", "nmod:desc") and self.tree.heads[top] != top:
            if is_modifier:
                break
            top = self.tree.heads[top]
        self.seen.append(
            _Seen(
                naming.start,
                self.tree.sents[naming.start],
                self.tree.is_subject(root) or self.tree.is_subject(top),
                self.quoted[naming.start],
                root,
                self.tree.heads[root],
                self._reports(self.tree.heads[top]) or self._reports(self.tree.heads[root]),
                thing,
            )
        )

    def _is_modifier(self, root: int, end: int) -> bool:
        """Whether a name only says of what kind the noun or the other name behind it is: Jane Roe pal, the Lima MP."""
        head = self.tree.heads[root]
        if self.tree.deps[root] != "compound" or head < end:
            return False
        return self.tree.pos[head] == "NOUN" or any(i in self.by_start for i in range(end, head + 1))

    def _away(self, at: int, seen: _Seen) -> int:
        """How many sentences back somebody was named, without those that only quote: "It broke. We wept," he said."""
        number = self.tree.sents[at]
        if self.quoted[at] or seen.is_quoted or seen.sentence == number:
            return number - seen.sentence
        return max(self._told[number] - self._told[seen.sentence], 1)

    def _recent(self, at: int, back: int) -> list[_Seen]:
        """What was named before in this sentence and the few before it, latest first."""
        number, out = self.tree.sents[at], []
        for seen in islice(reversed(self.seen), LONGEST_MEMORY):
            if seen.sentence < number - back:
                break
            if seen.thing.entity_id != UNKNOWN:
                out.append(seen)
        return out

    # -- pronouns

    def _pronoun(self, at: int) -> Naming:
        tree, gender = self.tree, PRONOUNS[self.tree.lower[at]]
        naming = Naming(at, at + 1, "PERSON", "pronoun", tree.words[at], confidence=0.5)
        number = tree.sents[at]
        scores: dict[str, float] = {}
        things: dict[str, Thing] = {}
        nearest = None
        is_relative = at > 0 and tree.lower[at - 1] == "whom"
        verb = tree.heads[at]
        goes_on = tree.deps[at] == "nsubj" and self._reports(verb)
        is_behind = (tree.deps[verb] == "parataxis" and tree.heads[verb] < at) or tree.kid(
            verb, "ccomp", "parataxis"
        ) in range(at)
        others = self._speakers_of(at, number) if self.quoted[at] else frozenset()
        others |= self._named_below(at, number)
        for seen in islice(reversed(self.seen), LONGEST_MEMORY):
            thing, away = seen.thing, self._away(at, seen)
            if away > SENTENCES_BACK:
                if not seen.is_quoted:
                    break
                continue
            thing = self._one_of(thing, gender) if thing.entity_id == UNKNOWN else thing
            if is_relative and thing.label == "PERSON":
                is_relative = False  # Vettel, whom he left behind
                continue
            if thing.label != "PERSON" or thing.gender not in ("", gender) or self._is_bound(at, seen):
                continue
            if self.quoted[at] and not seen.is_quoted and (seen.sentence == number or seen.reports):
                continue  # who speaks says I
            if thing.entity_id in others:
                continue
            score = RECENCY[away] + 1.5 * seen.is_subject + 1.0 * (thing.gender == gender)
            score -= 1.0 * (seen.is_quoted and not self.quoted[at])
            # "...," he went on: whoever spoke in the sentence before; but not: Roe wept, though he said it was over
            goes_on = goes_on and (is_behind or seen.sentence < number or seen.is_quoted or not seen.is_subject)
            score += 1.0 * (goes_on and seen.is_subject and seen.reports and number - seen.sentence == 1)
            score += 0.5 * (seen.is_subject and seen.clause == self._clause_before(at))
            score -= 0.5 * (tree.deps[seen.root] == "nmod:poss" and not seen.is_subject)
            nearest = nearest or thing
            score += 1.0 * (nearest is thing and seen.sentence == number)
            things[thing.entity_id] = thing
            scores[thing.entity_id] = max(scores.get(thing.entity_id, 0.0), score)
        for thing in self._subjects_after(at, number):
            if thing.gender in ("", gender):
                things[thing.entity_id] = thing
                scores[thing.entity_id] = max(scores.get(thing.entity_id, 0.0), RECENCY[0] + 1.5)
        ranked = sorted(scores, key=lambda key: -scores[key])
        is_known = bool(ranked) and ranked[0] != UNKNOWN
        if is_known and (len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= CLEAR):
            thing = things[ranked[0]]
            naming.resolve(thing, "pronoun", 0.8 if len(ranked) == 1 else 0.7)
            if len(ranked) == 1 and not thing.gender:
                thing.gender = gender
        return naming

    def _one_of(self, unknown: Thing, gender: str) -> Thing:
        """Who of several that share a surname can be "she"; they themselves where more than one can."""
        bearers = (thing for thing in self.things.by_id.values() if thing.label == "PERSON")
        able = [t for t in bearers if t.gender in ("", gender) and unknown.name in t.name.split()]
        return able[0] if len(able) == 1 else unknown

    def _clause_before(self, at: int) -> int | None:
        """The verb to which the verb of a pronoun is joined: Roe hailed Doe, but now he blasts him."""
        verb = self.tree.heads[at]
        is_joined = self.tree.is_subject(at) and self.tree.deps[verb] in ("conj", "parataxis")
        return self.tree.heads[verb] if is_joined else None

    def _named_below(self, at: int, number: int) -> frozenset[str]:
        """Who is named behind a pronoun in what it is the subject of, and is not meant by it: he said Roe would go."""
        tree, verb = self.tree, self.tree.heads[at]
        if not tree.is_subject(at):
            return frozenset()
        below: set[str] = set()
        for i in range(at + 1, min(tree.sentence_end(number), at + LONGEST_MEMORY)):
            naming = self.by_start.get(i)
            if naming is not None and naming.label == "PERSON" and naming.thing is not None:
                node = tree.root_of(naming.start, naming.end)
                if self._is_under(node, verb):
                    below.add(naming.thing.entity_id)
        return frozenset(below)

    def _is_under(self, node: int, verb: int) -> bool:
        """Whether a token is an object of a verb, or stands in a clause that is one."""
        for _ in range(DEEPEST):
            up = self.tree.heads[node]
            if up == node or self.tree.deps[node] in LOOSE:
                return False
            if up == verb:
                return True
            node = up
        return False

    def _speakers_of(self, at: int, number: int) -> frozenset[str]:
        """Who speaks the quoted words around a pronoun, and is not meant by it: "He texted me," Roe said.

        Where nobody is said to speak in its sentence, it is who spoke in the one before.
        """
        tree, (first, stop) = self.tree, self.tree.bounds[number]
        named = [self.by_start[i] for i in range(first, stop) if i in self.by_start and not self.quoted[i]]
        roots = ((naming, tree.root_of(naming.start, naming.end)) for naming in named)
        speakers = {
            naming.thing.entity_id
            for naming, root in roots
            if naming.thing is not None and tree.is_subject(root) and self._reports(tree.heads[root])
        }
        if any(not self.quoted[i] and self._reports(i) for i in range(first, stop)):
            return frozenset(speakers)
        before = (seen for seen in self._recent(at, 1) if seen.sentence < number)
        return frozenset(s.thing.entity_id for s in before if not s.is_quoted and s.is_subject and s.reports)

    def _subjects_after(self, at: int, number: int) -> Iterator[Thing]:
        """The persons that follow as subject of what a pronoun depends on: through his media, Kim threatened."""
        tree, up, is_quoted = self.tree, {at}, self.quoted[at]
        for _ in range(6):
            at = tree.heads[at]
            if at in up:
                break
            up.add(at)
        for i in range(min(up) + 1, min(tree.sentence_end(number), min(up) + 60)):
            naming = self.by_start.get(i)
            if is_quoted and not self.quoted[i]:
                break  # "What he did was wrong," Roe said: not what Roe did
            if naming is not None and naming.label == "PERSON" and naming.thing is not None:
                root = tree.root_of(naming.start, naming.end)
                # his cousin John Doe is not his own cousin
                if tree.is_subject(root) and tree.heads[root] in up and root not in up and naming.start > min(up):
                    yield naming.thing

    def _is_honorific(self, at: int) -> bool:
        """His Eminence, Her Majesty: a title, not somebody's eminence."""
        return at + 1 < len(self.tree.words) and self.tree.lower[at + 1] in HONORIFICS

    def _is_bound(self, at: int, seen: _Seen) -> bool:
        """Whether grammar rules an antecedent out: "Austin met him" is not about Austin twice."""
        tree, verb = self.tree, self.tree.heads[at]
        if tree.deps[verb].startswith("acl") and seen.root == tree.heads[verb] and tree.is_subject(at):
            return True
        if tree.deps[at] == "nmod:poss" and tree.deps[verb] == "appos" and tree.heads[verb] == seen.root:
            return True  # Chris, his wife, is not married to herself
        if tree.lower[at] not in ("him", "her") or tree.deps[at] == "nmod:poss":
            return False
        return seen.is_subject and seen.clause == verb

    def _group_pronoun(self, at: int) -> Naming | None:
        """It and they where they report: the organisation or country that was the subject before."""
        tree = self.tree
        if tree.deps[at] != "nsubj" or tree.lemmas[tree.heads[at]] not in _verbs_of_minds() or self.quoted[at]:
            return None
        number = tree.sents[at]
        if tree.lower[at] == "they" and self._several_before(at):
            return None
        for back in (0, 1):
            subjects = {
                seen.thing.entity_id: seen.thing
                for seen in self._recent(at, back)
                if seen.sentence == number - back and seen.is_subject and not seen.is_quoted
            }
            if len(subjects) > 1:
                return None
            for thing in subjects.values():
                if thing.label not in ("ORG", "GPE", "NORP") or (tree.lower[at] == "it" and thing.label == "NORP"):
                    return None
                if thing.label == "GPE" and not thing.country_code:
                    return None  # a place that nobody knows says nothing
                naming = Naming(at, at + 1, thing.label, "pronoun", tree.words[at])
                naming.resolve(thing, "pronoun", 0.65)
                return naming
        return None

    def _several_before(self, at: int) -> bool:
        """Whether a plural noun was a subject in this sentence or the one before: dealers, who then are "they"."""
        tree, number = self.tree, self.tree.sents[at]
        while at and tree.sents[at - 1] >= number - 1:
            at -= 1
            if tree.tags[at] == "NNS" and tree.is_subject(at):
                return True
        return False

    def _reports(self, verb: int) -> bool:
        return self.tree.lemmas[verb] in _reporting_verbs()

    # -- nominals

    def _nominal(self, at: int, size: int, key: str, nominal: Nominal) -> Naming | None:
        end = at + size
        if end < len(self.tree.words) and self.tree.lower[end] in SPOKESMEN:
            return self._spoken_for(at, end, key, nominal)
        if not self._is_head(end - 1):
            return None
        start, owner = self._left(at)
        if start is None:
            return None
        code = owner.thing.country_code if owner is not None and owner.thing is not None else None
        if nominal.label == "GOV":
            # the Trump administration, Kim's government
            is_country = owner is None or (
                owner.thing is not None
                and (owner.thing.entity_id.startswith("country:") or (key in GOVERNMENTS and _rules(owner.thing)))
            )
            if owner is None or is_country:
                return self._government(start, end, key, nominal, code)
            return self._local(start, end, key, owner)
        is_definite = self.tree.lower[start] in DEFINITE or self.tree.lower[at - 1] in ("'s", "’s")
        if not is_definite and (
            nominal.label == "PERSON" or owner is None or self.tree.lower[start - 1] in ("a", "an")
        ):
            return None
        if nominal.label == "PERSON":
            is_country = owner is not None and owner.label in ("GPE", "NORP")
            name = "ruler" if key == "leader" and is_country else key
            return self._person(start, end, name, nominal, code, _is_town(owner))
        if nominal.label in ("GPE", "PLACE"):
            return self._country(start, end) if nominal.label == "GPE" and owner is None else None
        if end < len(self.tree.words) and self.tree.lower[end] == "of" and nominal.label == "ORG":
            return self._body_of(start, end, owner)
        naming = self._organisation(start, end, key, nominal, code)
        if naming is not None and naming.thing is None and owner is not None and owner.thing is not None:
            self._take_body(naming, owner.end, owner.thing)
        return naming

    def _spoken_for(self, at: int, end: int, key: str, nominal: Nominal) -> Naming | None:
        """Whom somebody speaks for: the company, in "a company spokesman"; but not in "a big company spokesman"."""
        tree = self.tree
        if not at or tree.lower[at - 1] not in ("a", "another"):
            return None  # the government spokesman may have a name
        if nominal.label == "ORG":
            return self._organisation(at - 1, end, key, nominal, None, begin=at)
        return self._government(at, end, key, nominal, None) if key in GOVERNMENTS else None

    def _local(self, start: int, end: int, key: str, owner: Naming) -> Naming | None:
        """A town's police by the name they are given elsewhere: Lima police are the Lima Police Department."""
        if owner.label != "GPE" or owner.end + 1 != end:
            return None
        if not self._by_name:
            self._by_name = {(n.text.lower(), n.thing.entity_id): n.thing for n in self.namings if n.thing}
        words = f"{owner.text} {key} ".lower()
        found = {thing.entity_id: thing for (name, _), thing in self._by_name.items() if name.startswith(words)}
        if len(found) != 1:
            return None
        naming = Naming(start, end, "ORG", "nominal", text_of(self.tree, start, end))
        naming.resolve(next(iter(found.values())), "nominal", 0.8)
        return naming

    def _body_of(self, start: int, end: int, owner: Naming | None) -> Naming | None:
        """A body with its field behind it, of the country before it: Algeria's ministry of foreign affairs."""
        if owner is None or owner.thing is None:
            return None
        tree, stop = self.tree, end + 1
        while stop < min(end + 4, len(tree.words)) and tree.pos[stop] in ("ADJ", "NOUN", "PROPN"):
            stop += 1
        naming = Naming(start, stop, "ORG", "nominal", text_of(tree, start, stop), confidence=0.5)
        self._take_body(naming, owner.end, owner.thing)
        return naming if naming.thing is not None else None

    def _take_body(self, naming: Naming, begin: int, owner: Thing) -> None:
        """A body that every country has, by the country before it: Egypt's foreign ministry, the Egyptian one."""
        code = owner.entity_id.removeprefix("country:")
        words = text_of(self.tree, begin, naming.end).translate(APOSTROPHES).removeprefix("'s").strip()
        words = words.title().replace(" Of ", " of ")
        body = next((known for known in gazetteer().lookup(words) if known.kind == "body"), None)
        if body is not None and code in gazetteer().country_names:
            name = f"{body.name} of {gazetteer().country_names[code]}"
            naming.resolve(self.things.thing(f"org:{slug(body.name)}:{code}", "ORG", name, code), "nominal", 0.8)

    def _is_head(self, at: int) -> bool:
        """Whether a noun heads its phrase: "the military", not "the military ties"."""
        tree = self.tree
        if tree.pos[at] not in ("NOUN", "PROPN", "") or tree.deps[at] in ("amod", "compound"):
            return False
        after = at + 1
        if after < len(tree.words) and tree.words[after] in ("-", "–") and tree.starts[after] == tree.ends[at]:
            return False
        return after >= len(tree.words) or (tree.pos[after] not in ("NOUN", "PROPN") and after not in self.inside)

    def _left(self, at: int) -> tuple[int | None, Naming | None]:
        """Where a definite noun phrase begins, and the name inside it that says whose; (None, None) if not definite."""
        tree, owner, start = self.tree, None, at
        for i in range(at - 1, max(at - 6, -1), -1):
            word = tree.lower[i]
            if word in DEFINITE:
                return i, owner
            if i in self.inside:
                naming = next((n for n in self.namings_ending(i)), None)
                is_leader = naming is not None and naming.label == "PERSON" and self.tree.lower[at] in GOVERNMENTS
                if naming is None or not (naming.label in ("GPE", "NORP", "ORG") or is_leader):
                    break
                owner, start = naming, naming.start
                if naming.start and tree.lower[naming.start - 1] in DEFINITE:
                    return naming.start - 1, owner
                break
            if word not in ("'s", "’s", "-") and tree.pos[i] not in ("ADJ", "NOUN", "PROPN", "ADV", "NUM"):
                break
        return (start, owner) if owner is not None else (None, None)

    def namings_ending(self, at: int) -> Iterator[Naming]:
        """The name whose last token stands at this place."""
        naming = self.things.by_end.get(at + 1)
        if naming is not None:
            yield naming

    def _government(self, start: int, end: int, key: str, nominal: Nominal, code: str | None) -> Naming | None:
        naming = Naming(start, end, "ORG", "nominal", text_of(self.tree, start, end), confidence=0.5)
        if end + 1 < len(self.tree.words) and self.tree.lower[end] == "of":
            place = self.by_start.get(end + 1 + (self.tree.lower[end + 1] == "the"))
            code = place.thing.country_code if place is not None and place.thing is not None else None
            if code is None:
                return None
        if code is None and nominal.antecedent:
            body = self._organisation(start, end, key, nominal, None) if start + 1 + len(key.split()) == end else None
            return body if body is not None and body.thing is not None else None
        if code is None:
            is_bare = start + 1 == end and self.tree.lower[end] in SPOKESMEN
            if key not in GOVERNMENTS or not (is_bare or self.tree.lower[start] in DEFINITE) or start + 2 < end:
                return None  # the government, but not the registration regime
            countries = [
                seen.thing.country_code
                for seen in self._recent(start, 2)
                if seen.thing.label in ("GPE", "NORP") and seen.thing.country_code
            ]
            if len(set(countries)) != 1:
                return naming
            code = countries[0]
        if key in GOVERNMENTS:
            naming.resolve(self.things.country(code), "nominal", 0.85)
        else:
            country = gazetteer().country_names[code]
            thing = self.things.thing(f"org:{key.replace(' ', '-')}:{code}", "ORG", f"{key} of {country}", code)
            naming.resolve(thing, "nominal", 0.8)
        return naming

    def _person(
        self, start: int, end: int, key: str, nominal: Nominal, code: str | None, is_of_town: bool
    ) -> Naming | None:
        tree = self.tree
        if tree.tags[end - 1] in ("NNS", "NNPS"):
            return None
        if end < len(tree.words) and tree.lower[end] in ("of", "for"):
            return self._holder(start, end)
        naming = Naming(start, end, "PERSON", "nominal", text_of(tree, start, end), confidence=0.5)
        after = self.by_start.get(end + 1) if end < len(tree.words) and tree.words[end] == "," else None
        if after is not None and after.label == "PERSON" and after.thing is not None:
            after.thing.titles.update(key.lower().split())  # the minister, Jane Roe
            naming.resolve(after.thing, "nominal", 0.8)
            return naming
        last = key.rsplit(maxsplit=1)[-1]
        # Peru's president may be one whose country the article did not give
        begin = end - len(key.split())
        whose = {tree.lower[i] for i in range(start, begin) if i in self.inside}
        # the press secretary is no Secretary of State, though the group chairman may be Acme's
        nouns = range(start + 1, begin if last in _OF_MANY_KINDS else start)
        kinds = {tree.lower[i] for i in nouns if tree.tags[i] == "NN" and i not in self.inside}

        def fits(thing: Thing) -> bool:
            is_whose = is_of_town or tree.lower[begin - 1] in POSSESSIVES or (bool(whose) and whose <= thing.titles)
            return (
                thing.label == "PERSON"
                and _is_called(thing, key, last)
                and kinds <= thing.titles
                and (code is None or thing.country_code in (code, None if is_whose else code))
                and (not nominal.gender or thing.gender in ("", nominal.gender))
                and (code is not None or self._is_of_here(thing, start))
            )

        recent = [seen.thing for seen in self._recent(start, ROLE_BACK)]
        people = {thing.entity_id: thing for thing in recent if fits(thing)}
        if not people and last not in SPOKESMEN:
            people = {thing.entity_id: thing for thing in {seen.thing for seen in self.seen} if fits(thing)}
            if not people and not NOT_NOW & {*tree.lower[start + 1 : begin]}:
                people = {thing.entity_id: thing for thing in self._named_next(start) if fits(thing)}
        if len(people) > 1:
            # President Roe and President-elect Doe met: the article calls one of them so
            titled = {i: thing for i, thing in people.items() if _holds(thing, key)}
            people = titled if len(titled) == 1 else people
        if len(people) == 1:
            naming.resolve(next(iter(people.values())), "nominal", 0.75)
        elif not people and self._is_epithet(start, begin, last) and tree.is_subject(end - 1):
            self._take_who_spoke(naming, nominal.gender, back=SENTENCES_BACK)
        return naming

    def _named_next(self, start: int) -> Iterator[Thing]:
        """The persons named in the next sentences: the Lima mayor said so. ¶ Mayor Jane Roe spoke on Monday."""
        last = self.tree.sents[start] + NAMED_NEXT
        for naming in self.namings[bisect_right(self.namings, start, key=lambda naming: naming.start) :]:
            if self.tree.sents[naming.start] > last:
                return
            if naming.label == "PERSON" and naming.thing is not None and naming.title_role:
                yield naming.thing

    def _holder(self, start: int, end: int) -> Naming | None:
        """The mayor of Lima: the one person whose title holds all these words."""
        tree, stop = self.tree, end
        while stop < min(end + LONGEST_OFFICE, len(tree.words)) and (
            tree.pos[stop] in ("ADJ", "NOUN", "PROPN") or tree.lower[stop] in _IN_OFFICES
        ):
            stop += 1
        while stop > end and tree.lower[stop - 1] in _IN_OFFICES:
            stop -= 1
        words = {word for word in tree.lower[start:stop] if word not in _IN_OFFICES}
        people = {
            s.thing.entity_id: s.thing for s in self.seen if s.thing.label == "PERSON" and words <= s.thing.titles
        }
        if len(people) != 1 or len(words) < 2:
            return None
        naming = Naming(start, stop, "PERSON", "nominal", text_of(tree, start, stop), confidence=0.5)
        naming.resolve(next(iter(people.values())), "nominal", 0.75)
        return naming

    def _is_epithet(self, start: int, begin: int, last: str) -> bool:
        """Whether a description may be of who has just been named: the expert, the Acme driver, the former governor."""
        if last in epithets():
            return True
        if any(word in _ONCE for word in self.tree.lower[start + 1 : begin]):
            return True
        is_named = (
            any(i in self.inside for i in range(start + 1, begin)) and self.tree.lower[begin - 1] not in POSSESSIVES
        )
        return is_named and last in epithets_with_more()

    def _take_who_spoke(self, naming: Naming, gender: str, *, back: int = 0) -> None:
        """The one person named in this sentence and the one before, or else the subject of the one before.

        Where nobody is, it may be the only one of the text so far, if named not more than so many sentences back.
        """
        number = self.tree.sents[naming.start]
        people = {
            seen.thing.entity_id: seen
            for seen in self._recent(naming.start, 1)
            if seen.thing.label == "PERSON"
            and seen.thing.gender in ("", gender or seen.thing.gender)
            and not seen.is_quoted
            and self.tree.deps[seen.root] != "compound"
        }
        if len(people) > 1 and all(seen.sentence < number for seen in people.values()):
            people = {key: seen for key, seen in people.items() if seen.is_subject}
        if not people and back:
            everybody = {seen.thing.entity_id: seen for seen in self.seen if seen.thing.label == "PERSON"}
            near = (seen for seen in self._recent(naming.start, back) if not seen.is_quoted)
            is_near = len(everybody) == 1 and any(seen.thing.entity_id in everybody for seen in near)
            people = everybody if is_near else people
        if len(people) == 1 and not self.quoted[naming.start]:
            naming.resolve(next(iter(people.values())).thing, "nominal", 0.65)

    def _aged(self, at: int) -> Naming | None:
        """The 46-year-old, the 46-year-old actress: who is that old, or else the one person named before."""
        tree, start = self.tree, at - len(AGED) - 1
        if start < 0 or tree.lower[at - len(AGED) + 1 : at + 1] != AGED or tree.lower[start] != "the":
            return None
        head = tree.heads[at] if tree.deps[at] == "amod" and at < tree.heads[at] <= at + 4 else at
        if tree.tags[head] not in ("NN", "NNP", "JJ") or (head < len(tree.words) - 1 and tree.pos[head + 1] == "PROPN"):
            return None
        named = self.things.by_end.get(head + 1)
        if named is not None and named.label == "PERSON":
            return None
        naming = Naming(start, head + 1, "PERSON", "nominal", text_of(tree, start, head + 1), confidence=0.5)
        age = tree.words[start + 1]
        people = {s.thing.entity_id: s.thing for s in self.seen if s.thing.label == "PERSON" and s.thing.age == age}
        if len(people) == 1:
            naming.resolve(next(iter(people.values())), "nominal", 0.8)
        elif not people and tree.is_subject(head):
            nominal = nominals().get(tree.lower[head])
            self._take_who_spoke(naming, nominal.gender if nominal is not None else "")
        return naming

    def _is_of_here(self, thing: Thing, start: int) -> bool:
        """Whether the countries the sentence spoke of so far include the person's: Panama's president is not Putin."""
        here = {seen.thing.country_code for seen in self._recent(start, 0) if seen.thing.label in ("GPE", "NORP")}
        return not here or thing.country_code in (None, *here)

    def _country(self, start: int, end: int) -> Naming | None:
        countries = {
            seen.thing.entity_id: seen.thing
            for seen in self._recent(start, 2)
            if seen.thing.entity_id.startswith("country:")
        }
        if len(countries) != 1:
            return None
        naming = Naming(start, end, "GPE", "nominal", text_of(self.tree, start, end))
        naming.resolve(next(iter(countries.values())), "nominal", 0.7)
        return naming

    def _organisation(
        self, start: int, end: int, key: str, nominal: Nominal, code: str | None, *, begin: int | None = None
    ) -> Naming | None:
        tree = self.tree
        begin = start if begin is None else begin
        naming = Naming(begin, end, "ORG", "nominal", text_of(tree, begin, end), confidence=0.5)
        number = tree.sents[start]
        if "company" in nominal.antecedent:
            companies = {
                seen.thing.entity_id: seen.thing for seen in self._recent(start, 2) if _may_be_company(seen.thing)
            }
            if len(companies) == 1 and start + 2 == end:
                naming.resolve(next(iter(companies.values())), "nominal", 0.7)
            return naming
        for back in range(NOMINAL_BACK + 1):
            found = {
                seen.thing.entity_id: seen.thing
                for seen in self._recent(start, back)
                if seen.sentence == number - back
                and seen.thing.label == "ORG"
                and _fits(seen.thing, nominal)
                and (code is None or seen.thing.country_code == code)
            }
            if len(found) > 1:
                return naming
            if found:
                naming.resolve(next(iter(found.values())), "nominal", 0.8 if back < 2 else 0.7)
                return naming
        if code is None and start + 2 == end and tree.lower[start] == "the" and key not in _NAMED_WITHOUT:
            # however far back, if no other is called so in its name: the ministry, in a text on one Ministry of Health
            called = {s.thing.entity_id: s.thing for s in self.seen if s.thing.label == "ORG"}
            called = {i: thing for i, thing in called.items() if key in thing.name.lower().split()}
            if len(called) == 1:
                naming.resolve(next(iter(called.values())), "nominal", 0.6)
        return naming


def _is_town(owner: Naming | None) -> bool:
    """Whether a name is of a town or state, whose officials the article need not give a country."""
    return owner is not None and owner.thing is not None and owner.thing.entity_id.startswith("place:")


def _rules(thing: Thing) -> bool:
    """Whether a person is the head of a state or of its government, not of a city."""
    return thing.label == "PERSON" and bool(RULERS & (thing.titles | {*thing.role.lower().split()}))


def _is_called(thing: Thing, key: str, last: str) -> bool:
    words = thing.titles | set(thing.role.lower().split())
    if last in SPOKESMEN:
        return bool(words & SPOKESMEN)
    if key == "premier" and {"prime", "minister"} <= words:
        return True
    if key == "ruler":  # the Peruvian leader, whatever he is called there
        return bool(RULERS & words) and not NOT_NOW & words
    return all(word in words for word in key.lower().split())


def _holds(thing: Thing, key: str) -> bool:
    """Whether the article itself gives a person this role, and gives it as one held now."""
    return not thing.titles & NOT_NOW and all(word in thing.titles for word in key.lower().split())


def _fits(thing: Thing, nominal: Nominal) -> bool:
    name = f" {thing.name.lower()} "
    return any(f" {hint}" in name or hint == thing.role for hint in nominal.antecedent)


def _may_be_company(thing: Thing) -> bool:
    """Whether nothing speaks against an organisation's being a company: no bureau of whatever name."""
    if thing.label != "ORG" or thing.role not in ("", "company") or is_generic(thing.name):
        return False
    return not is_body(thing.name)


@cache
def _reporting_verbs() -> frozenset[str]:
    return frozenset(row["cue"] for row in seed_rows("cues", "cue") if row["kind"] == "verb") - IMPERSONAL


@cache
def _verbs_of_minds() -> frozenset[str]:
    """Reporting verbs whose subject is somebody: plans, expects; not what things do as well: shows, calls for."""
    rows = [
        row for row in seed_rows("cues", "cue") if row["kind"] == "verb" and row["class"] not in ("show", "evaluate")
    ]
    return frozenset(row["cue"] for row in rows) - IMPERSONAL - _OF_TEXTS | PLAIN_REPORTING


def _quoted(tree: Tree) -> tuple[list[bool], list[int]]:
    """Whether each token stands inside double quotation marks, which a line's end closes.

    With it, for each sentence, how many up to it say something outside of them.
    """
    out: list[bool] = []
    told: list[int] = []
    is_open = False
    for word, sentence in zip(tree.words, tree.sents, strict=True):
        if word in ("“", "„", "``", "«"):
            is_open = True
        elif word in ("”", "''", "»"):
            is_open = False
        elif word == '"':
            is_open = not is_open
        elif "\n" in word:
            is_open = False
        elif not is_open and sentence >= len(told) and word[0].isalnum():
            told += [told[-1] if told else 0] * (sentence - len(told))
            told.append(told[-1] + 1 if told else 1)
        out.append(is_open)
    if out:
        told += [told[-1] if told else 0] * (tree.sents[-1] + 1 - len(told))
    return out, told
