"""What the steps of reading claims share about one article: its text, trees and quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.claims.attribution import Chars
from transforms.claims.quotes import Quote, quotes_in
from transforms.reading import Reading
from transforms.rows import Mention, Time
from transforms.tree import Tree

_LEADING = frozenset(",;:.!?)]—–-… \t\n\xa0")
_TRAILING = frozenset(",;:.([—–-… \t\n\xa0")
_MARKS = frozenset("\"“”„«»'‘`")  # a right single mark is an apostrophe as well
_OPENING = {")": "(", "]": "[", ">": "<"}
_CLAUSE = re.compile(r", who [^,]*$")
_DANGLING = re.compile(r",? (?:which|who|whom|and|but)$")
_LONGEST_DANGLING = len(", which")
_WHEN = frozenset({"when", "after", "before", "as", "while", "because"})
_BRACKET = re.compile(r" \([\w.&-]{1,12}\)")


@dataclass(frozen=True, slots=True)
class Page:
    """One article under reading."""

    reading: Reading
    text: str
    tree: Tree
    quotes: Sequence[Quote]
    few: Sequence[Quote]  # a word or a few in single marks

    @classmethod
    def of(cls, reading: Reading) -> "Page":
        """Read the quotations once."""
        tree = reading.tree
        found = quotes_in(tree.text, reading.paragraphs)
        few = [quote for quote in found if quote.is_few]
        return cls(reading, tree.text, tree, [quote for quote in found if not quote.is_few] if few else found, few)

    def token_at(self, char: int) -> int:
        """The token that holds this offset, or the last one before it."""
        return self.tree.token_at(char)

    def sentence_of(self, span: Chars) -> int:
        """The number of the sentence in which a span begins."""
        return self.tree.sents[self.token_at(span[0])]

    def tokens_in(self, span: Chars) -> range:
        """The tokens that begin inside a span."""
        return range(bisect_left(self.tree.starts, span[0]), bisect_left(self.tree.starts, span[1]))

    def quotes_touching(self, span: Chars) -> Sequence[Quote]:
        """The quotations that share a character with a span."""
        return _touching(self.quotes, span)

    def marked_in(self, span: Chars) -> Sequence[Quote]:
        """The quotations that share a character with a span, and a word or a few in single marks."""
        found = self.quotes_touching(span)
        few = _touching(self.few, span)
        return sorted([*found, *few], key=lambda quote: quote.start) if few else found

    def quote_at(self, char: int) -> Quote | None:
        """The quotation that holds this character."""
        touching = self.quotes_touching((char, char + 1))
        return touching[0] if touching else None

    def trimmed(self, span: Chars) -> Chars | None:
        """A span without white space and loose punctuation at its edges; None when nothing is left.

        A stop inside closing quotation marks stays, as in “a tragedy.”
        """
        start, end = span
        text = self.text
        while start < end and text[start] in _LEADING:
            start += 1
        while start < end and (text[end - 1] in _TRAILING or self._is_unpaired(start, end)):
            end -= 1
        has_words = start < end and (text[start].isalnum() or any(c.isalnum() for c in text[start:end]))
        return (start, end) if has_words else None

    def _is_unpaired(self, start: int, end: int) -> bool:
        """Whether a span ends with a bracket that closes what opens before it: Telepanel Inc> of <Telepanel Inc>."""
        opening = _OPENING.get(self.text[end - 1])
        return opening is not None and self.text.count(opening, start, end) < self.text.count(
            self.text[end - 1], start, end
        )

    def with_marks(self, span: Chars) -> Chars:
        """A span with the quotation marks that stand at its edges taken in, and lone outer ones left out."""
        start, end = span
        for quote in self.marked_in(span):
            if start > quote.start and start <= quote.inner_start:
                start = quote.start
            if quote.inner_end <= end < quote.end:
                end = quote.end
            if start == quote.inner_end and end > quote.end:
                start = quote.end
            if end == quote.inner_start and start < quote.start:
                end = quote.start
        return start, end

    def tidy(self, span: Chars) -> Chars | None:
        """A span with whole quotation marks and clean edges; None when nothing is left."""
        clean = self.trimmed(span)
        if clean is None:
            return None
        start, end = self.with_marks(clean)
        # "the assault which": the clause that would follow is another claim's
        dangling = _DANGLING.search(self.text, max(start, end - _LONGEST_DANGLING), end)
        end = dangling.start() if dangling is not None else end
        # a stop before the closing mark belongs to the quotation: take both
        while end < len(self.text) and self.text[end] in ".,!?" and self.quote_ends_at(end + 1):
            start, end = self.with_marks((start, end + 1))
        return self.trimmed((start, end))

    def whole_name(self, source: Chars | None) -> Chars | None:
        """A source with the rest of the name that it breaks off in, without a further clause on who it is."""
        if source is None:
            return None
        named = (m.start_char for m in self.mentions_in(source) if m.kind in ("name", "acronym"))
        source = (min(source[0], *named, source[0]), source[1])
        tree = self.tree
        tokens = self.tokens_in(source)
        if not len(tokens):
            return source
        end, bound = tokens.stop, tree.bounds[tree.sents[tokens.start]][1]
        while (
            end < bound and tree.pos[end] == "PROPN" and self.text[tree.ends[end - 1] : tree.starts[end]] in (" ", "")
        ):
            end += 1
        if end == tokens.stop < bound and tree.is_verb(end) and tree.heads[end - 1] == end:
            # a man who prayed when the ship [sank]
            end += any(tree.lower[i] in _WHEN and tree.heads[i] == end for i in tokens)
        if end > tokens.stop:
            return source[0], tree.ends[end - 1]
        clause = _CLAUSE.search(self.text, source[0], source[1])
        if clause is not None:
            return source[0], clause.start()
        return source[0], max(source[1], tree.ends[tokens.stop - 1])  # U.S., with its stop

    def with_bracket(self, span: Chars | None) -> Chars | None:
        """A name with the short bracket after it: National Intelligence Service (NIS)."""
        if span is None:
            return None
        match = _BRACKET.match(self.text, span[1])
        return span if match is None else (span[0], match.end())

    def without_predicate(self, source: Chars | None) -> Chars | None:
        """A source without what it is said to be or do besides: the agency CoinMarketCap [and is the biggest loser]."""
        if source is None:
            return None
        tree, tokens = self.tree, self.tokens_in(source)
        for i in tokens[1:-1]:
            if tree.lower[i] in ("who", "which", "that"):
                return source
            if tree.deps[i] == "cc" and tree.tags[i + 1] in ("VBZ", "VBP", "VBD", "MD"):
                return self.trimmed((source[0], tree.starts[i])) or source
        return source

    def without_time(self, source: Chars | None) -> Chars | None:
        """A source without the day at its end: the managing director last week."""
        if source is None:
            return None
        for time in self.times_in((source[0] + 1, source[1])):
            is_bare = self.tree.pos[self.token_at(time.start_char) - 1] != "ADP"  # not "the report of May 3"
            if time.end_char == source[1] and time.kind == "date" and is_bare:
                return self.trimmed((source[0], time.start_char)) or source
        return source

    def times_in(self, span: Chars) -> Sequence[Time]:
        """The times that lie in a span."""
        times = self.reading.found(Time)
        first = bisect_left(times, span[0], key=lambda time: time.start_char)
        last = bisect_left(times, span[1], key=lambda time: time.start_char)
        return [time for time in times[first:last] if time.end_char <= span[1]]

    def mentions_in(self, span: Chars) -> Sequence[Mention]:
        """The mentions that begin inside a span."""
        mentions = self.reading.found(Mention)
        first = bisect_left(mentions, span[0], key=lambda mention: mention.start_char)
        return mentions[first : bisect_left(mentions, span[1], key=lambda mention: mention.start_char)]

    def before_relative(self, source: Chars | None, cue: Chars) -> Chars | None:
        """Park in "Park, who attended the briefing, said": the name, where "who" was taken for the source."""
        if source is None or self.text[source[0] : source[1]].lower() != "who":
            return None
        between = self.text[source[1] : cue[0]]
        begin = self.tree.starts[self.tree.bounds[self.sentence_of(source)][0]]
        before = self.text[begin : source[0]].rstrip()
        if not between.rstrip().endswith(",") or not before.endswith(","):
            return None
        name = self.trimmed((begin, begin + len(before)))
        if name is None or "," in self.text[name[0] : name[1]] or len(self.text[name[0] : name[1]].split()) > 12:
            return None
        return name

    def without_marks(self, source: Chars | None) -> Chars | None:
        """A source without a quotation mark that stands alone at its edge: 'I."""
        if source is None or sum(mark in _MARKS for mark in self.text[slice(*source)]) != 1:
            return source
        start, end = source
        return start + (self.text[start] in _MARKS), end - (self.text[end - 1] in _MARKS)

    def quote_ends_at(self, char: int) -> bool:
        """Whether a quotation's words end just before this offset."""
        return any(quote.inner_end == char for quote in self.quotes_touching((max(char - 1, 0), char)))


def _touching(quotes: Sequence[Quote], span: Chars) -> Sequence[Quote]:
    """Those of quotations in text order, none inside another, that share a character with a span."""
    if not quotes:
        return quotes
    first = bisect_right(quotes, span[0], key=lambda quote: quote.end)
    last = bisect_left(quotes, span[1], first, key=lambda quote: quote.start)
    return quotes[first:last]
