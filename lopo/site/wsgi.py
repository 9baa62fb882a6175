"""What the web server runs: ``gunicorn lopo.site.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lopo.site.settings")
application = get_wsgi_application()
