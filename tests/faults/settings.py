"""Settings of a worker that a test starts: those of the suite, then what the test tells it."""

import json
import os

from portal.settings.test import *  # noqa: F403 -- settings build on each other

globals().update(json.loads(os.environ["FAULTS_SETTINGS"]))
