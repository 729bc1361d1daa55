"""One use case per module, each with one public verb. They lock first, ask second, then write."""
