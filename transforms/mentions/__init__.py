"""The `mentions` table: who and what an article names, and which entity each naming stands for."""

from transforms.mentions.extractor import mentions_in

__all__ = ["mentions_in"]
