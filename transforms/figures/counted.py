"""What a figure counts: the noun phrase, its head and modifiers, and the class that the news knows it by."""

import re
from dataclasses import dataclass
from functools import cache

from transforms.figures.quantity import Quantity
from transforms.figures.syntax import NOMINAL, Tree, case_of, governor, phrase_from
from transforms.figures.units import SAME_IN_PLURAL, currencies, singular
from transforms.language.known import gazetteer
from transforms.lexicon import seed_rows
from transforms.words import Word, Words

_BOUNDING = frozenset("more less fewer than at least most about some around nearly almost over up to roughly".split())
# Nouns that hold what is counted rather than being it: the noun after their "of" is meant.
CONTAINERS = frozenset(
    (
        "brigade battalion division regiment group team batch wave convoy shipment package tranche"
        " box truckload crate round"
    ).split()
)
_NEVER = frozenset(
    (
        "hurt total number average rest half percent percentage pct bpd cent per % years year time lot bit"
        " more less way today yesterday tomorrow monday tuesday wednesday thursday friday saturday"
        " sunday january february march april june july august september october november december"
    ).split()
)
_OTHER_ENDS = frozenset("to by from for with on in of into".split())
_DEEDS = frozenset("death killing murder homicide arrest injury".split())
# Verbs that befall people alone, whatever these are called: dozens of Islamists were arrested.
_OF_PEOPLE = frozenset(
    "arrest detain jail imprison apprehend abduct kidnap assassinate hospitalize hospitalise".split()
)
_SUFFERING = frozenset("suffer sustain receive".split())
_WOUNDS = frozenset("injury wound burn fracture concussion".split())
# its last ten games, the other two men
_SOME_OF = frozenset("last first past previous remaining next other top".split())
_LATELY = frozenset("last this next previous past same following".split())
_SPANS = frozenset("second minute hour day week month quarter year decade season session summer winter night".split())
_SCALES = frozenset("mln bln tln bn dozen hundred thousand million billion trillion".split())
# Nouns that say when or out of what a sum is, not what it is paid in: seven cents in the prior quarter.
_SPENT_IN = frozenset(
    (
        "cash total order addition quarter qtr period half session trading trade turn fact secret support exchange"
        " return favor favour response line connection advance excess place front recognition"
    ).split()
)
# What makes a round something that is fired; a round of talks is not.
_SHOT = frozenset("fire shoot discharge".split())
_SHOT_OF = frozenset("ammunition ammo tank mortar artillery mm live blank".split())
_LIVES = {"lose": "people.killed", "claim": "people.killed", "take": "people.killed", "save": "people.rescued"}

# What a number was then: 35 a month earlier are no months.
_EARLIER = re.compile(
    r"\s(?:an?|the|one)\s(?:year|month|week|day|decade|quarter|season|century)\s(?:ago|earlier|before|later|previously)\b"
)

