"""The site's own pages, and what the practice says of itself."""

from kinesite.models.heartbeat import Heartbeat
from kinesite.models.pages import HomePage, StandardPage
from kinesite.models.password_asking import PasswordAsking
from kinesite.models.practice import PracticeSettings
from kinesite.models.staff_mail import StaffMail
from kinesite.models.team import TeamMember, TeamPage

__all__ = [
    "Heartbeat",
    "HomePage",
    "PasswordAsking",
    "PracticeSettings",
    "StaffMail",
    "StandardPage",
    "TeamMember",
    "TeamPage",
]
