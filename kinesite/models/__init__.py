"""The site's own pages, and what the practice says of itself."""

from kinesite.models.heartbeat import Heartbeat
from kinesite.models.pages import HomePage, StandardPage
from kinesite.models.practice import PracticeSettings
from kinesite.models.staff_mail import StaffMail
from kinesite.models.team import TeamMember, TeamPage

__all__ = [
    "Heartbeat",
    "HomePage",
    "PracticeSettings",
    "StaffMail",
    "StandardPage",
    "TeamMember",
    "TeamPage",
]
