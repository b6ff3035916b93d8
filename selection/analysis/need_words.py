"""The words the need linter looks for, by language."""

from collections.abc import Mapping

from selection.analysis.need_vocabulary import NeedWords
from selection.analysis.need_words_en import ENGLISH
from selection.analysis.need_words_he import HEBREW
from selection.analysis.need_words_pl import POLISH
from selection.model.base import Language

WORDS: Mapping[Language, NeedWords] = {"en": ENGLISH, "he": HEBREW, "pl": POLISH}
