from django.urls import path

from kinesite.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mail_list, name="list"),
    path("<slug:key>/", views.mail_detail, name="detail"),
    path("<slug:key>/<int:place>/", views.mail_file, name="file"),
]
