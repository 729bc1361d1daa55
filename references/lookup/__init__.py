"""Looking works up in registries: Crossref, PubMed and the DOI system.

Only `live` knows HTTP, behind the protocol in `fetching`; everything after the bytes is pure.
Addresses are built from a base in the settings and a normalised identifier: an address that an
editor typed is never asked.
"""
