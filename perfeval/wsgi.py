"""What gunicorn serves: `gunicorn perfeval.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from perfeval.charset import without_charset

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = without_charset(get_wsgi_application())
