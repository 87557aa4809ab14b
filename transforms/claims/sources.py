"""Who a source is: its entity by the mentions found, its kind by seeds/source_words.csv, its role as written."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.claims.attribution import Chars, holds
from transforms.claims.page import Page
from transforms.claims.rules import noun_phrase
from transforms.claims.source_words import source_words
from transforms.language.known import gazetteer
from transforms.rows import Mention
from transforms.tree import Tree

_UNNAMED = re.compile(
    r"condition of anonymity|not (?:be|to be|been) (?:named|identified)|(?:on|for) background|"
    r"familiar with|close to|briefed on|with (?:direct )?knowledge of|declined to be (?:named|identified)",
    re.IGNORECASE,
)
# between a noun and the name that says who that is: the maker[, US-based ]Acme; and what a list does not go on with
_BEFORE_NAME = re.compile(r", (?:[Tt]he )?(?:[\w-]+[- ](?:based )?)?")
_AFTER_NAME = re.compile(r"(?: \([^)]*\))?(?:$|, (?!and\b)|\.)")
_LISTING = frozenset({"and", "or", "--", "—", "–", ":", "("})
_AND_MORE = re.compile(r"(?:, \d+)?,? (?:and|&) ")
_AND_HIS = re.compile(r"(?:, \d+)?,? (?:and|&) (?:his|her) ")
_AGED = re.compile(r"-year-old$")
_FIRM = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Plc|PLC|LLC|LP|AG|NV|SA|GmbH)\.?$")
_PLURAL_TOO = ("ese", "sh", "ch", "ss")  # the Chinese, the French
_DOERS = ("man", "woman", "person", "ist", "ian")  # a businesswoman, but not a policy
# the network is a broadcaster, the Tax Justice Network is none; nor is the Acme Investigation Branch a document
_NO_NAMES = frozenset(
    ("network", "paper", "page", "site", "investigation", "rule", "file", "guide", "probe", "inquiry")
)
_JOINTS = ("and", ", and", "&")
_TITLES = frozenset(
    "times post journal globe sun standard star mail mirror herald guardian".split()
)  # names of newspapers only
_EXPLAINED = re.compile(r"(?:[ )>]{0,2}[(<][^)>]*[)>])?,? ?(?:an?|the|its|whose|which|who)\b", re.IGNORECASE)
# how old a person is and where from, before what he is: 30, from Croydon, a baker
_ROUND_NAME = re.compile(r"^(?:(?:aged )?\d+(?:,|$)\s*|(?:from|of|in|at) [^,]+(?:,|$)\s*)+")
_BRACKET = re.compile(r" \([^()]{1,40}\)(?=,)")  # Jane Roe (Acme), a broker
_ARTICLE = re.compile(r"^(?:the |a |an )?(?:\d+-year-old )?", re.IGNORECASE)
_DOCTOR = re.compile(r"(?:dr|prof)\.?", re.IGNORECASE)
# what an apposition says besides: an analyst at Acme[, a bank], a vet [who saw it], its founder [at a rally on Monday]
_MORE = re.compile(
    r",? (?:who|whose|which)\b.*|, (?:an?|the|its)\s.*|"
    r" at an? (?:\w+ )?(?:conference|briefing|meeting|hearing|rally|event|interview)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NO_ROLE = re.compile(
    r"^(?:\d+-year-old$|who |which |whose |\d+$|(?:mr|mrs|ms|miss|mister)\.?$)|['’]s$|s['’]$", re.IGNORECASE
)
_LONGEST_ROLE = 120  # characters
_PLACES = frozenset({"GPE", "LOC", "FAC"})
# what seeds/organisations.csv calls an organisation, and what it is as a source
_KINDS_OF_ROLES = {
    **dict.fromkeys(("media", "news agency"), "media"),
    **dict.fromkeys(
        ("agency", "ministry", "military", "legislature", "intelligence", "police", "court", "government"), "government"
    ),
}
_ISSUING = frozenset("issue release publish share post distribute circulate write prepare compile produce".split())
_ISSUED = frozenset(
    """report study survey poll data figure statistic estimate analysis research forecast release letter memo document
    review audit filing bulletin finding index census announcement""".split()
)
MOUTHPIECES = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "rep"})
_OUTLETS = frozenset({"station", "channel", "portal"})
_OF_PERSONS = frozenset({"group", "individual", "anonymous"})
_OF_PEOPLE = frozenset({"person", "group", "anonymous", "government", "organisation"})
_SEVERAL = frozenset("they we them us some many others those these all both everyone everybody".split())
_QUANTITIES = frozenset("lot number bunch heap host majority minority percentage dozen hundred thousand".split())
_VOICES = MOUTHPIECES | {"statement"}


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the source of a claim."""

    kind: str
    role: str | None = None
    mention: Mention | None = None
    before: str | None = None  # the entity that spoke before, where only that tells who it is

    @property
    def entity_id(self) -> str | None:
        """The entity that speaks; None where it could not be told."""
        return self.before or (self.mention.entity_id if self.mention else None)


