"""The library as a whole: what comes in, which records are doubles, and what cites a source."""
