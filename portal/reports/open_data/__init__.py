"""Open data: everything public as files, without a key, of any size in constant memory.

`terms` says what a dataset is, `complaints` and `projects` describe each with its columns in both
languages (the data dictionary), `portal.reports.queries.open_*` read the rows page by page, and
`writing` turns them into CSV, JSON and GeoJSON line by line. `catalogue` lists all of it as DCAT.
"""
