"""Every table, as the migrations lay them out.

Rules that later work must not have to migrate: each row carries `tenant_id` and whoever caused it; each
keyed digest names its key (`hmac-sha256:KEYID:HEX`); times are UTC; text is redacted text only,
the sealed vault apart.
"""

from collections.abc import Iterable
from enum import StrEnum

import sqlalchemy as sa

from assessor.domain.rating import RatingOutcome, RatingSource, RatingTarget
from assessor.domain.suspension import SuspensionCause
from assessor.store.times import UtcText

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _tenant() -> sa.Column[str]:
    return sa.Column("tenant_id", sa.String, primary_key=True)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=nullable)


def _to(table: str, *columns: str, key: tuple[str, ...] = ("id",)) -> sa.ForeignKeyConstraint:
    """A reference inside one tenant: nothing can ever point into another tenant's rows."""
    return sa.ForeignKeyConstraint(
        ("tenant_id", *columns), [f"{table}.{name}" for name in ("tenant_id", *key)]
    )


def _one_of(column: str, allowed: type[StrEnum] | Iterable[str]) -> sa.CheckConstraint:
    words = ", ".join(f"'{word}'" for word in allowed)
    return sa.CheckConstraint(f"{column} IN ({words})", name=column)


actors = sa.Table(
    "actors",
    metadata,
    _tenant(),
    _id(),
    _text("name", nullable=True),
    _text("name_digest"),
    sa.Column("roles", sa.JSON, nullable=False),
    _text("token_sha256", nullable=True),
    sa.Column("created_at", UtcText, nullable=False),
    _text("created_by"),
    sa.Column("revoked_at", UtcText),
    sa.UniqueConstraint("tenant_id", "name_digest"),
    sa.UniqueConstraint("tenant_id", "token_sha256"),
)

submissions = sa.Table(
    "submissions",
    metadata,
    _tenant(),
    _id(),
    _text("actor_id"),
    _text("assessee_id"),
    _text("rubric_id"),
    _text("rubric_version"),
    _text("skill_area", nullable=True),
    _text("career_level", nullable=True),
    sa.Column("submitted_on", sa.Date, nullable=False),
    sa.Column("accepted_at", UtcText, nullable=False),
    _text("status"),
    sa.Column("destination", sa.String, nullable=False, server_default="store"),
    sa.Column("handed_in", sa.JSON, nullable=False, server_default="[]"),
    _text("failure", nullable=True),
    _to("actors", "actor_id"),
    _to("actors", "assessee_id"),
    sa.Index(None, "tenant_id", "assessee_id"),
    sa.Index(None, "tenant_id", "accepted_at", "id"),
    sa.Index(None, "tenant_id", "status"),
)

