"""The library as a whole: importing into it, finding and merging doubles, and its use in pages."""
