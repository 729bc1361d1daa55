from django.urls import path

from booking.views import choose, visit

app_name = "booking"
urlpatterns = [
    path("", choose.start, name="start"),
    path("momenten/", choose.openings, name="openings"),
    path("gegevens/<str:token>/", choose.details, name="details"),
    path("bevestigd/<str:token>/", visit.confirmed, name="confirmed"),
    path("bezoek/<str:token>/", visit.visit, name="visit"),
    path("bezoek/<str:token>/annuleren/", visit.cancel_visit, name="cancel"),
    path("bezoek/<str:token>/afspraak.ics", visit.calendar_file, name="calendar_file"),
]
