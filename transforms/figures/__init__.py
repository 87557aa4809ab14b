"""Figures: every quantity an article states, what it counts, and what it does in its sentence."""

from transforms.figures.rows import figures_in

__all__ = ["figures_in"]
