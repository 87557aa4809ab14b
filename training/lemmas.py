"""Learns the lemma tables from the treebanks."""

from collections import Counter, defaultdict

from training.corpora import Example
from transforms.language.lemmas import LONGEST_ENDING, Lemmas


def lemma_rules(examples: list[Example]) -> tuple[dict[str, str], dict[str, tuple[int, str]]]:
    """Endings with their commonest edit, then every word that the endings get wrong."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for e in examples:
        for word, tag, lemma in zip(e.words, e.tags, e.lemmas, strict=True):
            if tag in ("GW", "ADD", "FW", "AFX", "XX") or lemma == "_":
                continue
            form = word if tag.startswith("NNP") else word.lower()
            seen[form.replace("’", "'"), tag, lemma.replace("’", "'")] += 1
    edits: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for (form, tag, lemma), n in seen.items():
        if lemma.lower() != lemma and not tag.startswith("NNP"):
            continue
        same = 0
        while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
            same += 1
        edit = (len(form) - same, lemma[same:])
        if edit[0] > 4 or len(edit[1]) > 4:
            continue
        for length in range(min(LONGEST_ENDING, len(form)) + 1):
            edits[f"{tag} {form[len(form) - length :].lower()}"][edit] += 1 + (n > 1)
    endings: dict[str, tuple[int, str]] = {}
    for key, counts in sorted(edits.items(), key=lambda x: len(x[0])):
        (edit, n), total = counts.most_common(1)[0], counts.total()
        tag, _, ending = key.partition(" ")
        shorter = next((endings[k] for i in range(1, len(ending) + 1) if (k := f"{tag} {ending[i:]}") in endings), None)
        if not ending or (total >= 3 and n / total >= 0.6 and edit != shorter and edit[0] <= len(ending)):
            endings[key] = edit
    rules = Lemmas({}, endings)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, tag, lemma), n in seen.items():
        words[f"{form} {tag}"][lemma] += n
    wrong = {}
    for key, counts in words.items():
        form, _, tag = key.rpartition(" ")
        lemma, n = counts.most_common(1)[0]
        if rules.of(form, tag) != lemma and (n > 1 or counts.total() == 1):
            wrong[key] = lemma
    return wrong, endings
