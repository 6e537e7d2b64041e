"""A gate as JUnit XML, which build servers show without being taught anything.

Format: the schema of the Jenkins xunit plugin, as far as it is needed.
"""

import xml.etree.ElementTree as ET

from assessor.domain.run import GateReport


def junit_of(report: GateReport) -> str:
    """A test suite with a case for each condition of the gate."""
    failed = sum(not one.passed for one in report.reasons)
    name = f"assessor.gate.{report.suite or 'gold'}"
    suite = ET.Element(
        "testsuite",
        name=name,
        tests=str(len(report.reasons)),
        failures=str(failed),
        errors="0",
        skipped="0",
    )
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="run", value=report.run)
    for one in report.reasons:
        case = ET.SubElement(suite, "testcase", classname=name, name=one.name, time="0")
        if not one.passed:
            ET.SubElement(case, "failure", message=one.message, type="threshold")
        else:
            ET.SubElement(case, "system-out").text = one.message
    ET.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suite, encoding="unicode") + "\n"