artefacts = sa.Table(
    "artefacts",
    metadata,
    _tenant(),
    sa.Column("submission_id", sa.String, primary_key=True),
    sa.Column("artefact_id", sa.String, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("text", sa.Text),  # redacted; null once erased while ratings stay
    _text("lang"),
    _text("kind"),
    _text("verdict"),
    sa.Column("evidence_date", sa.Date),
    sa.Column("segments", sa.JSON, nullable=False),
    sa.Column("findings", sa.JSON, nullable=False),
    sa.Column("injection", sa.JSON, nullable=False),
    sa.Column("subject_placeholders", sa.JSON, nullable=False),
    _text("assessee_team", nullable=True),
    _text("submitted_digest"),
    _text("policy_sha256"),
    sa.Column("retain_until", sa.Date),
    _to("submissions", "submission_id"),
    sa.Index(None, "tenant_id", "submitted_digest"),
    sa.Index(None, "tenant_id", "retain_until"),
)

redaction_log = sa.Table(
    "redaction_log",
    metadata,
    _tenant(),
    _id(),
    _text("submission_id"),
    _text("artefact_id"),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _text("type"),
    _text("rule"),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("redacted_start", sa.Integer, nullable=False),
    sa.Column("redacted_end", sa.Integer, nullable=False),
    _text("placeholder"),
    _text("policy_sha256"),
    _to("artefacts", "submission_id", "artefact_id", key=("submission_id", "artefact_id")),
    _to("actors", "actor_id"),
    sa.Index(None, "tenant_id", "submission_id", "artefact_id"),
)

stops = sa.Table(
    "stops",
    metadata,
    _tenant(),
    _id(),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _text("submitted_digest"),
    _text("verdict"),
    sa.Column("findings", sa.JSON, nullable=False),
    _text("policy_sha256"),
    _to("actors", "actor_id"),
    sa.Index(None, "tenant_id", "submitted_digest"),
)

drafts = sa.Table(
    "drafts",
    metadata,
    _tenant(),
    _id(),
    _text("submission_id"),
    _text("artefact_id"),
    _text("skill_area", nullable=True),
    _text("career_level", nullable=True),
    # Beside the content, since a suspension may be of one drafter and a sealed draft's content stays unread.
    _text("drafter", nullable=True),
    sa.Column("draft", sa.JSON(none_as_null=True)),  # null once erased
    sa.Column("created_at", UtcText, nullable=False),
    _text("created_by"),
    sa.Column("withdrawn_at", UtcText),
    _text("withdrawn_reason", nullable=True),
    _to("artefacts", "submission_id", "artefact_id", key=("submission_id", "artefact_id")),
    sa.Index(None, "tenant_id", "submission_id", "artefact_id"),
)

# However often drafting is begun again, an artefact has one standing draft.
sa.Index(
    "uq_drafts_standing",
    drafts.c.tenant_id,
    drafts.c.submission_id,
    drafts.c.artefact_id,
    unique=True,
    sqlite_where=drafts.c.withdrawn_at.is_(None),
    postgresql_where=drafts.c.withdrawn_at.is_(None),
)

reveals = sa.Table(
    "reveals",
    metadata,
    _tenant(),
    sa.Column("draft_id", sa.String, primary_key=True),
    sa.Column("actor_id", sa.String, primary_key=True),
    sa.Column("at", UtcText, nullable=False),
    # Drafts were suspended, so nothing of the content was shown.
    sa.Column("withheld", sa.Boolean, nullable=False, server_default=sa.false()),
    _to("drafts", "draft_id"),
    _to("actors", "actor_id"),
)

ratings = sa.Table(
    "ratings",
    metadata,
    _tenant(),
    _id(),
    _text("target"),
    _text("source"),
    _text("draft_id", nullable=True),
    _text("submission_id"),
    _text("artefact_id", nullable=True),
    _text("skill_area", nullable=True),
    _text("actor_id"),
    _text("outcome"),
    sa.Column("level", sa.Integer),
    _text("scale"),
    _text("rubric_id"),
    _text("rubric_version"),
    _text("seal", nullable=True),
    sa.Column("seen_before", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("cited", sa.JSON, nullable=False),
    sa.Column("overrides_draft", sa.Boolean),
    sa.Column("at", UtcText, nullable=False),
    _one_of("target", RatingTarget),
    _one_of("source", RatingSource),
    _one_of("outcome", RatingOutcome),
    sa.CheckConstraint("(level IS NOT NULL) = (outcome = 'level')", name="level"),
    _to("submissions", "submission_id"),
    _to("drafts", "draft_id"),
    _to("actors", "actor_id"),
    sa.Index(None, "tenant_id", "submission_id"),
)

# One rating of its own kind per person and draft; rounds of a calibration session may repeat.
sa.Index(
    "uq_ratings_once",
    ratings.c.tenant_id,
    ratings.c.draft_id,
    ratings.c.actor_id,
    ratings.c.source,
    unique=True,
    sqlite_where=ratings.c.source.in_(("sealed", "confirmed")),
    postgresql_where=ratings.c.source.in_(("sealed", "confirmed")),
)

preview_marks = sa.Table(
    "preview_marks",
    metadata,
    _tenant(),
    sa.Column("actor_id", sa.String, primary_key=True),
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column("at", UtcText, nullable=False),
    _to("actors", "actor_id"),
)

receipts = sa.Table(
    "receipts",
    metadata,
    _tenant(),
    sa.Column("key_digest", sa.String, primary_key=True),
    _text("request_digest"),
    _text("made"),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _to("actors", "actor_id"),
)

releases = sa.Table(
    "releases",
    metadata,
    _tenant(),
    _id(),
    _text("stop_id"),
    _text("rule"),
    _text("actor_id"),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", UtcText, nullable=False),
    _to("stops", "stop_id"),
    _to("actors", "actor_id"),
    sa.Index(None, "tenant_id", "stop_id"),
)

cases = sa.Table(
    "cases",
    metadata,
    _tenant(),
    _id(),
    _text("submission_id"),
    _text("kind"),
    _text("lang"),
    sa.Column("text", sa.Text, nullable=False),  # pseudonymised: every name and value is invented
    sa.Column("spans", sa.JSON, nullable=False),
    _text("rule", nullable=True),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _to("actors", "actor_id"),
    sa.Index(None, "tenant_id", "submission_id"),
)

# The one exception to redacted text only: sealed under a key that goes with the submission.
vault_keys = sa.Table(
    "vault_keys",
    metadata,
    _tenant(),
    sa.Column("submission_id", sa.String, primary_key=True),
    _text("wrapped_key"),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _to("submissions", "submission_id"),
    _to("actors", "actor_id"),
)

vault_values = sa.Table(
    "vault_values",
    metadata,
    _tenant(),
    sa.Column("submission_id", sa.String, primary_key=True),
    sa.Column("placeholder", sa.String, primary_key=True),
    sa.Column("sealed", sa.Text, nullable=False),
    _text("actor_id"),
    _to("submissions", "submission_id"),
    _to("actors", "actor_id"),
)

vault_requests = sa.Table(
    "vault_requests",
    metadata,
    _tenant(),
    _id(),
    _text("submission_id"),
    _text("placeholder"),
    sa.Column("reason", sa.Text, nullable=False),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _text("approved_by", nullable=True),
    sa.Column("approved_at", UtcText, nullable=True),
    sa.Column("expires_at", UtcText, nullable=False),
    sa.Column("opened", sa.Integer, nullable=False),
    _to("submissions", "submission_id"),
    _to("actors", "actor_id"),
    _to("actors", "approved_by"),
    sa.Index(None, "tenant_id", "submission_id"),
)

# What drafters learned from ratings: weights, figures, random ids and digests; no text and no rating.
fits = sa.Table(
    "fits",
    metadata,
    _tenant(),
    _id(),
    _text("rubric"),
    _text("drafter"),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("fit", sa.JSON, nullable=False),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _to("actors", "actor_id"),
    sa.UniqueConstraint("tenant_id", "rubric", "drafter", "number"),
)

# Rows are only ever added; the newest of a rubric and drafter says what is in effect.
activations = sa.Table(
    "activations",
    metadata,
    _tenant(),
    _id(),
    sa.Column("position", sa.Integer, nullable=False),
    _text("rubric"),
    _text("drafter"),
    _text("fit_id", nullable=True),
    _text("action"),
    sa.Column("reason", sa.Text, nullable=False),
    _text("actor_id"),
    sa.Column("at", UtcText, nullable=False),
    _one_of("action", ("activate", "rollback")),
    _to("fits", "fit_id"),
    _to("actors", "actor_id"),
    sa.UniqueConstraint("tenant_id", "rubric", "drafter", "position"),
)

# Labelled items that may be shown to a model; text, quotes and digest are null once withdrawn.
exemplars = sa.Table(
    "exemplars",
    metadata,
    _tenant(),
    _id(),
    _text("item"),
    _text("rubric"),
    _text("rubric_version"),
    _text("skill_area"),
    _text("career_level", nullable=True),
    _text("lang"),
    _text("kind"),
    sa.Column("rating", sa.Integer, nullable=False),
    sa.Column("text", sa.Text),
    sa.Column("quotes", sa.JSON, nullable=False),
    _text("twin", nullable=True),
    _text("team", nullable=True),
    _text("digest", nullable=True),
    _text("imported_by"),
    sa.Column("imported_at", UtcText, nullable=False),
    _text("enablement_by", nullable=True),
    sa.Column("enablement_at", UtcText),
    _text("privacy_by", nullable=True),
    sa.Column("privacy_at", UtcText),
    _text("withdrawn_by", nullable=True),
    sa.Column("withdrawn_at", UtcText),
    sa.Column("retain_until", sa.Date),
    # Whatever the code says: one person is never both.
    sa.CheckConstraint("enablement_by <> privacy_by", name="two_persons"),
    _to("actors", "imported_by"),
    _to("actors", "enablement_by"),
    _to("actors", "privacy_by"),
    _to("actors", "withdrawn_by"),
    sa.UniqueConstraint("tenant_id", "rubric", "rubric_version", "digest"),
)

# Drafts switched off. An empty text stands for the whole rubric, or for every drafter.
suspensions = sa.Table(
    "suspensions",
    metadata,
    _tenant(),
    _id(),
    _text("rubric"),
    _text("skill_area"),
    _text("drafter"),
    _text("cause"),
    sa.Column("by_rule", sa.Boolean, nullable=False),
    sa.Column("figures", sa.JSON, nullable=False),
    sa.Column("changed_on", sa.Date),
    sa.Column("reason", sa.Text),
    _text("begun_by", nullable=True),
    sa.Column("begun_at", UtcText, nullable=False),
    _text("lifted_by", nullable=True),
    sa.Column("lifted_at", UtcText),
    sa.Column("lift_reason", sa.Text),
    sa.Column("recalibration", sa.JSON(none_as_null=True)),
    _one_of("cause", SuspensionCause),
    # Whatever the code says: only a rule needs no words, and whoever lifts one gives a name and a reason.
    sa.CheckConstraint("by_rule OR (reason IS NOT NULL AND begun_by IS NOT NULL)", name="reason"),
    sa.CheckConstraint(
        "lifted_at IS NULL OR (lifted_by IS NOT NULL AND lift_reason IS NOT NULL)", name="lifted"
    ),
    sa.CheckConstraint("lifted_at IS NULL OR NOT by_rule OR recalibration IS NOT NULL", name="recalibrated"),
    _to("actors", "begun_by"),
    _to("actors", "lifted_by"),
)

# One of a person and one of a rule for each scope: a person's own decision must not shelter a scope from a
# rule, whose suspension takes more to lift.
sa.Index(
    "uq_suspensions_standing",
    suspensions.c.tenant_id,
    suspensions.c.rubric,
    suspensions.c.skill_area,
    suspensions.c.drafter,
    suspensions.c.by_rule,
    unique=True,
    sqlite_where=suspensions.c.lifted_at.is_(None),
    postgresql_where=suspensions.c.lifted_at.is_(None),
)

drills = sa.Table(
    "drills",
    metadata,
    _tenant(),
    _id(),
    _text("rubric"),
    _text("rubric_version"),
    sa.Column("items", sa.JSON, nullable=False),
    sa.Column("taken", sa.Integer, nullable=False),
    _text("made_by"),
    sa.Column("made_at", UtcText, nullable=False),
    _to("actors", "made_by"),
)

# No actor and no time, on purpose: a result of training belongs to nobody's record. Without a row id SQLite
# keeps rows in the order of their random keys, so that the order of arrival does not give the person away.
drill_attempts = sa.Table(
    "drill_attempts",
    metadata,
    _tenant(),
    _id(),
    _text("drill_id"),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    _to("drills", "drill_id"),
    sqlite_with_rowid=False,
)

# Who has taken a drill, as a keyed digest of drill and person: one result of each counts.
drill_takers = sa.Table(
    "drill_takers",
    metadata,
    _tenant(),
    sa.Column("drill_id", sa.String, primary_key=True),
    sa.Column("taker", sa.String, primary_key=True),
    _to("drills", "drill_id"),
    sqlite_with_rowid=False,
)

watch_rounds = sa.Table(
    "watch_rounds",
    metadata,
    _tenant(),
    _id(),
    _text("series"),
    sa.Column("slot", UtcText),
    sa.Column("begun_at", UtcText, nullable=False),
    sa.Column("renewed_at", UtcText, nullable=False),
    sa.Column("finished_at", UtcText),
    sa.Column("record", sa.JSON(none_as_null=True)),
    # Whatever the code says: one round for a slot. Rounds by hand have none, and nulls are all different.
    sa.UniqueConstraint("tenant_id", "series", "slot"),
    sa.CheckConstraint("finished_at IS NULL OR record IS NOT NULL", name="recorded"),
)

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    _tenant(),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("leaf", sa.Text, nullable=False),
    _text("leaf_hash"),
    _text("root"),
    _text("mac"),
)

audit_heads = sa.Table(
    "audit_heads",
    metadata,
    _tenant(),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("frontier", sa.JSON, nullable=False),
)

audit_salts = sa.Table(
    "audit_salts",
    metadata,
    _tenant(),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String, primary_key=True),
    _text("salt"),
    _to("audit_entries", "seq", key=("seq",)),
)

# Counts of tokens and money; no content and nothing a person decided, so it stays outside the audit log.
model_spend = sa.Table(
    "model_spend",
    metadata,
    _tenant(),
    _id(),
    _text("run_id"),
    _text("month"),
    _text("model"),
    sa.Column("tokens", sa.BigInteger, nullable=False),
    sa.Column("cost_nano_usd", sa.BigInteger),
    sa.Column("settled", sa.Boolean, nullable=False),
    sa.Column("at", UtcText, nullable=False),
    sa.Index(None, "tenant_id", "month"),
    sa.Index(None, "tenant_id", "run_id"),
)
