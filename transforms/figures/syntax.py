"""Where a figure stands in its sentence: its tokens, the noun it counts, the verb it hangs on."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.reading import Reading
from transforms.words import Word, Words

# Nouns of what is set beside a deed: in contrast to, in response to.
COMPARING = frozenset(
    "contrast comparison response retaliation reference addition reaction wake aftermath anticipation".split()
)
NOMINAL = frozenset(("NOUN", "PROPN"))
# Nouns in -ing that taggers take for verbs after the noun they belong to: government spending.
_ACTIVITIES = frozenset(
    (
        "spending funding housing training trading lending borrowing shipping mining farming manufacturing banking"
        " marketing building advertising processing engineering hearing meeting shooting bombing rating"
    ).split()
)
# Verbs and adjectives that only say how sure or how far along it is what their subject does.
_HELD_TO = frozenset(
    (
        "expect predict forecast project set schedule fear believe think say report estimate reckon suppose know"
        " understand presume allege rumor rumour poise slate"
    ).split()
)
_SEEMING = frozenset("seem appear tend continue begin start".split())
_LIKELY = frozenset("likely unlikely due set sure certain bound poised".split())
_DASHES = frozenset(("-", "–", "—", "--"))
_CLAUSES = frozenset(("ccomp", "advcl", "parataxis", "acl:relcl"))
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")


@dataclass(slots=True)
class Tree:
    """A Doc by offsets, and whether it has been parsed; without a parse, every question about syntax answers null."""

    doc: Words
    text: str
    starts: list[int]
    is_parsed: bool

    @classmethod
    def of(cls, reading: Reading) -> "Tree":
        """The tree of an article's Doc, its token offsets at hand."""
        doc, tree = reading.doc, reading.tree
        return cls(reading.words, tree.text, tree.starts, doc.has_annotation("DEP") and doc.has_annotation("TAG"))

    def index_at(self, char: int) -> int:
        """The token that holds this offset."""
        return self.doc.tree.token_at(char)

    def first_after(self, char: int) -> int:
        """The first token that begins at or after this offset."""
        return bisect_left(self.starts, char)


def root_of(tokens: list[Word]) -> Word:
    """The token of a run that hangs on something outside it, the last such one at best a noun."""
    inside = {token.i for token in tokens}
    outer = [token for token in tokens if token.head.i not in inside or token.head == token]
    nominal = [token for token in outer if token.pos_ in ("NOUN", "PROPN", "SYM", "NUM")]
    return (nominal or outer or tokens)[-1]


def governor(token: Word) -> tuple[Word | None, Word, str]:
    """The verb (or copular predicate) above a nominal, the nominal that hangs on it, and by which relation."""
    node = token
    for _ in range(8):
        head = node.head
        if head == node:
            return (node if node.pos_ in ("VERB", "AUX") or has_copula(node) else None), node, "root"
        if has_copula(node) and (node.dep_ in _CLAUSES or any(child.dep_ == "nsubj" for child in node.children)):
            return node, node, "cop"  # turnout was 63 percent, the commission said; Kumshe, which is 15 kilometres off
        if head.dep_ == "amod" and head.head.i > head.i:
            node = head  # sentenced the ousted president to 20 years
            continue
        if head.tag_ == "VBG" and head.dep_ in ("nmod", "compound") and head.head != head:
            node = head  # half of its outstanding
            continue
        if head.pos_ in ("VERB", "AUX") and node.dep_ not in ("conj", "appos", "parataxis"):
            return _doing(head, node)
        if node.dep_ in SUBJECTS and has_copula(head):
            return _doing(head, node)
        if has_copula(node) and node.dep_ not in ("nmod", "conj", "appos", "compound"):
            return node, node, "cop"
        node = head
    return None, node, "root"


def _doing(verb: Word, node: Word) -> tuple[Word, Word, str]:
    """The verb that something does, and how it hangs on it: those who had to be moved are moved, they have nothing.

    So with what is expected, feared or likely to do something, or seems to.
    """
    if node.dep_ == "obl" and (told := _told_around(verb, node)) is not None:
        return told, node, node.dep_
    if node.dep_ in ("nsubj", "nsubj:pass") and (said := _said_before(verb, node)) is not None:
        return said, node, node.dep_
    if node.dep_ in SUBJECTS and _leaves_it_to_another(verb):
        for child in verb.children:
            if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN") and any(c.lower_ == "to" for c in child.children):
                passive = any(c.dep_ == "aux:pass" for c in child.children)
                return child, node, "nsubj:pass" if passive else node.dep_.removesuffix(":pass")
    return verb, node, node.dep_