class Mentions:
    """The mentions of an article, found by offset."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = sorted(mentions, key=lambda m: (m.start_char, -m.end_char))
        self._starts = [m.start_char for m in self.all]
        firms = [m for m in self.all if m.label == "ORG" and _FIRM.search(m.text)]
        self.firms = {m.text.partition(" ")[0].lower(): m for m in reversed(firms) if " " in m.text}
        self.last_names = {m.text.rpartition(" ")[2].lower() for m in self.all if m.label == "PERSON" and " " in m.text}

    def inside(self, span: Chars) -> list[Mention]:
        """The mentions that lie in a span, in text order, outer before inner."""
        found = self.all[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]
        return [mention for mention in found if mention.end_char <= span[1]]


def source_of(page: Page, span: Chars | None, mentions: Mentions, *, is_author: bool = False) -> Source:
    """Kind, role and mention of a source; nobody named is unspecified, the article's own voice the author."""
    if is_author:
        return Source("author")
    if span is None:
        return Source("unspecified")
    first = head_of(page, span)
    head = _antecedent_of(page.tree, first)
    verb = None if first is None or page.tree.lower[first] != "who" else page.tree.heads[first]
    if head is not None and not span[0] <= page.tree.starts[head] < span[1]:
        span = noun_phrase(page, head) or span
        head = head_of(page, span)
    if _are_several(page, span, mentions):
        return Source("group")
    mention = _mention_of(page, span, head, mentions)
    if mention is not None and mention.label in ("PERSON", "NORP") and _is_firm(page, span, mention):
        return Source("organisation")
    firm = None if mention is None else _firm_meant(span, mention, mentions)
    if firm is not None:
        return Source("organisation", before=firm.entity_id)
    if head is not None and _is_with_others(page, span, head, mention):
        return Source("group")
    if head is not None and mention is not None and _is_one_of_them(page.tree, head, mention):
        return Source("person")
    kind = _kind_of(page, span, head, mention)
    if verb is not None and mention is None and head is not None and kind not in _OF_PEOPLE:
        kind = "group" if page.tree.tags[head] == "NNS" or page.tree.tags[verb] == "VBP" else "person"
    return Source(kind, _role_of(page, span, mention), mention)


def _are_several(page: Page, span: Chars, mentions: Mentions) -> bool:
    """Whether a source is a list of persons, of whom no one is it: Ada Quux, Jane Roe and John Doe."""
    names = [m for m in mentions.inside(span) if m.label == "PERSON" and m.kind == "name"]
    if len({m.text for m in names}) < 2:
        return False
    if page.text[span[0] : names[0].start_char].strip() not in ("", names[0].title_role):
        return False
    between = [page.text[a.end_char : b.start_char].strip() for a, b in pairwise(names)]
    titles = [name.title_role or "" for name in names[1:]]
    marks = [words.removesuffix(title).strip() for words, title in zip(between, titles, strict=True)]
    return marks[-1] in _JOINTS and all(mark == "," or mark in _JOINTS for mark in marks)


