"""The hygiene inspection of a home kitchen (CPPB-IRT): 37 elements, findings by severity, a level I to IV.

The checklist and the level rule are data: ``checklist.toml`` and ``levels.toml`` name their sources.
"""
