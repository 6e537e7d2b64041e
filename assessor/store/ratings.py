"""Rows of human ratings, sealed and confirmed alike; statistics choose by source."""

import sqlalchemy as sa
from pydantic import JsonValue

from assessor.domain.rating import RatingValue
from assessor.domain.record import RatingRecord
from assessor.store.committed import rating_value
from assessor.store.ids import new_id
from assessor.store.tables import ratings
from assessor.store.transaction import Row, Transaction


class SqlRatingRows:
    """`ports.RatingRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def new_id(self) -> str:
        """A fresh random id, `rat_` and 32 hex digits."""
        return new_id("rat")

    def committed(self, rating: RatingRecord) -> JsonValue:
        """The value the audit log commits to: all of the rating but its seal."""
        return rating_value(_row(rating))

    def add(self, rating: RatingRecord) -> None:
        """Keep a rating."""
        self._transaction.insert(ratings, _row(rating))

    def get(self, rating_id: str) -> RatingRecord:
        """The rating with this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(ratings).where(self._transaction.mine(ratings), ratings.c.id == rating_id)
        return rating_of(self._transaction.require(query, "rating", rating_id))

    def of_draft(self, draft_id: str) -> tuple[RatingRecord, ...]:
        """Every rating of a draft, oldest first."""
        query = (
            sa.select(ratings)
            .where(self._transaction.mine(ratings), ratings.c.draft_id == draft_id)
            .order_by(ratings.c.at, ratings.c.id)
        )
        return tuple(rating_of(row) for row in self._transaction.rows(query))

    def of_rubric(self, rubric_id: str) -> tuple[RatingRecord, ...]:
        """Every rating under any version of a rubric, of every source, oldest first."""
        query = (
            sa.select(ratings)
            .where(self._transaction.mine(ratings), ratings.c.rubric_id == rubric_id)
            .order_by(ratings.c.at, ratings.c.id)
        )
        return tuple(rating_of(row) for row in self._transaction.rows(query))

    def rubrics(self) -> tuple[str, ...]:
        """Ids of the rubrics that anything was rated under, in order."""
        query = (
            sa.select(ratings.c.rubric_id)
            .where(self._transaction.mine(ratings))
            .distinct()
            .order_by(ratings.c.rubric_id)
        )
        return tuple(row["rubric_id"] for row in self._transaction.rows(query))


def _row(rating: RatingRecord) -> dict[str, object]:
    return {
        **rating.model_dump(exclude={"value", "cited"}),
        "target": rating.target.value,
        "source": rating.source.value,
        "outcome": rating.value.outcome.value,
        "level": rating.value.level,
        "cited": [span.model_dump(mode="json") for span in rating.cited],
    }


def rating_of(row: Row) -> RatingRecord:
    """A rating from its row."""
    names = RatingRecord.model_fields.keys() & row.keys()
    value = RatingValue(outcome=row["outcome"], level=row["level"])
    return RatingRecord(**{name: row[name] for name in names}, value=value)
