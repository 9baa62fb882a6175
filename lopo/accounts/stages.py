"""Steps between the password and being signed in."""

from typing import Any

from allauth.account.stages import PhoneVerificationStage


class PhoneStage(PhoneVerificationStage):
    """Verifies the phone of who has one. Staff may have an email only; allauth would turn them away."""

    def handle(self) -> Any:
        person = self.login.user
        if person is not None and person.email and not person.phone:
            return None, True
        return super().handle()
