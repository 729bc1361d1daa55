"""The pages of a patient. A view reads the request, calls one use case and answers."""