def _said_before(verb: Word, node: Word) -> Word | None:
    """What is said of a nominal before a verb whose subject is another: two men were killed, said the ministry."""
    for child in verb.children:
        if node.i < child.i < verb.i:
            if child.dep_ == "ccomp":
                return child
            if child.dep_ == "nsubj" and child.nbor(-1).text == ",":  # girls freed by rebels, Nigeria says
                told = [c for c in node.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i < child.i]
                return told[-1] if told else None
    return None


def _leaves_it_to_another(verb: Word) -> bool:
    """Whether an infinitive under a verb or adjective says what its subject does."""
    lemma = verb.lemma_.lower()
    if lemma in _HELD_TO:
        return any(child.dep_ == "aux:pass" for child in verb.children)
    return lemma == "have" or lemma in _SEEMING or (lemma in _LIKELY and has_copula(verb))


def _told_around(verb: Word, node: Word) -> Word | None:
    """The verb that is told, where who tells it stands between commas: in two trials, the firm said, verdicts fell."""
    if node.i > verb.i or verb.i + 1 >= len(verb.doc) or verb.nbor(1).text != ",":
        return None
    speaker = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if speaker is None or not node.i < speaker.i < verb.i:
        return None
    return next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)


def has_copula(token: Word) -> bool:
    """Whether a noun or adjective is said of a subject with a form of "be"."""
    return any(child.dep_ == "cop" for child in token.children)


def subject_of(verb: Word) -> Word | None:
    """The subject of a verb, looked for in the clauses that lend theirs to it (to send; and sent)."""
    node = verb
    for _ in range(5):
        found = [child for child in node.children if child.dep_ in SUBJECTS]
        if found:
            return _nearer(found, node) if len(found) > 1 else found[0]
        if node.dep_ in ("xcomp", "ccomp") and (lent := _lent(node)) is not None:
            return lent
        if node.dep_ == "acl" and node.head.pos_ in NOMINAL:
            if not any(child.lower_ == "to" for child in node.children):
                return node.head
            if (owner := owner_of(node.head)) is not None:
                return owner  # Merkel's decision to open
            above, _, _ = governor(node.head)  # plans to lay off: whoever has the plans
            if above is None or above == node:
                return node.head
            node = above
            continue
        if node.dep_ == "acl:relcl":
            return node.head
        if node.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "acl") or node.head == node:
            return None
        if node.dep_ in ("advcl", "ccomp", "parataxis") and is_finite(node):
            return _pronoun_before(node)  # though the two pour millions, their support is sparse: it has its own
        if node.dep_ in ("ccomp", "parataxis") and node.head.pos_ not in ("VERB", "AUX"):
            return None
        node = node.head
    return None


def _nearer(found: list[Word], verb: Word) -> Word:
    """The one that is the subject, where parsers take two: Thanks to a glitch, *she* ended up; a veteran, *Ana* covers.

    A common noun behind the first is most often in apposition to it, unless that is but a measure (400-pound gorilla).
    """
    first, last = found[0], next((child for child in reversed(found) if child.i < verb.i), found[0])
    begin = min([last.i, *(child.i for child in last.children)])
    if _is_parted(first, last):
        return last
    if last == first or last.doc[begin].tag_ == "CC" or last.doc[max(begin - 1, first.i)].tag_ in ("CC", "-RRB-"):
        return first
    measured = last.pos_ == "NOUN" and any(child.dep_ == "nummod" for child in first.children)
    plain = measured and not any(child.dep_ == "det" for child in last.children)
    return last if plain or last.pos_ in ("PROPN", "PRON") else first


def _is_parted(place: Word, subject: Word) -> bool:
    """Whether one dash parts what opens a sentence from its subject: Afrol News, 5 May - Four men were hanged."""
    between = place.doc.between(place.i + 1, subject.i)
    return place.pos_ == "PROPN" and sum(token.text in _DASHES and bool(token.whitespace_) for token in between) == 1


def owner_of(noun: Word) -> Word | None:
    """The name of whose decision or plan a noun is."""
    return next((child for child in noun.children if child.dep_ == "nmod:poss" and child.pos_ in NOMINAL), None)


