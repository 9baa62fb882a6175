"""What a fact is: a named, typed, documented value with its provenance.

The lowest layer. Pure: no Django, no database. Every domain package declares the facts it offers in its
``facts*.toml``; :mod:`lopo.facts.catalogue` reads them, :mod:`lopo.facts.dossier` holds their values,
:mod:`lopo.facts.dossier_file` reads a dossier that a person wrote down.
"""