def _is_with_others(page: Page, span: Chars, head: int, mention: Mention | None) -> bool:
    """Whether a person is one of two who say it: Jane Roe and her aides; the star, 36, and her husband Jack Doe."""
    if _AND_HIS.match(page.text, page.tree.ends[head], span[1]):
        return True
    if mention is None or mention.label != "PERSON" or mention.kind == "nominal":
        return False
    if not _AND_MORE.match(page.text, mention.end_char, span[1]):
        return False
    inside = page.tokens_in((mention.start_char, mention.end_char))
    return any(i in inside or i == head for i in _joined(page.tree, page.tokens_in((mention.end_char, span[1]))))


def _joined(tree: Tree, tokens: range) -> Iterator[int]:
    """The tokens to which these are joined by "and"."""
    return (tree.heads[i] for i in tokens if tree.deps[i] == "conj")


def _is_firm(page: Page, span: Chars, mention: Mention) -> bool:
    """Whether a person's name only begins or is a firm's: Roe and Doe Inc; but not Jane Roe of Acme Inc."""
    if not _FIRM.search(page.text, *span):
        return False
    return all(page.tree.pos[i] in ("PROPN", "CCONJ") for i in page.tokens_in((mention.end_char, span[1])))


def _firm_meant(span: Chars, mention: Mention, mentions: Mentions) -> Mention | None:
    """The firm that a word read as a person or a place is short for: Northeast, in a text on Northeast Utilities Co."""
    is_whole = (mention.start_char, mention.end_char) == span and " " not in mention.text
    if not is_whole or mention.kind != "name" or mention.title_role or mention.label not in ("PERSON", "GPE", "LOC"):
        return None
    name = mention.text.lower()
    return None if name in mentions.last_names else mentions.firms.get(name)


def _is_one_of_them(tree: Tree, head: int, mention: Mention) -> bool:
    """Whether a demonym names one person and not the state: the 46-year-old South African, another German."""
    if mention.label != "NORP" or not mention.start_char <= tree.starts[head] < mention.end_char:
        return False
    is_singular = tree.tags[head] in ("NN", "NNP", "JJ") and not tree.lower[head].endswith(_PLURAL_TOO)
    return is_singular and any(
        tree.lower[i] in ("a", "an", "another", "one") or tree.lower[i] == "old"
        for i in tree.kids(head, "det", "amod", "nummod", "compound")
    )


