"""German words reduced to stems, umlauts folded: kuendigen, kündigen and Kündigung meet."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from portal.core.fillers import FILLERS

_WORD = re.compile(r"[^\W_]+")
_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# ae, oe, ue as people type umlauts; not the ue of neue, bauen, Quelle.
_TYPED_UMLAUT = re.compile(r"ae|oe|(?<![aeq])ue")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """One lower-case word's stem in plain letters."""
    plain = _TYPED_UMLAUT.sub(lambda match: match[0][0], word.translate(_FOLDS))
    # A stemmer keeps the last word's state: each call gets its own.
    stemmed: str = snowballstemmer.stemmer("german").stemWord(plain)
    return stemmed


def stems(text: str) -> list[str]:
    """The stems of a text's telling words, in order, each once."""
    # NFKC: a phone may send ü as u and two dots (IN-10).
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    telling = (word for word in words if word.translate(_FOLDS) not in FILLERS)
    return list(dict.fromkeys(filter(None, map(stem, telling))))


def stem_text(text: str) -> str:
    """The stems as one line, for storing."""
    return " ".join(stems(text))
