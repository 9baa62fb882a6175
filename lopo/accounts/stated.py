"""Permissions of pages that other packages bring: they cannot carry our decorator, so they stand here.

Names are url names (``namespace:name``), with shell wildcards. The first that fits counts.
"""

from fnmatch import fnmatchcase

OTHERS_PAGES = (
    # Signing in and up, and the steps in between, are for people not signed in yet.
    ("account_login", "account.enter"),
    ("account_logout", "account.enter"),
    ("account_signup", "account.enter"),
    ("account_inactive", "account.enter"),
    ("account_request_login_code", "account.enter"),
    ("account_confirm_login_code", "account.enter"),
    ("account_verify_phone", "account.enter"),
    ("account_email_verification_sent", "account.enter"),
    ("account_confirm_email", "account.enter"),
    ("account_reset_password*", "account.enter"),
    ("mfa_authenticate", "account.enter"),
    # The rest of account and second-factor pages are one's own.
    ("account_*", "account.own"),
    ("mfa_*", "account.own"),
    ("set_language", "home.view"),
    # The API asks for its token itself; its description is public.
    ("api*:*", "api.use"),
)


def stated_for(url_name: str) -> str | None:
    """The permission stated for another package's page, or ``None``."""
    for pattern, permission in OTHERS_PAGES:
        if fnmatchcase(url_name, pattern):
            return permission
    return None
