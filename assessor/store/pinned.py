"""Counts of ratings by the rubric version they pin, from a database that is only looked at.

Nothing is made, migrated or locked: where there is no store yet, there is nothing to count.
"""

import sqlite3
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from assessor.domain.rating import RatingSource
from assessor.rubrics.versions.touched import PinnedRatings
from assessor.store.engine import open_engine
from assessor.store.faults import record_error
from assessor.store.tables import drafts, ratings


def pinned_ratings(
    database_url: str, *, tenant_id: str, rubric_id: str, version: str
) -> PinnedRatings | None:
    """Ratings made under one version of a rubric, sealed, blind, adjudicated and confirmed ones alike.

    Args:
        database_url: as for `open_engine`.
        tenant_id: whose ratings.
        rubric_id: what they pin.
        version: the version they pin.

    Returns:
        The counts; `None` where there is no database, or none with ratings in it.

    Raises:
        InputError: the URL cannot be used.
        RecordError: the database cannot be read.
    """
    engine = _looking(database_url)
    if engine is None:
        return None
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table(ratings.name):
                return None
            mine = (
                (ratings.c.tenant_id == tenant_id)
                & (ratings.c.rubric_id == rubric_id)
                & (ratings.c.rubric_version == version)
            )
            rows = connection.execute(_by_area(mine)).all()
            contents = connection.execute(_settled_drafts(mine)).scalars().all()
    except SQLAlchemyError as error:
        raise record_error(error) from None  # the cause may repeat stored values
    finally:
        engine.dispose()
    cited = Counter(anchor for content in contents for anchor in _cited(content))
    named = {str(name): int(count) for name, count in rows if name is not None}
    nameless = sum(int(count) for name, count in rows if name is None)
    return PinnedRatings(areas=named, anchors=dict(cited), without_area=nameless)


def _by_area(mine: sa.ColumnElement[bool]) -> sa.Select[str | None, int]:
    return sa.select(ratings.c.skill_area, sa.func.count()).where(mine).group_by(ratings.c.skill_area)


def _settled_drafts(mine: sa.ColumnElement[bool]) -> sa.Select[object]:
    """One row for each confirmed rating; a draft that is still sealed must not show through a count."""
    here = (drafts.c.tenant_id == ratings.c.tenant_id) & (drafts.c.id == ratings.c.draft_id)
    confirmed = ratings.c.source == RatingSource.CONFIRMED.value
    return sa.select(drafts.c.draft).select_from(ratings).join(drafts, here).where(mine & confirmed)


def _cited(content: object) -> set[str]:
    """Anchors a draft's claims speak to; none of an erased draft."""
    claims = content.get("claims", ()) if isinstance(content, dict) else ()
    return {str(claim["anchor"]) for claim in claims if claim.get("anchor")}


def _looking(database_url: str) -> sa.Engine | None:
    url = sa.make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return open_engine(database_url)
    path = Path(url.database)
    if not path.is_file():
        return None
    place = f"file:{quote(str(path.absolute()))}?mode=ro"
    return sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(place, uri=True), hide_parameters=True
    )
