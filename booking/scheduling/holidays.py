"""The legal holidays of Belgium.

A closed holiday is stored by its day alone. Its name is worked out from the day, so that everybody
reads it in their own language.
"""

from datetime import date
from functools import cache

import holidays as calendars
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalHoliday(TextChoices):
    """The ten legal holidays; each value is the name that the `holidays` package has for it."""

    NEW_YEAR = "Nieuwjaar", _("New Year's Day")
    EASTER_MONDAY = "Paasmaandag", _("Easter Monday")
    LABOUR_DAY = "Dag van de Arbeid", _("Labour Day")
    ASCENSION = "O. L. H. Hemelvaart", _("Ascension Day")
    WHIT_MONDAY = "Pinkstermaandag", _("Whit Monday")
    NATIONAL_DAY = "Nationale feestdag", _("Belgian National Day")
    ASSUMPTION = "O. L. V. Hemelvaart", _("Assumption Day")
    ALL_SAINTS = "Allerheiligen", _("All Saints' Day")
    ARMISTICE = "Wapenstilstand", _("Armistice Day")
    CHRISTMAS = "Kerstmis", _("Christmas Day")


def holiday_on(day: date) -> LegalHoliday | None:
    """The legal holiday on that day, if it is one."""
    return _of_year(day.year).get(day)


def legal_holidays(first: date, last: date) -> dict[date, LegalHoliday]:
    """The legal holidays from `first` to `last`, both included, in order of time."""
    years = range(first.year, last.year + 1)
    found = (one for year in years for one in _of_year(year).items())
    return {day: holiday for day, holiday in found if first <= day <= last}


@cache
def _of_year(year: int) -> dict[date, LegalHoliday]:
    # Easter and Whitsun are Sundays: legal holidays to the package, and not to the law. When two
    # fall on one day, the package joins their names.
    named = calendars.country_holidays("BE", years=year, language="nl")
    known = {one.value: one for one in LegalHoliday}
    found = {
        day: [known[name] for name in names.split("; ") if name in known]
        for day, names in sorted(named.items())
    }
    return {day: legal[0] for day, legal in found.items() if legal}
