"""Where redacted records live: SQLAlchemy tables on SQLite or Postgres."""
