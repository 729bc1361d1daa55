"""References as a reader sees them: pure functions from CSL-JSON to safe HTML and plain text.

`styles` writes the rows of a source list, `mention` what stands in the text.
"""
