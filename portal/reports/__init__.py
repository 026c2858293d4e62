"""Reports for the council: who took part, and what came of it.

A report is counted from what the other rooms keep (`counting`), drawn up as plain values in both
languages (`content`) and frozen when it is issued (`services.issuing`): nothing it says changes
afterwards. Pages, PDF, XLSX and CSV (`rendering`) are made from the frozen values alone.
"""