def is_finite(verb: Word) -> bool:
    """Whether a verb has a tense of its own, by itself or by its auxiliary."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        child.dep_ in ("aux", "aux:pass", "cop") and child.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for child in verb.children
    )


def _pronoun_before(verb: Word) -> Word | None:
    """The pronoun right before a finite verb, where the parser lost it: the firm said it plans to sell."""
    first = min([verb.i, *(child.i for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop"))])
    before = verb.doc[first - 1] if first else verb
    if before.lower_ not in ("it", "he", "she", "they") or verb.doc[first].is_sent_start:
        return None
    return None if any(child.dep_ in ("csubj", "ccomp") for child in verb.children) else before  # it is likely that


def _lent(verb: Word) -> Word | None:
    """The object that is the subject of an infinitive: it expects *sales* to grow."""
    if any(child.dep_ in ("aux:pass", *SUBJECTS) for child in verb.children):
        return None
    objects = [child for child in verb.head.children if child.dep_ in ("obj", "iobj") and child.i < verb.i]
    return objects[-1] if objects and objects[-1].i > verb.head.i else None


def case_of(token: Word) -> str | None:
    """The preposition of a nominal, lower case."""
    return next((child.lower_ for child in token.children if child.dep_ == "case" and child.i < token.i), None)


def words_of(token: Word, *, deep: int = 1, skip: frozenset[int] = frozenset(), apart: bool = False) -> Iterator[Word]:
    """The content words of a nominal and of what it is made of, in order.

    `apart` leaves out what is joined to it with a figure of its own: a 7% wage rise, plus a 3% rise in benefits.
    """
    found = [*_parts(token, deep, skip, apart)]
    yield from sorted(found, key=lambda part: part.i)


def _parts(token: Word, deep: int, skip: frozenset[int], apart: bool, depth: int = 0) -> Iterator[Word]:
    if token.i in skip or depth > 12:
        return
    yield token
    for child in token.children:
        if child.i in skip or child.pos_ in ("DET", "PUNCT", "ADP", "PRON", "PART", "CCONJ", "SCONJ", "AUX"):
            continue
        if child.dep_ in ("compound", "amod", "flat", "flat:name", "fixed", "goeswith", "nummod") and child.pos_ in (
            "NOUN",
            "PROPN",
            "ADJ",
            "VERB",
            "X",
            "NUM",
            "SYM",
        ):
            yield from _parts(child, deep, skip, apart, depth + 1)
        elif apart and child.dep_ == "conj" and is_measured(child, skip):
            continue
        elif child.dep_ in ("nmod:poss", "conj") or (child.dep_ == "nmod" and deep > 0 and not _compares(child)):
            yield from _parts(child, deep - 1 if child.dep_ == "nmod" else deep, skip, apart, depth + 1)


def is_measured(noun: Word, figures: frozenset[int]) -> bool:
    """Whether a figure hangs on a noun: a width *of 6 feet*, a *2.9%* increase."""
    return any(child.i in figures and child.dep_ != "nmod:poss" for child in noun.children)


def _compares(noun: Word) -> bool:
    """Whether a noun only stands beside the one it hangs on: Tunisia, like France, has grown."""
    case = next((child for child in noun.children if child.dep_ == "case"), None)
    return case is not None and case.lower_ in ("like", "unlike") and case.i > 0 and case.nbor(-1).text == ","


def phrase_from(doc: Words, i: int) -> tuple[int, Word] | None:
    """Begin and head of the noun phrase that begins at token `i`, determiners left out; null where none does."""
    while i < len(doc) and doc[i].tag_ in ("DT", "PRP$", "PDT", "HYPH"):
        i += 1
    begin, head = i, None
    while i < len(doc) and i - begin < 9:
        token = doc[i]
        if token.is_space or (token.is_sent_start and i > begin):
            break
        if token.pos_ in NOMINAL:
            if (
                head is not None
                and head.dep_ not in ("compound", "amod", "nummod", "flat", "nmod:poss", "nmod")
                and token.head.i <= head.i
                and not (
                    token.tag_ == "NNS" and token.dep_ == head.dep_ and token.head == head.head and head.i == i - 1
                )
            ):
                break  # but two of one relation to one word are one: special forces soldiers
            head = token
        elif (
            head is not None
            and i + 1 < len(doc)
            and token.pos_ == "ADP"
            and doc[i - 1].text == "-"
            and doc[i + 1].text == "-"
        ):
            pass  # loan-to-value mortgages
        elif token.pos_ == "NUM" and i + 1 < len(doc) and doc[i + 1].pos_ in ("PROPN" if i > begin else "NOUN", "SYM"):
            pass  # new 737 Max jets, two million 250ml bottles
        elif head is not None and doc[i - 1].text in ("-", "–") and token.tag_ in ("VBN", "VBG", "JJ"):
            pass  # coal-fired power plants
        elif (
            token.tag_ == "CC"
            and head is None
            and i > begin
            and _describes(doc[i - 1])
            and i + 2 < len(doc)
            and _describes(doc[i + 1])
            and (doc[i + 1].pos_ == "ADJ" or doc[i + 2].pos_ in NOMINAL)
        ):
            pass  # digital and physical sales, producing and consuming countries
        elif token.tag_ == "$" and head is None and i + 2 < len(doc) and doc[i + 1].pos_ == "NUM":
            if doc[i + 2].pos_ != "NOUN":
                break
            i += 1  # rare $1 bills
        elif (
            token.text == ","
            and head is None
            and begin < i < len(doc) - 1
            and doc[i - 1].tag_ == "JJ"
            and doc[i - 1].head.i > i
            and (doc[i + 1].tag_ == "JJ" or doc[i + 1].head.i > i + 1)
            and doc[i + 1].pos_ in ("ADJ", "NOUN")
        ):
            pass  # large, energy-intensive industries
        elif head is not None and head.i == i - 1 and head.tag_ == "NN" and token.lower_ in _ACTIVITIES:
            head = token
        elif not (_is_joint(token) or token.tag_ == "POS" or _may_modify(token, has_head=head is not None)):
            break
        i += 1
    return None if head is None else (begin, head)


def _describes(token: Word) -> bool:
    """Whether a word says what kind of thing the noun after it is."""
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")


def _is_joint(token: Word) -> bool:
    """Whether a dash joins words, rather than parting them: accusers – Jane and Carolyn."""
    return token.text in ("-", "–") and not token.whitespace_ and not (token.i and token.nbor(-1).whitespace_)


def _may_modify(token: Word, *, has_head: bool) -> bool:
    if token.dep_ == "case":  # 30 cities including Nashville
        return False
    if has_head:  # "troops dead" ends at troops, "vote counting systems" does not
        return (token.pos_ == "ADJ" or token.tag_ in ("VBG", "VBN")) and token.head.i > token.i
    return (
        token.pos_ == "ADJ"
        or token.tag_ in ("VBN", "VBG", "JJR", "JJS")
        or (token.pos_ == "ADV" and token.head.i > token.i)
    )


def sum_of(anchor: Word) -> Word:
    """The dollar sign that a number hangs on; any other word is itself."""
    return anchor.head if anchor.pos_ == "NUM" and anchor.head.pos_ == "SYM" else anchor


def first_sum(anchor: Word) -> Word:
    """The first of a list of sums that a figure goes on with: payments reach 73 dollars for cotton, 60 for wheat."""
    sum_ = sum_of(anchor)
    for _ in range(6):
        before = sum_.head
        if sum_.dep_ != "conj" or before.i > sum_.i:
            break
        if before.pos_ not in ("SYM", "NUM") and not any(child.dep_ == "nummod" for child in before.children):
            break
        sum_ = before
    return sum_


def says_a_deed(verb: Word) -> bool:
    """Whether a verb says that something happens, unlike what taggers take for one in: double the 2% expected."""
    return (
        verb.tag_ != "VB" or any(child.dep_ in ("aux", "mark", "nsubj", "cc") for child in verb.children) or verb.i == 0
    )


def participle_of(noun: Word) -> Word | None:
    """The participle of a headline or caption without a verb: 10 tourists killed in crash."""
    return next(
        (
            child
            for child in noun.children
            if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > noun.i and child.lower_ != "compared"
        ),
        None,
    )


def wh_of(verb: Word, word: str) -> Word | None:
    """The "where" or "when" of the clause that a verb stands in, itself or beside or inside another verb's."""
    if word not in verb.doc.tree.lower[max(verb.i - 40, 0) : verb.i]:
        return None
    node = verb
    for _ in range(3):
        found = next((child for child in node.children if child.lower_ == word and child.i < node.i), None)
        if found is not None or node.dep_ not in ("conj", "xcomp", "ccomp") or node.head.i > node.i:
            return found
        node = node.head
    return None
