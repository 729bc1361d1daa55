"""Sources as readers see them: pure functions from CSL-JSON to safe HTML and plain text.

`styles` writes the entries of a source list, `mention` the citations in the text.
"""