def head_of(page: Page, span: Chars) -> int | None:
    """The token that heads a noun phrase; None when the span holds no word."""
    tree = page.tree
    tokens = [i for i in page.tokens_in(span) if tree.words[i].strip()]
    inside = set(tokens)
    tops = [i for i in tokens if tree.heads[i] == i or tree.heads[i] not in inside]
    nouns = [i for i in tops if tree.pos[i] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")]
    return next(iter(nouns or tops or tokens), None)


def _antecedent_of(tree: Tree, head: int | None) -> int | None:
    """The noun that a relative pronoun stands for: Park, in "Park, who told them"; else the token itself.

    Of a noun in apposition it is whom that names: Acme, in "Acme, a firm that said"; and where the tree makes no
    relative clause of it, or one of a noun further off, the name before it: said Park, who in May called it mad.
    """
    if head is None or tree.lower[head] not in ("who", "which", "that") or not tree.deps[head].startswith("nsubj"):
        return head
    for verb in (tree.heads[head], tree.heads[tree.heads[head]]):
        noun = tree.heads[verb]
        if tree.deps[verb].startswith("acl") and noun < head:
            name = None if tree.lower[head] == "that" else _name_beside(tree, head)
            if name is not None and not _is_below(tree, name, noun):
                return name
            named = tree.heads[noun]
            return named if tree.deps[noun] == "appos" and tree.pos[named] == "PROPN" and named < noun else noun
    has_comma = head > 0 and tree.words[head - 1] == "," and tree.lower[head] != "that"
    name = _name_beside(tree, head) if has_comma else None
    return head if name is None else name


def _name_beside(tree: Tree, at: int) -> int | None:
    """The head of the name that ends before a word, or before its comma."""
    name = at - 2 if at and tree.words[at - 1] == "," else at - 1
    if name < 0 or tree.pos[name] != "PROPN":
        return None
    while tree.deps[name] in ("flat", "compound") and tree.heads[name] < at:
        name = tree.heads[name]
    return name


def _is_below(tree: Tree, node: int, top: int) -> bool:
    """Whether a token is another or hangs under it."""
    for _ in range(12):
        if node == top or tree.heads[node] == node:
            break
        node = tree.heads[node]
    return node == top


def _mention_of(page: Page, span: Chars, head: int | None, mentions: Mentions) -> Mention | None:
    """The mention that the source is: the one that holds its head, or the name in apposition to it."""
    inside = mentions.inside(span)
    if not inside or head is None:
        return None
    tree = page.tree
    at = tree.starts[head]
    on_head = [m for m in inside if m.start_char <= at < m.end_char]
    named = [m for m in inside if m.label == "PERSON" and _belongs_to(page, tree, m, head)]
    # spokesperson Vedant Patel: whatever the tree makes its head, the name says who
    if named and not any(m.label == "PERSON" for m in on_head):
        return named[0]
    titled = [m for m in inside if m.label == "PERSON" and m.title_role and _is_titled(page, span, m)]
    if titled:
        return titled[0]
    apart = _named_apart(page, span, head, inside)
    if apart is not None:
        return apart
    officer = _named_behind_office(page, span, head, inside)
    if officer is not None:
        return officer
    last = _named_last(page, span, head, inside)
    if last is not None and (not on_head or _is_less(page, on_head[0]) or last.label == "PERSON"):
        return last
    is_nobody = bool(on_head) and on_head[0].entity_id is None and tree.lemmas[head] in MOUTHPIECES
    if on_head and not is_nobody:  # the Acme spokesman is Acme's
        return None if _is_whose(page, span, on_head[0]) else on_head[0]
    if inside[0].label in ("PERSON", "ORG") and _is_explained(page, span, inside[0]):
        return inside[0]
    if source_words().get(tree.lemmas[head]) == "document":
        issuer = _issuer_of(page, head, inside) or _owner_of(page, head, inside)
        if issuer is not None:
            return issuer
    if tree.lemmas[head] == "statement":
        by = [m for m in inside if m.end_char <= at or _word_before(page, m) in ("from", "by", "of")]
        return next((m for m in by if _can_have_mouthpiece(m)), None)
    if tree.lemmas[head] in _VOICES:
        return next((m for m in inside if (m.kind != "nominal" or m.end_char < at) and _can_have_mouthpiece(m)), None)
    if tree.lemmas[head] == "state" and tree.lower[head + 1 : head + 2] == ["of"]:
        return next((m for m in inside if m.label == "GPE" and m.start_char > at), None)  # the German state of Hesse
    if tree.lemmas[head] in ("government", "administration", "military", "army", "state", "authority"):
        return next((m for m in inside if m.label in ("GPE", "NORP") and m.end_char <= at), None)
    return None


def _issuer_of(page: Page, head: int, inside: list[Mention]) -> Mention | None:
    """Whose a document is, by the participle behind it: a letter shared by Acme, the report issued by the ministry."""
    tree = page.tree
    for verb in tree.kids(head, "acl"):
        by = tree.kid(verb, "obl:agent", "obl") if tree.lemmas[verb] in _ISSUING else None
        if by is None or "by" not in (tree.lower[i] for i in tree.kids(by, "case")):
            continue
        at = tree.starts[by]
        return next((m for m in inside if m.start_char <= at < m.end_char and _can_have_mouthpiece(m)), None)
    return None


def _owner_of(page: Page, head: int, inside: list[Mention]) -> Mention | None:
    """Whose report or figures they are, by the name before them: Acme's latest survey, United Nations data."""
    tree = page.tree
    if tree.lemmas[head] not in _ISSUED:
        return None
    owner = next((m for m in reversed(inside) if m.end_char <= tree.starts[head]), None)
    if owner is None or owner.label != "ORG":
        return None
    between = page.tokens_in((owner.end_char, tree.starts[head]))
    return owner if all(tree.pos[i] in ("ADJ", "NOUN", "PROPN", "PART", "NUM") for i in between) else None


def _word_before(page: Page, mention: Mention) -> str:
    """The word before a name and its article."""
    at = page.token_at(mention.start_char) - 1
    return page.tree.lower[at - (page.tree.lower[at] == "the" and at > 0)]


def _is_less(page: Page, mention: Mention) -> bool:
    """Whether what the tree makes a source's head only says of what kind or from where the name behind it is."""
    return mention.kind == "nominal" or page.text.startswith((" based ", "-based "), mention.end_char)


def _is_titled(page: Page, span: Chars, mention: Mention) -> bool:
    """Whether a source is a name with its title before it and nothing else: Secretary of State Jane Roe."""
    before, after = page.text[span[0] : mention.start_char].strip(" ,\n"), page.text[mention.end_char : span[1]].strip()
    is_last = not after or after.startswith((",", "("))  # not: former Donald Trump adviser John Bolton
    return is_last and mention.title_role in (before, before.partition(" ")[2])


def _is_whose(page: Page, span: Chars, mention: Mention) -> bool:
    """Whether a person's name only says whose the one is that a noun behind it names: Jane Roe pal."""
    after = page.tokens_in((mention.end_char, span[1]))
    is_noun = len(after) == 1 and page.tree.pos[after[0]] == "NOUN" and not page.tree.words[after[0]].isupper()
    return mention.label == "PERSON" and is_noun  # but Jane Roe MP is Jane Roe


def _is_explained(page: Page, span: Chars, mention: Mention) -> bool:
    """Whether a source is a name and, behind a comma or bracket, who that is: Audi AG, the subsidiary of Volkswagen."""
    before, after = page.text[span[0] : mention.start_char], page.text[mention.end_char : span[1]]
    is_first = before.strip(" <(").lower() in ("", "the") and mention.kind in ("name", "acronym")
    return is_first and bool(_EXPLAINED.match(after))


def _named_last(page: Page, span: Chars, head: int, inside: list[Mention]) -> Mention | None:
    """The name that a phrase ends on, where all before it says what it is: state agency KCNA, not aides of Mr. Kim."""
    tree = page.tree
    names = [m for m in inside if m.kind in ("name", "acronym") and m.label in ("PERSON", "ORG")]
    last = max(names, key=lambda m: m.end_char, default=None)
    if last is None or (last.end_char != span[1] and page.text[last.end_char : last.end_char + 2] not in (", ", " (")):
        return None
    before = [i for i in page.tokens_in((span[0], last.start_char)) if tree.words[i].strip()]
    if not before or tree.pos[before[-1]] not in ("NOUN", "PROPN"):
        return None
    touching = next((m.start_char for m in names if m is not last and m.end_char == tree.ends[before[-1]]), None)
    begin = page.token_at(touching) if touching is not None else before[-1]
    # Ambassador to the United Nations Nikki Haley: the preposition's name stands between
    is_parted = touching is not None and any(tree.pos[i] == "ADP" for i in range(max(begin - 2, before[0]), begin))
    # Mountain View based Acme
    told = [i for i in before if tree.lower[i] != "based"]
    loose = [i for i in told if tree.pos[i] in ("ADP", "CCONJ", "VERB", "AUX") or tree.words[i] in (",", ";", ":")]
    return last if is_parted or not loose else None


def _named_behind_office(page: Page, span: Chars, head: int, inside: list[Mention]) -> Mention | None:
    """The name on which an office without article ends: Director of the Lima Zoo Jane Roe, but no aide to Jane Roe."""
    tree = page.tree
    names = [m for m in inside if m.label == "PERSON" and m.kind == "name"]
    first = page.tokens_in(span)[0]
    is_office = source_words().get(tree.lemmas[head].lower()) in ("individual", "anonymous")
    is_bare = tree.pos[first] in ("NOUN", "PROPN", "ADJ") and tree.tags[head] in ("NN", "NNP")
    if len(names) != 1 or not (is_office and is_bare) or names[0].start_char < tree.ends[head]:
        return None
    name = names[0]
    if name.end_char != span[1] and not page.text.startswith((", ", " ("), name.end_char):
        return None
    title = page.text.rfind(name.title_role or "", span[0], name.start_char)
    begin = page.token_at(title if name.title_role and title >= 0 else name.start_char)
    is_apart = begin - 1 > head and (tree.pos[begin - 1] in ("NOUN", "PROPN") or tree.words[begin - 1] in (")", ","))
    return name if begin == first or is_apart else None


def _named_apart(page: Page, span: Chars, head: int, inside: list[Mention]) -> Mention | None:
    """Who somebody of another name is, behind a comma: a spokesman for Jane Roe, John Doe; the group, Acme Inc."""
    tree = page.tree
    if tree.pos[head] not in ("NOUN", "NUM"):
        return None
    comma = page.text.find(", ", tree.ends[head], span[1])
    if comma < 0:
        return None
    named = (m for m in inside if m.start_char > comma and m.kind in ("name", "acronym"))
    name = next((m for m in named if m.label in ("PERSON", "ORG")), None)
    if name is None or not _BEFORE_NAME.fullmatch(page.text, comma, name.start_char):
        return None
    before = page.token_at(name.start_char) - 1
    is_list = not _AFTER_NAME.match(page.text, name.end_char, span[1])
    is_list = is_list or any(tree.lower[i] in _LISTING for i in range(head, page.token_at(comma)))
    if is_list or (tree.pos[before] in ("ADP", "VERB") and tree.lower[before] != "based"):
        return None
    if name.label == "ORG":  # not an analyst at Globex, Acme Inc
        return None if source_words().get(tree.lemmas[head]) in ("individual", "anonymous", "document") else name
    return name if tree.tags[head] in ("NN", "CD") else None


def _can_have_mouthpiece(mention: Mention) -> bool:
    """Whether somebody may speak for it: a spokesman for Acme, a Chinese spokesman."""
    return mention.label == "ORG" or (mention.entity_id or "").startswith("country:")


def _belongs_to(page: Page, tree: Tree, mention: Mention, head: int) -> bool:
    """Whether a person's name is in apposition to the head or a part of its name."""
    if tree.pos[head] == "NOUN" and mention.end_char <= tree.starts[head]:
        return False  # the Trump administration, a Clinton aide
    for i in page.tokens_in((mention.start_char, mention.end_char)):
        up = tree.heads[i]
        if up == head and tree.deps[i] in ("appos", "flat", "compound", "flat:name", "nmod:desc"):
            return True
        if tree.heads[head] == i and tree.deps[head] in ("compound", "flat", "appos", "nmod:desc"):
            return True
    return False


def _kind_of(page: Page, span: Chars, head: int | None, mention: Mention | None) -> str:
    if head is None:
        return "unspecified"
    tree = page.tree
    text = page.text[span[0] : span[1]]
    is_person = mention is not None and mention.label == "PERSON"
    if is_person and mention is not None and (mention.kind != "nominal" or mention.entity_id is not None):
        return "person"
    if tree.pos[head] == "PRON" or tree.lower[head] in ("he", "she", "they", "i", "we", "who"):
        return _kind_of_pronoun(tree, head, mention)
    if _UNNAMED.search(text):
        return "anonymous"
    if mention is not None and tree.lemmas[head] in _VOICES and _can_have_mouthpiece(mention):
        return "government" if mention.label == "NORP" else _kind_of_label(mention)
    if _AGED.search(text):
        return "person"
    of_whom = tree.kid(head, "nmod") if tree.lemmas[head] in _QUANTITIES else None
    if of_whom is not None and tree.tags[of_whom] == "NNS":  # a number of legislators
        kind = source_words().get(tree.lemmas[of_whom])
        return "group" if kind is None or kind in _OF_PERSONS else kind
    word = _known_word(page, span, head, mention)
    kind = source_words().get(word) if word is not None else None
    if kind == "individual" and mention is not None and mention.label == "ORG" and mention.end_char == span[1]:
        return _kind_of_label(mention)  # lead manager Acme
    if kind in ("individual", "anonymous"):
        return _kind_of_people(page, span, head, kind, is_back=mention is not None and mention.entity_id is not None)
    if word == "agency" and mention is not None and "news" in (mention.entity_name or "").lower().split():
        return "media"
    if mention is not None and mention.label == "ORG" and _is_outlet(page, span, mention):
        return "media"
    if kind is not None and not (mention is not None and mention.label in _PLACES):
        return kind
    if mention is not None:
        return _kind_of_label(mention)
    if tree.tags[head] == "NNS" or tree.lower[head] in ("some", "many", "others", "several", "most", "few"):
        return "group"
    if tree.pos[head] == "PROPN":
        if any(tree.deps[i] == "conj" and tree.heads[i] == head for i in page.tokens_in(span)):
            return "group"
        name = (span[0], span[0] + len(text.partition(", ")[0]))
        return "person" if len([i for i in page.tokens_in(name) if tree.pos[i] == "PROPN"]) > 1 else "organisation"
    if tree.pos[head] == "NOUN" and tree.lower[head].endswith(_DOERS):
        return "person"
    if tree.lower[head] == "one":  # one of the victims, one of the banks
        among = tree.kid(head, "nmod")
        of_kind = None if among is None else source_words().get(tree.lemmas[among])
        return of_kind if of_kind in ("organisation", "document", "media", "government") else "anonymous"
    return "group" if tree.pos[head] in ("NUM", "ADJ") else "unspecified"


def _is_outlet(page: Page, span: Chars, mention: Mention) -> bool:
    """Whether the noun before a name says that it is a paper or station: the French daily Acme."""
    before = page.token_at(mention.start_char) - 1
    if before < 0 or page.tree.starts[before] < span[0] or page.tree.pos[before] != "NOUN":
        return False
    noun = page.tree.lemmas[before]
    return noun in _OUTLETS or source_words().get(noun) == "media"


def _kind_of_pronoun(tree: Tree, head: int, mention: Mention | None) -> str:
    if mention is not None and mention.entity_id is not None:
        return _kind_of_label(mention)
    word = tree.lower[head]
    if word in ("he", "she", "i", "who", "him", "her", "me"):
        return "person"
    if word in ("someone", "somebody", "another"):
        return "anonymous"
    return "group" if word in _SEVERAL else "unspecified"


def _kind_of_label(mention: Mention) -> str:
    if mention.label == "PERSON":
        return "person"
    if mention.label == "NORP":
        return "group"
    if mention.label in ("GPE", "LOC", "FAC"):
        return "government"
    if mention.label in ("WORK_OF_ART", "LAW"):
        return "document"
    known = next((k for k in gazetteer().lookup(mention.text) if k.entity_id == mention.entity_id), None)
    if known is not None and known.role in _KINDS_OF_ROLES:
        return _KINDS_OF_ROLES[known.role]
    names = f"{mention.entity_name or ''} {mention.text}".lower().split()
    if any(name.endswith("tv") for name in names):
        return "media"
    kinds = [
        source_words()[name] for name in _telling(names, mention) if source_words().get(name) in ("government", "media")
    ]
    return kinds[0] if kinds else "organisation"


def _telling(names: list[str], mention: Mention | None) -> Iterator[str]:
    """The words of a name that may tell its kind, last first: Standard tells of a paper, but not in Standard Inc."""
    is_firm = _is_of_firm(mention)
    return (name for name in reversed(names) if name not in _NO_NAMES and not (is_firm and name in _TITLES))


def _is_of_firm(mention: Mention | None) -> bool:
    return mention is not None and bool(_FIRM.search(mention.entity_name or mention.text))


def _kind_of_people(page: Page, span: Chars, head: int, kind: str, *, is_back: bool) -> str:
    """People without a name: anonymous, or a group, or somebody the text has told us of."""
    tree = page.tree
    is_plural = tree.tags[head] in ("NNS", "NNPS")
    if _is_named(page, span, head):
        return "person"
    if kind == "individual" and is_plural:
        return "group"
    determiners = {tree.lower[i] for i in tree.kids(head, "det")}
    is_told = "the" in determiners or tree.kid(head, "nmod:poss") is not None
    if is_told and not is_plural and (kind == "individual" or is_back):
        return "person"
    return "anonymous"


def _is_named(page: Page, span: Chars, head: int) -> bool:
    """Whether a name follows a title (President Volodymyr Zelensky), in a text whose names nobody has found."""
    tree = page.tree
    after = [i for i in page.tokens_in(span) if i > head and tree.words[i].strip()]
    if after and tree.words[after[0]] == ",":
        after = after[1:]
    return bool(after) and all(tree.pos[i] == "PROPN" for i in after[:2]) and tree.deps[after[0]] != "obl"


def _known_word(page: Page, span: Chars, head: int, mention: Mention | None) -> str | None:
    """The word by which the seeds know a source: its head, or for a name of several words the last known one."""
    tree = page.tree
    pair = f"{tree.lower[head - 1]} {tree.lower[head]}" if head else ""
    for word in (pair, tree.lemmas[head], tree.lower[head]):
        if word in source_words() and (word not in _TITLES or (tree.pos[head] == "PROPN" and not _is_of_firm(mention))):
            return None if word in _NO_NAMES and word != "network" and tree.tags[head] == "NNP" else word
    if tree.pos[head] != "PROPN":
        return None
    name = (span[0], span[0] + len(page.text[slice(*span)].partition(", ")[0]))
    within = (mention.start_char, mention.end_char) if mention is not None else name
    names = [tree.lower[i] for i in page.tokens_in(within)] if holds(span, within) else []
    known = (name for name in _telling(names, mention) if name in source_words())
    is_body = mention is not None and mention.label == "ORG"
    # American Motors is no American
    return next((name for name in known if not (is_body and source_words()[name] in _OF_PERSONS)), None)


def _role_of(page: Page, span: Chars, mention: Mention | None) -> str | None:
    """The title the mention carries, or the words in apposition to the name inside the source."""
    title = None if mention is None or _NO_ROLE.search(mention.title_role or "") else mention.title_role
    if mention is None or mention.label != "PERSON" or mention.kind in ("pronoun", "nominal"):
        return title
    before = page.text[span[0] : mention.start_char].strip(" ,")
    if title and before and title.endswith(f" {before}") and title.removesuffix(before).islower():
        title = before  # In [reaction] Minister of Trade Jane Roe said
    bracket = _BRACKET.match(page.text, mention.end_char, span[1])
    end = mention.end_char if bracket is None else bracket.end()
    after = _ROUND_NAME.sub("", page.text[end : span[1]].strip(" ,"))
    is_behind = bool(after) and page.text.startswith(",", end)
    if title and before.endswith(f", {title}") and _DOCTOR.fullmatch(title):
        before = before.removesuffix(f", {title}")  # the team physician, Dr
    elif title and not _ARTICLE.sub("", after if is_behind else before).startswith(title):
        is_list = before.count(",") == 1 and before.endswith(f", {title}") and " and " in title
        return _ARTICLE.sub("", before) if is_list else title  # chairman, CEO and president
    if before and not is_behind and page.tree.pos[page.token_at(mention.start_char) - 1] == "ADJ":
        return title  # a tearful Jane Roe
    role = _MORE.sub("", _ARTICLE.sub("", after if is_behind else before))
    if not role or len(role) > _LONGEST_ROLE or _NO_ROLE.search(role):
        return title
    return role
