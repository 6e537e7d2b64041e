"""How far drafts move the people who see them, and when that is a reason to take drafts away.

Gather takes sealed, draft, confirmed and outcome from the records. Cells are runs of cases that are large
enough to be shown. Measures are figures of whole cells, with intervals over raters. The verdict holds figures
against the limits; where one is exceeded, a suspension can be asked for.
"""
