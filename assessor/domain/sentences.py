"""A sentence for people, in every language the product speaks."""

from assessor.domain.base import Frozen
from assessor.domain.text import Language


class Sentences(Frozen):
    """One sentence, said in English and in German."""

    en: str
    de: str

    def in_language(self, lang: Language) -> str:
        """The sentence in one language."""
        return self.de if lang == "de" else self.en