_IF_NOT = frozenset("if not even perhaps".split())
_LEVELS = frozenset("level mark milestone threshold barrier".split())
_OWED = frozenset(("debt", "loan", "bond", "liability", "obligation", "arrears", "deficit"))
_DEAD_OR_HURT = re.compile(
    r"\s(?:killed|dead)\s(?:or|and)\s(?:wounded|injured|hurt)\b|\s(?:wounded|injured)\s(?:or|and)\s(?:killed|dead)\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase counted: from the first modifier to the head."""

    begin: int
    head: Word

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        return self.head.doc[self.begin].idx

    @property
    def end_char(self) -> int:
        """Offset just past its head, or past a plural joined to it without a number of its own: 20 homes and shops."""
        doc, after = self.head.doc, self.head.i + 1
        if self.head.tag_ != "NNS" or after + 1 >= len(doc) or doc[after].lower_ not in ("and", "or"):
            return self.head.end
        joined = next((child for child in self.head.children if child.dep_ == "conj"), self.head)
        if joined.tag_ != "NNS" or not after < joined.i < after + 4 or joined.lower_.removesuffix("s") in _SCALES:
            return self.head.end
        plain = all(word.head == joined and word.tag_ in ("JJ", "NN") for word in doc.between(after + 1, joined.i))
        return joined.end if plain else self.head.end

    @property
    def lemma(self) -> str:
        """The lemma of the head; a tagger that missed a plural does not hide it, nor a hyphen a word (e-mail)."""
        lemma = noun_lemma(self.head)
        return f"{self.head.nbor(-2).lower_}-{lemma}" if self.has_letter else lemma

    @property
    def has_letter(self) -> bool:
        """Whether a letter and a hyphen before the head belong to it: e-mails, T-shirts."""
        if self.head.i < self.begin + 2 or self.head.nbor(-1).text != "-" or self.head.nbor(-1).whitespace_:
            return False
        return len(self.head.nbor(-2).text) == 1 and self.head.nbor(-2).text.isalpha()

    @property
    def modifiers(self) -> tuple[str, ...]:
        """Lemmas of the words before the head, in order."""
        words = self.head.doc.between(self.begin, self.head.i - 2 if self.has_letter else self.head.i)
        return tuple(
            word.lemma_.lower()
            for word in words
            if word.pos_ not in ("DET", "PUNCT", "PART", "ADP", "SYM", "ADV", "CCONJ") and word.text not in ("-", "–")
        )


def noun_lemma(token: Word) -> str:
    """The singular of a noun, lower case."""
    lemma = str(token.lemma_).lower()
    lower = token.lower_
    if lower in SAME_IN_PLURAL:
        return lower
    if lemma == lower[:-1] and not lower.endswith(("s", "i", "e", "n", "a")):
        return lower  # wheat is no plural of whea
    if (
        lemma == lower
        and lower.endswith("s")
        and len(lower) > 3
        and token.tag_ in ("NNS", "NNPS", "NNP")
        and not lower.endswith("ss")
    ):
        return singular(lower)
    return lemma


def counted_by(tree: Tree, quantity: Quantity) -> Counted | None:
    """The phrase that a quantity counts or measures out; null where the text does not say or was not parsed."""
    if not tree.is_parsed or quantity.kind in ("age", "ordinal", "duration"):
        return None
    doc = tree.doc
    after = tree.first_after(quantity.end)
    if quantity.rule == "ratio" and ":" in tree.text[quantity.number_start : quantity.number_end]:
        return None  # an 18:9 screen
    if quantity.shares_next:
        return _in_list(tree, after)
    if after >= len(doc):
        return None
    if quantity.unit is not None and (doc[after].text != ")" or tree.text[quantity.start - 1] == "("):
        after = past_brackets(tree, after)  # not (No. 5, $7.2 billion) of a firm
        if after >= len(doc):
            return None
    if quantity.is_vague and doc[after].text == "," and after + 1 < len(doc) and doc[after + 1].lower_ == "of":
        after += 1  # hundreds, if not thousands, of firms
    found: tuple[int, Word] | None
    if doc[after].lower_ == "of" and not _ends_here(doc[after]):
        found = phrase_from(doc, _past_number(doc, after + 1))
    elif quantity.unit is not None:
        found = _measured_out(tree, quantity, after)
    elif quantity.per_unit is not None or _EARLIER.match(tree.text, quantity.end):
        found = None
    else:
        if doc[after].tag_ == "``" and not _ends_here(doc[after]) and after + 1 < len(doc):
            after += 1  # two "deliveries" of payloads
        found = phrase_from(doc, after)
        if doc[after].lower_ in ("more", "other", "additional", "fewer", "further", "extra", "less") and found is None:
            found = phrase_from(doc, after + 1)
    if found is None or _ends_here(doc[found[0]]):
        return None
    begin, head = found
    if head.tag_ == "NNP" and head.ent_type_ == "GPE" and quantity.unit is None and doc[after].lower_ == "of":
        return None  # Ana Diaz, 67 of Slidell
    if quantity.kind == "percent" and head.lower_ in currencies():
        return None  # 90 percent of the 16,000 billion yen in bills
    if doc[begin].lower_ in _LATELY and noun_lemma(head) in _SPANS:
        return None  # 15.790 last week
    if head.lower_ == "worth" and head.i > begin:
        head = head.nbor(-1)  # 20 projects worth $4 billion
    if quantity.unit is not None:
        head = _end_of_pair(head) or head  # 125 million dollars of oil and gas properties
    elif (quantity.value or 0) > 1:
        head = _past_list(head)
    if doc[begin].lower_ == "more" and begin < head.i:
        begin += 1  # thousands more residents are residents
    if quantity.unit is None and _is_attributive(doc[begin], head, quantity):
        head = doc[begin]
    if quantity.unit is None and (owner := _owner_counted(doc, begin, head)) is not None:
        return Counted(begin, owner)
    head = _not_cast(doc, begin, head)
    if head.tag_ == "NN" and head.lower_ in _LEVELS and quantity.unit is None:
        return None  # rose to the 4,000 level
    named = begin < head.i and head.lower_ == "numbers"  # 209,000 credit card numbers
    if not named and (noun_lemma(head) in _NEVER or head.lower_ in _NEVER):
        return None
    return Counted(begin, head)


def _not_cast(doc: Words, begin: int, head: Word) -> Word:
    """The noun before a participle that taggers take for one more noun: the 110 votes cast are votes."""
    before = head.nbor(-1) if head.i > begin else head
    return before if head.lower_ in ("cast", "lost", "won", "put", "set") and before.tag_ == "NNS" else head


def _past_list(head: Word) -> Word:
    """The noun that ends a list of words before it: 90 air, sea and ground-launched missiles are missiles."""
    if (ends := _end_of_names(head) or _end_of_pair(head)) is not None:
        return ends
    noun = head.head
    is_part = head.tag_ in ("NN", "NNP") and head.dep_ in ("compound", "amod", "nmod", "nmod:unmarked")
    if (
        not is_part
        or not 1 < noun.i - head.i < 9
        or noun.tag_ != "NNS"
        or head.nbor(1).lower_ not in (",", "and", "or")
    ):
        return head
    between = head.doc.between(head.i + 1, noun.i)
    return head if any(token.pos_ in ("VERB", "AUX", "ADP") and token.tag_ != "VBN" for token in between) else noun


def _end_of_pair(head: Word) -> Word | None:
    """The plural after a singular and an adjective joined to it: 600 office and technical workers."""
    doc, i = head.doc, head.i
    joined = head.tag_ == "NN" and i + 3 < len(doc) and doc[i + 1].lower_ in ("and", "or") and doc[i + 3].tag_ == "NNS"
    return doc[i + 3] if joined and doc[i + 2].tag_ in ("JJ", "NN") and not doc[i + 3].is_sent_start else None


def _end_of_names(head: Word) -> Word | None:
    """The plural after a list of names that begins with this one: 90,000 VW, Audi and Skoda vehicles."""
    doc, i = head.doc, head.i + 1
    if (
        head.tag_ not in ("NN", "NNP")
        or not head.text[:1].isupper()
        or i >= len(doc)
        or doc[i].text not in (",", "and")
    ):
        return None
    while i < min(len(doc), head.i + 9) and not doc[i].is_sent_start:
        if doc[i].tag_ == "NNS" and doc[i].text.islower() and i - 1 > head.i and doc[i - 1].text[:1].isupper():
            return doc[i]
        if not (doc[i].text[:1].isupper() or doc[i].text in (",", "and", "or", "&")):
            return None
        i += 1
    return None


def _owner_counted(doc: Words, begin: int, head: Word) -> Word | None:
    """Those counted where what they own is one thing: 400,000 people's personal information is of 400,000 people."""
    if head.tag_ != "NN":
        return None
    return next(
        (doc[i - 1] for i in range(begin + 1, head.i) if doc[i].tag_ == "POS" and doc[i - 1].tag_ in ("NNS", "NNPS")),
        None,
    )


def _past_number(doc: Words, i: int) -> int:
    """The token after a number that stands here: 45 of the 276 girls are girls, and 276 is a figure of its own.

    So it is past an owner: 330 of the resort's 397 rooms are rooms.
    """
    for owner in range(i, min(i + 6, len(doc) - 2)):
        if doc[owner].tag_ == "POS" and doc[owner + 1].tag_ == "CD":
            return owner + 3 if doc[owner + 2].lower_ in _SCALES else owner + 2  # the country's 23 million people
        if doc[owner].pos_ not in (*NOMINAL, "DET", "ADJ", "PART"):
            break
    at = i + 1 if i < len(doc) and doc[i].tag_ in ("DT", "PRP$") else i
    if at + 1 < len(doc) and doc[at].lower_ in _SOME_OF:
        at += 1  # eight of its last ten games
    at = _past_bound(doc, at)
    if at + 2 >= len(doc) or doc[at].tag_ != "CD":
        return i
    if doc[at + 1].lower_ in _SCALES:
        return at + 2  # three mln of its 32.8 mln shares
    if doc[at + 1].lower_ in _SPANS and doc[at + 2].pos_ == "NOUN":
        return at + 2  # 100 million francs of five year notes
    return at + 1 if doc[at + 1].pos_ in ("NOUN", "PROPN", "ADJ") else i


def _past_bound(doc: Words, i: int) -> int:
    """The token after words that only say how exactly a number is meant: of the more than 200, of about 40."""
    j = i
    while j < min(i + 4, len(doc)) and doc[j].tag_ != "CD" and doc[j].lower_ in _BOUNDING:
        j += 1
    return j if j < len(doc) and doc[j].tag_ == "CD" else i


def _is_attributive(first: Word, head: Word, quantity: Quantity) -> bool:
    """Whether the first noun alone is counted: a four-cylinder engine has four cylinders."""
    if first.i == head.i or first.tag_ != "NN" or quantity.value is None or abs(quantity.value) <= 1 or quantity.scaled:
        return False
    return head.tag_ == "NN" or (first.i > 0 and first.nbor(-1).text in ("-", "–"))


def past_brackets(tree: Tree, i: int) -> int:
    """The token after a conversion in brackets: 8 miles (13 kilometres) of tunnels."""
    doc = tree.doc
    if doc[i].text == ")":
        return i + 1
    if doc[i].text == "(":
        return next((j + 1 for j in range(i, min(i + 7, len(doc))) if doc[j].text == ")"), i)
    return i


def _ends_here(token: Word) -> bool:
    return token.is_space or token.is_sent_start


def _measured_out(tree: Tree, quantity: Quantity, after: int) -> tuple[int, Word] | None:
    """`$5 million in aid`, `$5bn worth of weapons`."""
    doc = tree.doc
    if quantity.kind != "money" or doc[after].lower_ not in ("in", "worth") or after + 1 >= len(doc):
        return None
    at = after + 1
    if doc[at].lower_ == "of":
        at += 1
    found = phrase_from(doc, at)
    if found is None or doc[after].lower_ == "worth":
        return found
    begin, head = found
    return (
        found
        if head.pos_ == "NOUN"
        and begin == at
        and doc[begin].tag_ != "CD"
        and head.ent_type_ == ""
        and noun_lemma(head) not in _SPENT_IN
        else None
    )


def _in_list(tree: Tree, after: int) -> Counted | None:
    """What the last member of "12, 15 and 20 people" counts."""
    doc = tree.doc
    for i in range(after, min(after + 8, len(doc))):
        if doc[i].is_sent_start and i > after:
            return None
        word = doc[i].lower_
        if word.removesuffix("s") in _SCALES or word in _IF_NOT or (i == after and word == "from"):
            continue
        if word == "of" and i > after:
            found = phrase_from(doc, i + 1)  # hundreds, if not thousands, of firms
            return Counted(*found) if found else None
        if doc[i].pos_ in ("PRON", "VERB", "AUX", "ADP", "SCONJ"):
            return None  # 14, three of them badly; 312 to 108, with 12 abstentions
        if (
            doc[i].text == ","
            and i > after
            and i + 1 < len(doc)
            and doc[i + 1].tag_ not in ("CD", "CC")
            and doc[i + 1].lower_ != "of"
        ):
            return None  # to 226,300 from 218,200, the association said
        if doc[i].pos_ in NOMINAL or doc[i].pos_ == "ADJ":
            found = phrase_from(doc, i)
            return Counted(*found) if found and noun_lemma(found[1]) not in _NEVER else None
    return None


@cache
def classes(part_of_speech: str) -> dict[str, str]:
    """Class by lemma, of this part of speech (noun, verb, adjective, money)."""
    rows = seed_rows("counted_classes", "key")
    return {row["word"].lower(): row["counted_class"] for row in rows if row["part_of_speech"] == part_of_speech}


def class_of(tree: Tree, counted: Counted | None, anchor: Word | None, quantity: Quantity) -> str | None:
    """people.killed, people.military, vehicles: from the head noun and, for people, from what befell them."""
    verb, link = (None, "") if anchor is None else _verb_and_link(anchor)
    if quantity.kind == "count" and quantity.unit is None and (state := _state_after(tree, counted, quantity)):
        return state
    if quantity.kind == "money":
        if counted is not None and counted.lemma in _OWED:
            return None  # to pay its $109bn of debt is not to have spent them
        return _class_of_money(anchor, tree.index_at(quantity.start)) if anchor is not None else None
    if quantity.kind not in ("count", "rate", "ratio", "percent") or counted is None:
        if quantity.kind == "count" and verb is not None and anchor is not None and quantity.unit is None:
            befell = classes("verb").get(verb.lemma_.lower()) if _hits(verb, link) else None
            if befell == "people.rescued" and verb.lemma_.lower() == "save":
                befell = None  # it could save you thousands
            return befell or _told_by_noun(verb, anchor)  # "at least 12 were killed"
        return None
    if quantity.kind in ("ratio", "percent") and counted.head.tag_ not in ("NNS", "NNPS"):
        return None  # 20 pct of the company
    if counted.lemma == "life" and verb is not None:
        return _LIVES.get(verb.lemma_.lower())
    base = _class_of_noun(counted, verb, link)
    if base is None or not base.startswith("people") or anchor is None:
        return base
    if (befell := _deed_upon(anchor)) is not None:
        return befell
    if base == "people" and verb is not None and link.startswith("obl"):
        return _told_by_noun(verb, anchor) or base  # the death toll rose to 31 people
    return base


def _class_of_money(anchor: Word, begin: int) -> str | None:
    """Raised, spent or pledged, where the verb does that to the sum; not: raised its offer to 5 dollars."""
    verb, node, link = governor(anchor)
    if verb is None or (link.startswith("obl") and case_of(node) in _OTHER_ENDS):
        return None
    if verb.lemma_ == "raise" and any(token.pos_ in NOMINAL for token in verb.doc.between(verb.i + 1, begin)):
        return None  # raised its offer to 5 dollars, up from 4
    nested = node.i < anchor.i and anchor.dep_ in ("nmod", "appos")  # an increase of 5 dollars
    return None if nested else classes("money").get(verb.lemma_.lower())


def _deed_upon(anchor: Word) -> str | None:
    """The class that a noun before "of" gives: the arrest of 18 individuals, the murder of two women."""
    while anchor.dep_ == "conj" and anchor.head.pos_ in NOMINAL and anchor.head.i < anchor.i and not case_of(anchor):
        anchor = anchor.head  # the death of ten passengers and two pilots
    deed = anchor.head
    if noun_lemma(deed) == "life" and case_of(anchor) == "of":
        return _LIVES.get(deed.head.lemma_.lower())  # claimed the lives of 14 soldiers
    if anchor.dep_ != "nmod" or deed.i > anchor.i or case_of(anchor) != "of" or noun_lemma(deed) not in _DEEDS:
        return None
    return classes("noun").get(noun_lemma(deed))


def _state_after(tree: Tree, counted: Counted | None, quantity: Quantity) -> str | None:
    """The class that the word right after a count of people gives: 31 dead, and hundreds were injured."""
    at = tree.first_after(quantity.end)
    if not tree.is_parsed or at >= len(tree.doc) or tree.doc[at].is_sent_start:
        return None
    if counted is not None and not (_known_as(counted) or "").startswith("people"):
        return None
    if tree.doc[at].lower_ == "more" and at + 1 < len(tree.doc):
        at += 1  # hundreds more injured
    if at + 1 < len(tree.doc) and tree.doc[at].head.i == at + 1 and tree.doc[at + 1].pos_ == "NOUN":
        return None  # 12 missing pages
    said = at
    while said + 1 < len(tree.doc) and tree.doc[said].lower_ in ("were", "was", "are", "have", "had", "been"):
        said += 1
    if said > at and (tree.doc[said].tag_ == "VBN" or tree.doc[said].lower_ in classes("adjective")):
        word = tree.doc[said]
        return classes("verb").get(word.lemma_.lower()) or classes("adjective").get(word.lower_)
    if tree.doc[at].lower_ == "hurt":
        return classes("verb").get("hurt")
    if counted is None and tree.doc[at].tag_ in ("VBN", "VBD") and _ends_clause(tree.doc, at + 1):
        return classes("verb").get(tree.doc[at].lemma_.lower())  # 58 killed, 527 injured in Las Vegas
    return classes("adjective").get(tree.doc[at].lower_)


def _ends_clause(doc: Words, i: int) -> bool:
    """Whether no object follows here: a break, a preposition, a clause of its own."""
    return i >= len(doc) or doc[i].pos_ in ("PUNCT", "ADP", "SCONJ", "CCONJ", "SPACE", "ADV") or _ends_here(doc[i])


def _told_by_noun(verb: Word, anchor: Word) -> str | None:
    """The class of a bare number from the noun it is the number of: the death toll rose to 222."""
    near = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.i < anchor.i]
    near += [anchor.head] if anchor.dep_ == "nmod" and anchor.head.i < anchor.i else []
    for noun in near:
        if noun.lemma_.lower() == "toll" and all(
            child.lower_ == "death" for child in noun.children if child.dep_ == "compound"
        ):
            return "people.killed"
        if noun.lemma_.lower() in ("number", "count", "tally"):
            of = next((child for child in noun.children if child.dep_ == "nmod" and case_of(child) == "of"), None)
            if of is not None:
                return _class_of_noun(Counted(of.i, of), None, "") or classes("adjective").get(of.lower_)
    return None


