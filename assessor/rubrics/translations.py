"""Before stage 1: a pack in another language, from a file that holds texts alone.

A translation has a version of its own and names the version of the pack it belongs to. It is refused where it
misses a text, has one too many, or belongs to another version: half a translation would mix two wordings of
one rubric. Ratings, drafts and the index of anchors keep to the pack's own language; a translation is for
people to read, so that one artefact cannot be rated by two wordings.
"""

from functools import cache
from pathlib import Path

from assessor.domain.profile import RoleProfile
from assessor.domain.rubric import Rubric
from assessor.domain.translation import Translation
from assessor.errors import NotFoundError
from assessor.rubrics.faults import Fault
from assessor.rubrics.load import invalid, load_rubric, validated
from assessor.rubrics.options import MARK, base_of, with_option
from assessor.rubrics.profiles import load_profile
from assessor.rubrics.shipped import shipped
from assessor.rubrics.texts import Difference, Pack, differences, texts_of, with_texts

CODE = "translation_invalid"


def source_of(pack_id: str) -> Rubric | RoleProfile:
    """The packaged rubric or role profile of an id, in its own language.

    Raises:
        NotFoundError: code `unknown_rubric`.
        InputError: code `rubric_invalid`.
    """
    return load_profile(pack_id) if pack_id in shipped("profiles") else load_rubric(pack_id)


def languages(pack_id: str) -> tuple[str, ...]:
    """Languages a packaged rubric or profile can be read in, its own first."""
    base = base_of(pack_id)
    names = (name.rpartition(".") for name in shipped("translations"))
    return (source_of(base).lang, *sorted(lang for name, _, lang in names if name == base))


def in_language(pack: Pack, lang: str) -> Pack:
    """A packaged rubric or profile in a language; itself where that is its own.

    Raises:
        NotFoundError: code `no_translation`; the message lists the languages there are.
        InputError: code `translation_invalid`.
    """
    if lang == pack.lang:
        return pack
    base, mark, option = pack.id.partition(MARK)
    if mark and isinstance(pack, Rubric):
        return with_option(in_language(load_rubric(base), lang), option)
    if f"{pack.id}.{lang}" not in shipped("translations"):
        known = ", ".join(languages(pack.id))
        raise NotFoundError(
            f"{pack.id} {pack.version} is not there in language {lang!r}; expected one of: {known}.",
            code="no_translation",
            hint="See `assessor rubric list`.",
        )
    return applied(load_translation(pack.id, lang), pack)


def in_every_language(rubric: Rubric) -> tuple[Rubric, ...]:
    """A rubric, then the same in its other languages: what people write may be in any of them."""
    if base_of(rubric.id) not in shipped("packs"):
        return (rubric,)
    own = load_rubric(rubric.id)
    others = (lang for lang in languages(rubric.id) if lang != rubric.lang)
    return (rubric, *(in_language(own, lang) for lang in others))


@cache
def load_translation(pack_id: str, lang: str) -> Translation:
    """The packaged translation of a pack; read once in a process.

    Raises:
        InputError: code `translation_invalid`; the file breaks its format or does not fit its pack.
    """
    name = f"{pack_id}.{lang}"
    file = f"translations/{name}.yaml"
    made = read_translation(shipped("translations")[name].read_bytes(), file=file)
    if (made.id, made.lang) != (pack_id, lang):
        named = Fault("", f"is of {made.id!r} in {made.lang!r}; expected {name!r}, as the file is named")
        raise invalid(file, [named], code=CODE)
    verify_fits(made, source_of(pack_id), file=file)
    return made


def read_translation(content: bytes, *, file: str) -> Translation:
    """A translation from the bytes of its file; whether it fits its pack is not looked at.

    Raises:
        InputError: code `translation_invalid`.
    """
    return validated(Translation, content, file=file, code=CODE)


def is_translation(path: Path) -> bool:
    """Whether a file says that it translates a pack."""
    return any(line.startswith(b"translates:") for line in path.read_bytes().splitlines())


def misfits(made: Translation, pack: Rubric | RoleProfile) -> tuple[Difference, ...]:
    """Where a translation does not fit the pack: another version, texts missing, too many or misplaced."""
    found = []
    if made.translates != pack.version:
        stale = f"belongs to version {made.translates} of {pack.id}; the pack has {pack.version}"
        found.append(Difference(("translates",), stale))
    if made.version not in [entry.version for entry in made.changelog]:
        found.append(Difference(("changelog",), f"has no entry for version {made.version}"))
    return (*found, *(one.within("texts") for one in differences(texts_of(pack), made.texts)))


def verify_fits(made: Translation, pack: Rubric | RoleProfile, *, file: str) -> None:
    """Refuse a translation that does not fit its pack.

    Raises:
        InputError: code `translation_invalid`; one line for each misfit.
    """
    found = misfits(made, pack)
    if found:
        raise invalid(file, [one.fault() for one in found], code=CODE)


def applied(made: Translation, pack: Pack) -> Pack:
    """The pack with the texts of a translation that fits it."""
    filled = with_texts(pack, made.texts)
    return filled.model_copy(update={"lang": made.lang, "translation": made.version})


def file_of(name: str) -> tuple[str, str]:
    """File name and content of a packaged translation.

    Raises:
        NotFoundError: code `no_translation`.
    """
    files = shipped("translations")
    if name not in files:
        raise NotFoundError(f"no translation {name!r}.", code="no_translation")
    return f"translations/{name}.yaml", files[name].read_text(encoding="utf-8")
