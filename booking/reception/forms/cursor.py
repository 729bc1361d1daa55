"""Placing the cursor in a form of the desk, so that nobody needs the mouse."""

from django import forms


class CursorAtError(forms.Form):
    """Form that opens again with the cursor in its first refused field."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not valid:
            self.put_cursor(next((name for name in self.fields if name in self.errors), None))
        return valid

    def put_cursor(self, name: str | None) -> None:
        """Place the cursor in the field with this name, or in no field at all."""
        for field in self.fields:
            self.fields[field].widget.attrs["autofocus"] = field == name
