"""Attributions as the language model marks them: spans with edges cleaned, put together by their ids."""

from collections import defaultdict
from collections.abc import Iterator

from transforms.claims.attribution import Attribution, Chars, disjoint
from transforms.claims.page import Page

SPANS = "attributions"


def attributions_by_model(page: Page) -> list[Attribution]:
    """Every attribution of `doc.spans["attributions"]` that has a content, in text order."""
    doc = page.reading.doc
    if SPANS not in doc.spans:
        return []
    groups: dict[int, dict[str, list[Chars]]] = defaultdict(lambda: defaultdict(list))
    for span in doc.spans[SPANS]:
        groups[span.id][span.label_].append((span.start_char, span.end_char))
    out = [one for parts in groups.values() if (one := _attribution(page, parts)) is not None]
    return sorted(out, key=lambda one: one.extent)


def _attribution(page: Page, parts: dict[str, list[Chars]]) -> Attribution | None:
    lines = (line for span in parts["CONTENT"] for line in _lines(page, span))
    contents = disjoint(piece for span in lines if (piece := page.tidy(span)) is not None)
    if not contents:
        return None
    cue = next((page.trimmed(span) or span for span in sorted(parts["CUE"])), None)
    source = next((clean for span in sorted(parts["SOURCE"]) if (clean := page.trimmed(span)) is not None), None)
    head = None if cue is None else cue_head(page, cue)
    return Attribution(source, cue, contents, "trained", 0.85 if cue and source else 0.7, head)


def _lines(page: Page, span: Chars) -> Iterator[Chars]:
    """A span cut at the ends of paragraphs: a headline is no part of the sentence below it."""
    start = span[0]
    for line in page.text[span[0] : span[1]].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def cue_head(page: Page, cue: Chars) -> int:
    """The token of a cue that says how it is meant: its last verb, or the noun or adverb it hangs on."""
    tree = page.tree
    tokens = [i for i in page.tokens_in(cue) if tree.words[i].strip()]
    if not tokens:
        return page.token_at(cue[0])
    verbs = [i for i in tokens if tree.is_verb(i)]
    if verbs:
        inside = set(tokens)
        tops = [i for i in verbs if tree.heads[i] not in inside or tree.heads[i] == i]
        return (tops or verbs)[0]
    words = [i for i in tokens if tree.pos[i] in ("NOUN", "ADJ")]  # is still wary of
    return next(iter(words or (i for i in tokens if tree.pos[i] == "ADV")), tokens[0])
