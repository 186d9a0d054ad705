"""What gunicorn serves: `gunicorn perfeval.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")

application = get_wsgi_application()
