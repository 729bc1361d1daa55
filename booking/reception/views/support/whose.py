"""The patient of a form: buttons to find a known one, and to tell two apart.

All buttons are of the form that books, so that what else was typed comes along. Those that only
fill it in lead to an address of their own, as steps.py has it. They send:

- `zoek` with `vind`: the words to search for;
- `kies`: the id of a patient who was found, whose details fill in the form;
- `vooraf`: of a form on another screen, which fills in this one;
- `zelfde`: an answer to "is this the same person?": `12` for this patient, `12:nieuw` for this
  patient with the details as typed, `nieuw` for somebody new. `zelfde_voor` names the details that
  the question was about: to others the answer does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac

from booking.errors import PerhapsKnown
from booking.models import Patient
from booking.models.patient import ContactDetails, Identity
from booking.reception.forms.patient import PatientForm
from booking.reception.forms.search import SearchForm
from booking.reception.presenters.search import remark_on
from booking.reception.views.support.steps import kept_form, lead_on_with_form
from booking.services.patients.find import find_patients, patients_to_choose

# Whoever is not among these is searched better.
MOST_TO_CHOOSE = 10
# Of a page that neither searches nor asks.
NOTHING_SHOWN: dict[str, Any] = {
    # Not "search": Wagtail's header would show a form of that name.
    "finder": None,
    "found": [],
    "remark": "",
    "candidates": [],
    "answer": "",
    "answered_for": "",
}


@dataclass(slots=True)
class Whose:
    """The part of a request that is about the patient, and what the page shows of it."""

    posted: QueryDict | None = None
    only_fills_in: bool = False
    chosen: Patient | None = None
    context: dict[str, Any] = field(default_factory=lambda: dict(NOTHING_SHOWN))

    @property
    def data(self) -> QueryDict | None:
        """Data to check the form with; None while it is only filled in, or nothing was sent."""
        return None if self.only_fills_in else self.posted

    def initial(self, form: type[forms.Form]) -> dict[str, Any]:
        """Initial values of a form: all that was typed, with the details of the chosen patient."""
        if self.posted is None or not self.only_fills_in:
            return {}
        typed = {
            name: self.posted.getlist(name)
            if isinstance(one, forms.MultipleChoiceField)
            else self.posted.get(name, "")
            for name, one in form.base_fields.items()
        }
        return typed | (PatientForm.initial_for(self.chosen) if self.chosen else {})

    def identity(self, details: ContactDetails) -> Identity | None:
        """The answer to "is this the same person?" for these details; None without one."""
        answer = self.posted.get("zelfde", "") if self.posted else ""
        if not answer or not self.posted or self.posted.get("zelfde_voor") != fingerprint(details):
            return None
        self.context |= {"answer": answer, "answered_for": fingerprint(details)}
        pk, _colon, _renewed = answer.partition(":")
        return Identity(renewed=int(pk)) if pk.isdecimal() else Identity()

    def ask(self, error: PerhapsKnown, details: ContactDetails, now: datetime) -> None:
        """Let the page ask whether the typed details are those of one of these patients."""
        known = patients_to_choose(error.candidates, now=now)
        self.context |= {"candidates": known, "answered_for": fingerprint(details), "answer": ""}


def read_whose(request: HttpRequest, now: datetime) -> Whose:
    """Read what was pressed, now or at the step that the address names; a search is one query."""
    kept = kept_form(request)
    posted = request.POST if request.method == "POST" else kept
    whose = Whose(posted=posted)
    if may_search := request.user.has_perm("booking.view_patient"):
        whose.context["finder"] = SearchForm()
    if posted is None:
        return whose
    whose.only_fills_in = kept is not None or only_fills_in(request)
    if not may_search:
        return whose
    if pk := posted.get("kies", ""):
        whose.chosen = patient_now(pk)
    elif words := searched_words(posted):
        found = find_patients(words, now=now, most=MOST_TO_CHOOSE)
        search = SearchForm(posted)
        whose.context |= {"finder": search, "found": found.patients, "remark": remark_on(found)}
    elif same := patient_now(posted.get("zelfde", "")):
        whose.posted = with_details_of(same, posted)
    return whose


def only_fills_in(request: HttpRequest) -> bool:
    """Tell whether a button was pressed that searches, chooses or begins, and books nothing."""
    posted, may_search = request.POST, request.user.has_perm("booking.view_patient")
    if "vooraf" in posted:
        return True
    return may_search and bool(posted.get("kies") or searched_words(posted))


def next_step(request: HttpRequest, *also: str) -> HttpResponse | None:
    """Lead to an address for what a button fills in, or one of the names in `also` asks for.

    None when the form is to be booked, or is too much to keep: then its page answers at once.
    """
    fills_in = only_fills_in(request) or any(name in request.POST for name in also)
    return lead_on_with_form(request) if fills_in else None


def searched_words(data: QueryDict) -> str:
    """The words to search for; empty if another button was pressed.

    Enter in the search field presses the first button of the form, which sends `enter`.
    """
    words = data.get("zoek", "")
    if "vind" in data:
        return words or " "
    return words if "enter" in data and words != data.get("gezocht", "") else ""


def patient_now(pk: str) -> Patient | None:
    """The patient of that id, or the one with whom it was merged; None if the id is none."""
    return Patient.objects.current(int(pk)) if pk.isdecimal() else None


def with_details_of(patient: Patient, data: QueryDict) -> QueryDict:
    """The data with the patient's stored details in place of the typed ones."""
    replaced = data.copy()
    for name, value in PatientForm.initial_for(patient).items():
        replaced[name] = value
    del replaced["zelfde"]
    return replaced


def fingerprint(details: ContactDetails) -> str:
    """A short text that differs for other details, and does not tell them."""
    parts: Sequence[str] = (details.name, details.email, details.phone, details.contact_name)
    return salted_hmac("booking.reception.whose", "\n".join(parts)).hexdigest()[:16]
