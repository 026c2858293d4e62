"""Backups: the database and its photos as one archive, the same for SQLite and PostgreSQL.

`archive` is the file, `columns` its values, `dumping` writes it, `loading` puts rows back,
`restoring` does so without ever leaving a half, `nightly` makes one every night.
"""