def _known_as(counted: Counted) -> str | None:
    """The class of a noun, by itself or with the word before it: a trading house is no house, a video game no match."""
    nouns = classes("noun")
    apart = nouns.get(f"{counted.modifiers[-1]} {counted.lemma}") if counted.modifiers else None
    return (nouns.get(counted.lemma) if apart is None else apart) or ("people" if _is_a_people(counted.head) else None)


def _is_a_people(head: Word) -> bool:
    """Whether a noun names people of a country: nine Mexicans, two Sudanese."""
    known = gazetteer().lookup(head.text)
    plural = head.tag_ in ("NNS", "NNPS", "NNP", "JJ") and head.lower_.endswith(("s", "ese", "ish", "ch", "men"))
    return plural and bool(known) and known[0].kind in ("demonym", "people")


def _is_shot(counted: Counted, verb: Word | None) -> bool:
    """Whether rounds are fired ones: two tank rounds, 40 rounds of ammunition; not rounds of talks or of a match."""
    if verb is not None and verb.lemma_.lower() in _SHOT:
        return True
    doc, after = counted.head.doc, counted.head.i + 1
    near = (*doc.between(counted.begin, counted.head.i), *doc.between(after, min(after + 3, len(doc))))
    return any(word.lower_ in _SHOT_OF for word in near)


