"""Flemish formats. The first that reads what is typed is the one that forms show."""

from django.conf.locale.nl import formats  # type: ignore[import-untyped]

SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", *formats.DATE_INPUT_FORMATS, "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", *formats.DATETIME_INPUT_FORMATS]
TIME_INPUT_FORMATS = ["%H:%M", *formats.TIME_INPUT_FORMATS, "%H.%M u", "%Hu%M", "%H u", "%Hu"]
