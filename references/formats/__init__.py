"""The files that reference managers exchange. A module per format reads it, and may write it.

`read(text)` gives each record that it can read, sets the rest aside with a reason, and never
raises. `write(csls)` takes works that `references.works.csl.normalise` returned.

RIS has no place for everything. It loses the end of a range of dates and the kind of an article
(`genre`), and an organisation with a comma in its name comes back as a person. BibTeX and CSL-JSON
lose nothing.
"""
