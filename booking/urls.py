"""The addresses of the website for patients. They are Dutch, as patients see them."""

from django.urls import path

from booking.public.views import (
    answer,
    choices,
    choose,
    details,
    feed,
    join_waitlist,
    move,
    move_series,
    my_visits,
    plan_series,
    series,
    series_details,
    visit,
    waitlist,
)

app_name = "booking"
urlpatterns = [
    path("", choose.start, name="start"),
    path("kinesitherapeut/", choose.therapists, name="therapists"),
    path("momenten/", choose.openings, name="openings"),
    path("gegevens/<str:token>/", details.details, name="details"),
    path("bevestigd/<str:token>/", visit.confirmed, name="confirmed"),
    path("bezoek/<str:token>/", visit.visit, name="visit"),
    path("bezoek/<str:token>/annuleren/", visit.cancel_visit, name="cancel"),
    path("bezoek/<str:token>/verplaatsen/", move.move_visit, name="move"),
    path(
        "bezoek/<str:token>/verplaatsen/<str:hold_token>/", move.confirm_move, name="confirm_move"
    ),
    path("bezoek/<str:token>/afspraak.ics", visit.calendar_file, name="calendar_file"),
    path("mijn/<str:token>/", my_visits.my_visits, name="my_visits"),
    path("mijn/<str:token>/herinneringen/", my_visits.reminders, name="reminders"),
    path("mijn-link/", my_visits.my_link, name="my_link"),
    path("mijn-link/verstuurd/", my_visits.my_link_sent, name="my_link_sent"),
    path("reeks/", plan_series.planner, name="series"),
    path("reeks/gegevens/<str:token>/", series_details.details, name="series_details"),
    path("reeks/bevestigd/<str:token>/", series.confirmed, name="series_confirmed"),
    path("reeks/<str:token>/", series.series, name="series_visits"),
    path("reeks/<str:token>/annuleren/", series.cancel_visits, name="series_cancel"),
    path("reeks/<str:token>/verplaatsen/", move_series.move_visits, name="series_move"),
    path("reeks/<str:token>/afspraken.ics", series.calendar_file, name="series_calendar_file"),
    path("wachtlijst/", join_waitlist.join, name="waitlist"),
    path("wachtlijst/<str:token>/", waitlist.entry, name="waiting"),
    path("wachtlijst/<str:token>/bevestigen/", waitlist.confirm, name="confirm_entry"),
    path("wachtlijst/<str:token>/wijzigen/", waitlist.wishes, name="wishes"),
    path("aanbod/<str:token>/", answer.offer, name="offer"),
    path("keuze/<str:token>/", choices.choices, name="choices"),
    # Not for patients: the calendar programs of therapists ask for it, without signing in.
    path("kalender/<str:token>/agenda.ics", feed.calendar_feed, name="calendar_feed"),
]
