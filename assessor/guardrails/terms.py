"""Stage 2 of 7: the tenant's own terms, read once from one YAML file (setting ASSESSOR_TERMS).

```yaml
employees:                      # people of the house: always found, in any case, also by nickname
  - Katrin Sommer
  - {name: Mehmet Yıldız, aliases: [Memo]}
customers:                      # organisations: always found, also by short name and mail domain
  - Nordwind Logistik GmbH
  - {name: Baker & Sons Ltd, aliases: [B&S], domains: [bakersons.example]}
products:                       # product, tool and programme names: never taken for people
  - Pulse Insights
  - {name: Renewal Radar, aliases: [RR]}
```

Every list may be missing. The file names people and customers, so messages give the place of a fault
(`customers.3.domains`), never a value.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator, model_validator

from assessor.domain.base import Frozen
from assessor.errors import InputError


class Term(Frozen):
    """A name and its other writings. In the file, a plain string stands for a name without others."""

    name: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @field_validator("name")
    @classmethod
    def _one_line(cls, name: str) -> str:
        return _spaced(name)

    @field_validator("aliases")
    @classmethod
    def _filled(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_spaced(alias) for alias in aliases)

    @property
    def writings(self) -> tuple[str, ...]:
        """The name first, then its aliases."""
        return (self.name, *self.aliases)


class Customer(Term):
    """A customer organisation."""

    domains: tuple[str, ...] = ()
    """Mail and web domains, small letters, without `@` and `www.`."""

    @field_validator("domains")
    @classmethod
    def _bare(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        bare = tuple(one.strip().casefold().removeprefix("@").removeprefix("www.") for one in domains)
        if any("." not in one or any(char in one for char in " /@:") for one in bare):
            raise ValueError("expected a bare domain such as nordwind.example")
        return bare


class TenantTerms(Frozen):
    """What a tenant tells us beforehand about the names in its evidence. All lists may be empty."""

    employees: tuple[Term, ...] = ()
    customers: tuple[Customer, ...] = ()
    products: tuple[Term, ...] = ()

    @property
    def employee_names(self) -> tuple[str, ...]:
        """Every writing of every employee."""
        return _all_writings(self.employees)

    @property
    def product_names(self) -> tuple[str, ...]:
        """Every writing of every product."""
        return _all_writings(self.products)


NO_TERMS = TenantTerms()
"""What is in effect where no file is named."""


def load_terms(path: Path | None) -> TenantTerms:
    """Read a tenant's terms; none where `path` is None. An empty file has no terms.

    Raises:
        InputError: the file is missing, no YAML, or breaks the schema; the message names file and field.
    """
    if path is None:
        return NO_TERMS
    import yaml

    try:
        content = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"terms {path}: cannot be read ({error.strerror}).",
            code="terms_unreadable",
            hint="Point ASSESSOR_TERMS at a YAML file with employees, customers and products, or unset it.",
        ) from error
    except yaml.YAMLError as error:
        # The parser's message quotes the line, and lines here name people: the place must do.
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        raise InputError(f"terms {path}{place}: is not valid YAML.", code="terms_invalid") from None
    if content is None:
        return NO_TERMS
    if not isinstance(content, dict):
        raise InputError(
            f"terms {path}: expected a mapping, got {type(content).__name__}.",
            code="terms_invalid",
            hint="Its keys are employees, customers and products.",
        )
    try:
        return TenantTerms.model_validate(content)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise InputError(f"terms {path}, {where}: {fault['msg']}.", code="terms_invalid") from None


def _all_writings(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(writing for term in terms for writing in term.writings)


def _spaced(name: str) -> str:
    spaced = " ".join(name.split())
    if not spaced:
        raise ValueError("expected a name, got only space")
    return spaced
