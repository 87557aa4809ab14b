"""Tokenizer rules for news, on top of spaCy's English ones."""

import re

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

CURRENCY_CODES = "US|A|AU|C|CA|HK|NZ|S|NT|R|J"
DASHES = "—|–|--|---|――"

INFIXES = [
    r"(?<=[0-9])[-–](?=[" + ALPHA + "])",  # 10,000-strong, 25-year-old
    r"(?<=[" + ALPHA + r"0-9%\)\"”’])(?:" + DASHES + r")(?=[" + ALPHA + r"0-9$£€\(\"“‘])",  # 2014–2016, word—word
    r"(?<=[" + ALPHA + r"0-9])-(?=[$£€¥])",  # $2-$3
    r"(?<=[" + ALPHA_LOWER + r"])(?:\.\.\.|…)(?=[" + ALPHA + "])",
    r"(?<=[" + ALPHA_LOWER + r"\]\)0-9])[\"“”](?=[" + ALPHA + r"\(])",
    r"(?<=[—–])[\"“‘]|[\"”](?=[—–])",  # said—“no”—that
    r"(?<=[" + ALPHA_UPPER + r"]{2})/(?=[" + ALPHA_UPPER + "]{2})",  # AFP/Reuters
]
PREFIXES = [
    r"(?:" + CURRENCY_CODES + r")\$(?=[0-9])",
    r"[-–—](?=[$£€¥" + ALPHA + "])",
    r"'(?=[" + ALPHA_UPPER + r"]\w{2})",
]
SUFFIXES = [r"(?:" + DASHES + ")", r"(?<=[0-9])(?:bn|m|mn|tn|k|km|kg|mph|kph|am|pm)", r"(?<=[0-9])[-–]"]

# spaCy reads some of these as one word, but UD, and so our trees, as two.
SPLIT = {"cannot": ("can", "not"), "gonna": ("gon", "na"), "gotta": ("got", "ta"), "wanna": ("wan", "na")}
ABBREVIATIONS = """
    Rep. Reps. Sen. Sens. Gov. Gen. Lt. Col. Sgt. Capt. Cmdr. Adm. Maj. Brig. Rev. Hon. Pres. Sec. Supt. Insp.
    Atty. Dist. U.S. U.K. U.N. U.S.A. E.U. U.A.E. D.C. N.Y. L.A. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept.
    Oct. Nov. Dec. Mon. Tues. Wed. Thurs. Fri. No. Nos. St. Mt. Ft. Co. Corp. Inc. Ltd. Bros. vs. approx. est.
    a.m. p.m. Ph.D. M.D. i.e. e.g. Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md.
    Mass. Mich. Minn. Mo. Mont. Neb. Nev. Okla. Ore. Pa. Tenn. Tex. Va. Vt. Wash. Wis. Wyo. Det.
""".split()


def news_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for `nlp`'s vocabulary that keeps U.S. and splits 10,000-strong, US$100 and word—word."""
    defaults = nlp.Defaults
    rules = dict(defaults.tokenizer_exceptions or {})
    for word, parts in SPLIT.items():
        for spelt, pieces in ((word, parts), (word.title(), (parts[0].title(), parts[1]))):
            rules[spelt] = [{65: piece} for piece in pieces]
    rules |= {word: [{65: word}] for word in ABBREVIATIONS}
    infixes = compile_infix_regex([*INFIXES, *(defaults.infixes or [])])
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*PREFIXES, *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*SUFFIXES, *(defaults.suffixes or [])]).search,
        infix_finditer=infixes.finditer,
        token_match=re.compile(r"^[A-Z]-\d{1,3}[A-Z]?s?$").match,  # F-16, B-52s
        url_match=defaults.url_match,
    )
