"""The site's settings on a developer's machine, with a throw-away data folder and quick passwords."""

import os
import tempfile
from pathlib import Path

os.environ["LOPO_DATA"] = tempfile.mkdtemp(prefix="lopo-tests-")
os.environ["LOPO_DEVELOPMENT"] = "1"
os.environ["LOPO_SMS"] = "lopo.accounts.sms.OutboxSender"
os.environ.pop("LOPO_HOSTS", None)

from lopo.site.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = Path(os.environ["LOPO_DATA"], "static")  # there is nothing collected here, but it is there
STATIC_ROOT.mkdir()
