"""The language pipeline: from a text to a Doc with tags, trees, sentences, entities and attributions."""

from pathlib import Path

import spacy
from spacy.language import Language

from transforms.language import reader  # noqa: F401  (its import registers the component)
from transforms.language.datelines import DATELINES
from transforms.language.gazetteer import GAZETTEER
from transforms.language.sentences import SENTENCE_RULES
from transforms.language.syntax import noun_chunks
from transforms.language.tokenizer import news_tokenizer

MODEL = "wirehouse_en"
LONGEST_TEXT = 5_000_000  # characters; the network reads in windows, so length costs time, not memory
MODELS = Path(__file__).resolve().parents[2] / "models"


def blank_pipeline() -> Language:
    """English with the tokenizer for news and nothing else."""
    nlp = spacy.blank("en")
    nlp.tokenizer = news_tokenizer(nlp)
    nlp.max_length = LONGEST_TEXT
    nlp.vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]  # the stub is wrong: it yields offsets
    return nlp


def load_pipeline(models: Path | None = None) -> Language:
    """The trained pipeline of `models/wirehouse_en`, or where there is none, words and rule-made sentences only.

    Datelines and gazetteer are added here, not stored: they follow `seeds/`, which change without a new training.
    `models` is the folder that holds `wirehouse_en` (the repository's own by default). Nothing is read at import.
    """
    folder = (models or MODELS) / MODEL
    if (folder / "config.cfg").is_file():
        nlp = spacy.load(folder)
        if not nlp.has_pipe(DATELINES):
            nlp.add_pipe(DATELINES, first=True)
        if not nlp.has_pipe(GAZETTEER):
            nlp.add_pipe(GAZETTEER)
        nlp.max_length = LONGEST_TEXT
        return nlp
    nlp = blank_pipeline()
    nlp.add_pipe(SENTENCE_RULES)
    return nlp
