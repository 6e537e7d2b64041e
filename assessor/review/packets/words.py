"""Pre-check: names and advice in both languages that several checks share."""

from assessor.domain.precheck import PacketPart
from assessor.domain.sentences import Sentences
from assessor.i18n import said


def part_name(part: PacketPart) -> Sentences:
    """A part of the packet as people call it."""
    match part:
        case PacketPart.SCOPE:
            return said("Scope")
        case PacketPart.EVIDENCE:
            return said("Evidence")
        case PacketPart.RISKS:
            return said("Risks handled")
        case PacketPart.CUSTOMERS:
            return said("What changed for customers")


def part_asks(part: PacketPart) -> Sentences:
    """What belongs into a part of the packet."""
    match part:
        case PacketPart.SCOPE:
            return said(
                "Write what you own, decide and influence, with the size of the portfolio and where that "
                "number comes from."
            )
        case PacketPart.EVIDENCE:
            return said(
                "Put your pieces of work into the folder evidence; how many each skill area needs is told "
                "below."
            )
        case PacketPart.RISKS:
            return said(
                "Write which risks you saw, against which source you checked them, whom you involved and how "
                "it ended."
            )
        case PacketPart.CUSTOMERS:
            return said(
                "Write what customers can do or see now that they could not before, with figure, source and "
                "date."
            )


def type_name(name: str) -> Sentences:
    """A type of personal data as people call it; the type itself where it has no such name."""
    found = _TYPES.get(name)
    return Sentences(en=name, de=name) if found is None else found()


_TYPES = {
    "PERSON": lambda: said("names of people"),
    "CUSTOMER_ORG": lambda: said("names of customers"),
    "EMAIL_ADDRESS": lambda: said("mail addresses"),
    "PHONE_NUMBER": lambda: said("phone numbers"),
    "LOCATION": lambda: said("street addresses"),
    "AMOUNT": lambda: said("amounts of a customer"),
    "URL": lambda: said("web addresses"),
    "ID": lambda: said("identifiers"),
    "DATE_OF_BIRTH": lambda: said("dates of birth"),
    "IBAN_CODE": lambda: said("bank accounts"),
    "CREDIT_CARD": lambda: said("card numbers"),
    "IP_ADDRESS": lambda: said("network addresses"),
    "SECRET": lambda: said("passwords, keys or tokens"),
}


def stop_reason(category: str) -> tuple[Sentences, Sentences]:
    """Why a category stops an artefact, and what to do about it."""
    found = _STOPS.get(category)
    if found is None:
        return (
            said("It holds something that must not enter ({category}).", category=category),
            said("Take the passage out, or ask the privacy officer."),
        )
    return found()


_STOPS = {
    "contract_text": lambda: (
        said("It quotes contract clauses."),
        said("Take the clauses out and say in your own words what was agreed to be done."),
    ),
    "pricing_terms": lambda: (
        said("It holds a price list or terms tied to a customer."),
        said("Take the prices out; say what you weighed and who approved it."),
    ),
    "security_incident": lambda: (
        said("It tells technical or identifying detail of a breach of data or systems."),
        said("Leave the detail out; what you did and what changed afterwards is enough."),
    ),
    "health_data": lambda: (
        said("It speaks of a person's health."),
        said("Take it out; an absence is enough without its reason."),
    ),
    "union_membership": lambda: (
        said("It tells that somebody belongs to a union or works council."),
        said("Take it out; name the body, not its members."),
    ),
    "special_category": lambda: (
        said("It holds personal data of a special category, such as belief or origin."),
        said("Take it out; it has no bearing on the work."),
    ),
    "hr_disciplinary": lambda: (
        said("It speaks of discipline or dismissal of an employee."),
        said("Take it out; it belongs to the personnel file alone."),
    ),
    "minors": lambda: (said("It holds data of children."), said("Take it out.")),
    "payment_data": lambda: (
        said("It holds a list of payment data."),
        said("Take the list out; name the system it stands in."),
    ),
    "credentials": lambda: (
        said("It holds a live password, key or token."),
        said("Take it out and have it changed: it must be taken as known now."),
    ),
    "guardrail_failure": lambda: (
        said("A guardrail could not finish, so the file is held back."),
        said("Try again; if it stays, save the file as plain text."),
    ),
}  # fmt: skip


def fault_of(code: str) -> tuple[Sentences, Sentences]:
    """Why a file could not be read, and what to do about it."""
    found = _FAULTS.get(code)
    if found is None:
        return (
            said("The file cannot be read ({code}).", code=code),
            said("Open it, save it anew, or hand it in as text."),
        )
    return found()


_FAULTS = {
    "file_not_found": lambda: (
        said("There is no such file."),
        said("Correct the path in the manifest, or add the file."),
    ),
    "outside_packet": lambda: (
        said("The path leads out of the packet's folder, so the file was not opened."),
        said("Copy the file into the folder."),
    ),
    "unsupported_format": lambda: (
        said("The file has a format that is not read."),
        said("Save it as text, Markdown, PDF, an Office file or a mail."),
    ),
    "wrong_extension": lambda: (
        said("The file is of another format than its name says."),
        said("Give it the ending that belongs to its format, or save it anew."),
    ),
    "too_large": lambda: (said("The file is too large."), said("Hand in the part that shows the work.")),
    "empty": lambda: (said("The file holds no text."), said("Fill it in, or take it out.")),
}
