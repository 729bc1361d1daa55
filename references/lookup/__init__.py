"""What registries (Crossref, PubMed, the DOI system) say of a work.

Only `live` knows HTTP, behind the protocol in `fetching`; everything after the bytes is pure.
Addresses are built from a base in the settings and an identifier in one spelling: an address that
an editor typed is never asked.
"""
