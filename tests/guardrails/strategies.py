"""Texts of a submission made of prose, values that must go, and whatever a sender's software puts between them."""

from dataclasses import dataclass

from hypothesis import strategies as st

VALUES: tuple[tuple[str, str], ...] = (
    ("EMAIL_ADDRESS", "anna.schmidt@firma.example"),
    ("EMAIL_ADDRESS", "tom (at) werk-nord (punkt) example"),
    ("PHONE_NUMBER", "+49 30 23125-417"),
    ("PHONE_NUMBER", "07700 900142"),
    ("PHONE_NUMBER", "(415) 555-2671"),
    ("IBAN_CODE", "DE89 3704 0044 0532 0130 00"),
    ("CREDIT_CARD", "4111-1111-1111-1111"),
    ("IP_ADDRESS", "192.0.2.17"),
    ("IP_ADDRESS", "2001:db8::8a2e:370:7334"),
    ("URL", "https://app.tool.example/users/g.wittmer"),
    ("ID", "756.9217.0769.85"),
    ("DE_TAX_ID", "86 095 742 719"),
    ("LOCATION", "Lindenstraße 12, 50674 Köln"),
    ("LOCATION", "14 Quayside Road, Bristol BS1 6TP"),
    ("CUSTOMER_ORG", "Nordwind Logistik GmbH"),
    ("CUSTOMER_ORG", "Marrowby Freight Ltd"),
)
"""Values that are recognised wherever they stand, by check digit or by their whole form."""
_PROSE = (
    "the plan is agreed", "wir haben den Ablauf besprochen", "usage rose to 61 percent", "der Export lief 14 Minuten",
    "nothing else is open", "Fragen gern bis Freitag", "🙂 danke", "status: green", "- offen: Schulung",
)  # fmt: skip
_BETWEEN = (" ", ", ", ".\n", "\n\n", " | ", "\r\n", "; ", " \u2013 ", "\t", " (", ") ")

values = st.sampled_from(VALUES)


@dataclass(frozen=True)
class Composed:
    """A text and the values set into it, in text order."""

    text: str
    values: tuple[tuple[str, str], ...]


@st.composite
def composed(draw: st.DrawFn, most: int = 5) -> Composed:
    """Prose with up to `most` values in it, each between prose, so that no two values touch."""
    pieces = [draw(st.sampled_from(_PROSE))]
    placed = []
    for kind, value in draw(st.lists(values, max_size=most)):
        pieces += [
            draw(st.sampled_from(_BETWEEN)),
            value,
            draw(st.sampled_from(_BETWEEN)),
            draw(st.sampled_from(_PROSE)),
        ]
        placed.append((kind, value))
    return Composed("".join(pieces), tuple(placed))


noise = st.text(
    alphabet=st.one_of(
        st.characters(blacklist_categories=("Cs",)),
        st.sampled_from("0123456789@.+-/()[]{}<>|:;,'\"\n\r\t _#%&=?*€§äöüßé\u200b\u00ad\u202e\ufeff"),
    ),
    max_size=120,
)
"""Anything a text can hold, thick with the signs that our forms are made of."""
