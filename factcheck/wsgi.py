"""The WSGI application that gunicorn serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from factcheck.chunked import with_length
from factcheck.unread import drained

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = drained(with_length(get_wsgi_application()))
# What is loaded by now stays for good: the collector need not walk it again. It did every few
# dozen requests, and whoever asked just then waited 80 ms longer.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
