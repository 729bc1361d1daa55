from django.urls import path

from booking import views

app_name = "booking"
urlpatterns = [
    path("", views.start, name="start"),
    path("momenten/", views.openings, name="openings"),
    path("gegevens/<str:token>/", views.details, name="details"),
    path("bevestigd/<str:token>/", views.confirmed, name="confirmed"),
    path("bezoek/<str:token>/", views.visit, name="visit"),
    path("bezoek/<str:token>/annuleren/", views.cancel_visit, name="cancel"),
    path("bezoek/<str:token>/afspraak.ics", views.calendar_file, name="calendar_file"),
]
