"""`assessor assess --jsonl`: many texts, each a submission of its own, drafted and not kept."""

from typing import TYPE_CHECKING

from assessor.cli import jsonl, shell
from assessor.cli.parallel import spread
from assessor.cli.preview import verify_previewable
from assessor.domain.actor import Actor
from assessor.formats.lines import AssessInput, AssessOutput, LineFault
from assessor.previews import keep_preview
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level, find_skill_area

if TYPE_CHECKING:
    from assessor.bootstrap import Application


def assess_lines(
    application: "Application", source: str, out: str | None, *, workers: int, actor: Actor
) -> int:
    """Answer each line with a full draft; log each, mark nobody as having seen it. Returns the exit code."""

    def logged(line: AssessInput | LineFault, output: jsonl.Answer) -> jsonl.Answer:
        if isinstance(line, AssessInput) and isinstance(output, AssessOutput) and output.draft is not None:
            keep_preview(
                application.store,
                [application.keyring.digest(line.text.encode())],
                actor=actor,
                rubric=load_rubric(application.settings.rubric_in_effect(line.rubric)),
                drafter=application.settings.drafter,
                marks=False,
            )
        return output

    def permitted(number: int, line: AssessInput | LineFault) -> AssessInput | LineFault:
        if isinstance(line, LineFault):
            return line
        verdict = jsonl.answered(number, line, lambda one: _permitted(application, one, actor))
        return verdict if isinstance(verdict, LineFault) else line

    with jsonl.open_lines(source) as raw:
        lines = ((n, permitted(n, line)) for n, line in jsonl.parsed_lines(raw, AssessInput))
        answers = spread(application, lines, _answer_numbered, workers=workers, in_order=True)
        kept = (logged(line, answer) for (_, line), answer in answers)
        faults = jsonl.write_lines(shell.with_progress(kept, total=None, what="drafting"), out)
    if faults:
        shell.talk(f"{faults} lines could not be used; each has its reason in its place.")
    return 2 if faults else 0


def _permitted(application: "Application", line: AssessInput, actor: Actor) -> AssessInput:
    verify_previewable(application, [line.text.encode()], actor)
    return line


def assess_line(application: "Application", line: AssessInput) -> AssessOutput:
    """One line through stages 1 to 5.

    Raises:
        InputError: unknown rubric, area or level, or a text that cannot be used.
    """
    rubric = load_rubric(application.settings.rubric_in_effect(line.rubric))
    skill_area = None if line.skill_area is None else find_skill_area(rubric, line.skill_area).name
    level = None if line.career_level is None else find_career_level(rubric, line.career_level).name
    read = application.pipeline.read_text(
        line.text,
        line.subject,
        kind=line.kind,
        lang=line.lang,
        evidence_date=None if line.date is None else shell.parse_date(line.date, "date"),
    )
    assessed, timing = application.pipeline.preview(read, rubric, skill_area=skill_area, career_level=level)
    return AssessOutput.of(line.id, assessed[0], timing)


Numbered = tuple[int, AssessInput | LineFault]


def _answer_numbered(application: "Application", numbered: Numbered) -> jsonl.Answer:
    number, line = numbered
    return jsonl.answered(number, line, lambda one: assess_line(application, one))
