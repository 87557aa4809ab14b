"""Imported by the process that tests.crashing forks its children from, so that each of them finds everything loaded."""

from tests.crashing import pipeline
from transforms.articles import article_of_text
from transforms.registry import rows_of

WARMED = list(rows_of([article_of_text("Ten soldiers left on Monday.")], pipeline()))
