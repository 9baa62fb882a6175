from lopo.accounts.models.assisted import AssistedEntry
from lopo.accounts.models.consent import Consent
from lopo.accounts.models.look import Look
from lopo.accounts.models.organisation import Membership, Organisation
from lopo.accounts.models.person import Person
from lopo.accounts.models.token import ApiToken

__all__ = ["ApiToken", "AssistedEntry", "Consent", "Look", "Membership", "Organisation", "Person"]
