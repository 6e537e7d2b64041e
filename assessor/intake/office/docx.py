"""Stage 1: a Word document to passages: the body in order, then notes, headers, comments and the rest."""

from assessor.domain.text import SegmentRole
from assessor.intake.office.blocks import Where
from assessor.intake.office.package import Package
from assessor.intake.office.parts import Leftovers
from assessor.intake.office.sink import Sink
from assessor.intake.office.style import StyleRules
from assessor.intake.office.text import PartText
from assessor.intake.office.xml import walk

_SECTIONS = {
    "footnotes": Where("footnote", units=frozenset({"footnote"})),
    "endnotes": Where("endnote", units=frozenset({"endnote"})),
    "header": Where("header", role=SegmentRole.HEADER),
    "footer": Where("footer", role=SegmentRole.HEADER),
    "comments": Where("comment", "comment", SegmentRole.QUOTED, units=frozenset({"comment"})),
}


def read_document(package: Package, sink: Sink, rest: Leftovers) -> None:
    """Send the passages of a Word document to a sink."""
    styles = StyleRules()
    arrows = package.relationships(package.main)
    targets = [
        (arrow.kind, arrow.target) for arrow in arrows if arrow.target in package and not arrow.external
    ]
    # Once each, however many arrows point to it: five hundred made a file of 37 kB take half a minute.
    for target in dict.fromkeys(target for kind, target in targets if kind == "styles"):
        walk(package.chunks(target), styles)
    rules = styles.rules()
    walk(package.chunks(package.main), PartText(Where("", numbered=True), sink, styles=rules))
    done = {package.main}
    for section, where in _SECTIONS.items():
        number = 0
        for kind, target in targets:
            if kind != section or target in done:
                continue
            done.add(target)
            number += 1
            rest.place(target, f"{where.place} {number}" if not where.units else where.place)
            named = where if where.units else Where(f"{where.place} {number}", where.hidden, where.role)
            walk(package.chunks(target), PartText(named, sink, styles=rules))
    rest.read(done)
