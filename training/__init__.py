"""Rebuilds the language pipeline from corpora; needs torch, which the product does not."""
