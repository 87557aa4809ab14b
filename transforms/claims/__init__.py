"""Claims: who is reported to say what, in which words, how surely."""

from transforms.claims.extract import claims_from, claims_in

__all__ = ["claims_from", "claims_in"]
