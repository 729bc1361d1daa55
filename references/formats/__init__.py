"""The files that reference managers exchange: each module reads one kind and most write it too.

`read(text)` gives every record that it can, says of the rest why it was set aside, and never
raises. `write(csls)` takes works as `references.works.csl.normalise` returns them.

What a format has no place for is lost on the way out:
- RIS: the end of a range of dates; the kind of an article (`genre`); an organisation with a comma
  in its name comes back as a person.
- BibTeX and CSL-JSON hold everything.
"""
