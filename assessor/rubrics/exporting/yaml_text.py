"""Export: values as YAML that `strict_yaml` reads back."""

from typing import Any

import yaml

from assessor.domain.rubric import Rubric

SCHEMA_LINE = "# yaml-language-server: $schema=rubric.schema.json"
"""Makes editors complete a pack, once `assessor schema rubric > rubric.schema.json` stands beside it."""


class _Dumper(yaml.SafeDumper):
    """Without references: packs may not hold them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        """Write every value where it stands."""
        return True


_Dumper.add_multi_representer(str, lambda dumper, value: dumper.represent_str(str(value)))
"""Words of an enumeration are plain words in a file."""


def yaml_text(values: dict[str, Any]) -> str:
    """Plain values as YAML, keys in their order."""
    text: str = yaml.dump(_plain(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=108)
    return text


def pack_text(rubric: Rubric) -> str:
    """A rubric as a pack file. It says all there is; keys left at their default are left out.

    Where it is read again, everything but the digest of the file is equal.
    """
    values = rubric.model_dump(mode="python", exclude={"sha256", "translation"}, exclude_defaults=True)
    return f"{SCHEMA_LINE}\n{yaml_text(values)}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
