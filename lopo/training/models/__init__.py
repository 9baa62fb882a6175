"""What training keeps: partners and their promises, cohorts, the day, certificates, companions."""

from lopo.training.models.certificate import Certificate
from lopo.training.models.cohort import Cohort, Enrolment, Session
from lopo.training.models.companion import Companionship, Milestone, Visit
from lopo.training.models.day import Arrival, Attendance, Homework, Material, TestDraft, TestSheet
from lopo.training.models.lesson import LessonRead
from lopo.training.models.partner import BoardLink, Delivery, Letter, Pledge, PledgeChange

__all__ = [
    "Arrival",
    "Attendance",
    "BoardLink",
    "Certificate",
    "Cohort",
    "Companionship",
    "Delivery",
    "Enrolment",
    "Homework",
    "LessonRead",
    "Letter",
    "Material",
    "Milestone",
    "Pledge",
    "PledgeChange",
    "Session",
    "TestDraft",
    "TestSheet",
    "Visit",
]