def _class_of_noun(counted: Counted, verb: Word | None, link: str) -> str | None:
    base = _known_as(counted)
    if counted.lemma == "round" and not _is_shot(counted, verb):
        return None
    if base is None and (counted.lemma == "other" or (verb is not None and verb.lemma_.lower() in _OF_PEOPLE)):
        return _befell(counted, verb, link)  # wounded 23 others
    if base is not None and base.split(".")[0] == "people" and base not in ("people.killed", "people.wounded"):
        return _befell(counted, verb, link) or base
    return base


def _verb_and_link(anchor: Word) -> tuple[Word | None, str]:
    """The verb above a figure and the relation; an adverbial without a preposition of its own is an object.

    Parsers take the "at" of "killed at least 50 people" for one.
    """
    verb, node, link = governor(anchor)
    if link == "obl" and verb is not None and case_of(node) in (None, "at"):
        if verb.i < node.i:
            return verb, "obj" if case_of(node) is None else link
        if not any(child.dep_.startswith("nsubj") for child in verb.children):
            return verb, "nsubj:pass" if any(child.dep_ == "aux:pass" for child in verb.children) else "nsubj"
    return verb, link


def _befell(counted: Counted, verb: Word | None, link: str) -> str | None:
    words = classes("adjective")
    head = counted.head
    if _DEAD_OR_HURT.match(f"{head.whitespace_}{head.doc.read[head.i + 1 : head.i + 6].text}"):
        return "people.casualties"
    for child in counted.head.children:
        if child.lower_ in words and child.dep_ in ("amod", "acl", "advmod", "xcomp"):
            return words[child.lower_]
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in classes("verb"):
            return classes("verb")[child.lemma_.lower()]
    nxt = counted.head.i + 1
    doc = counted.head.doc
    if nxt < len(doc) and doc[nxt].lower_ in words:
        return words[doc[nxt].lower_]
    if nxt < len(doc) and doc[nxt].tag_ == "VBN" and _ends_clause(doc, nxt + 1):
        befell = classes("verb").get(doc[nxt].lemma_.lower())  # lost 200 men killed and 450 wounded
        if befell is not None:
            return befell
    if verb is None:
        return None
    if verb.lower_ in words and link in ("nsubj", "cop"):
        return words[verb.lower_]
    if link == "nsubj" and case_of(verb) == "among":  # were among those killed
        told = next((child for child in verb.children if child.dep_ in ("acl", "acl:relcl")), None)
        return classes("verb").get(told.lemma_.lower()) if told is not None and _hits(told, "nsubj") else None
    if (state := _state_of_verb(verb, link)) is not None:
        return state
    if verb.lemma_.lower() in _SUFFERING and link.startswith("nsubj"):
        suffered = next((child for child in verb.children if child.dep_ == "obj"), None)
        return "people.wounded" if suffered is not None and noun_lemma(suffered) in _WOUNDS else None
    if verb.lemma_.lower() == "lose" and any(
        child.dep_ == "obj" and noun_lemma(child) == "life" for child in verb.children
    ):
        return "people.killed"
    return classes("verb").get(verb.lemma_.lower()) if _hits(verb, link) else None


def _state_of_verb(verb: Word, link: str) -> str | None:
    """What a verb and an adjective say that people were then: found dead, went missing, left three protesters dead."""
    words = classes("adjective")
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if link.startswith("nsubj") and after.lower_ in words and not after.is_sent_start:
        return words[after.lower_]
    if link != "obj":
        return None
    said = (child for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.i > verb.i)
    return next((words[child.lower_] for child in said if child.lower_ in words), None)


def _hits(verb: Word, link: str) -> bool:
    """Whether a noun with this relation is whom the verb befalls."""
    if link in ("nsubj:pass", "obj"):
        return True
    if link == "nsubj":
        passive = any(child.dep_ == "aux:pass" for child in verb.children)
        if verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "obj") for child in verb.children):
            passive = True  # three soldiers killed in the capital
        return passive or verb.lemma_.lower() in ("die", "perish", "drown", "flee", "vanish", "disappear", "evacuate")
    return link in ("acl", "root", "nummod") and verb.tag_ == "VBN"
