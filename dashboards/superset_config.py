"""Settings of the Superset that `make -C dashboards superset` starts: one user, loopback, nothing sent anywhere.

Everything it writes lies in SUPERSET_HOME; remove that folder to begin anew.
"""

import os
import secrets
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])
KEY = HOME / "secret_key"

if not KEY.exists():
    HOME.mkdir(parents=True, exist_ok=True)
    KEY.touch(mode=0o600)
    KEY.write_text(secrets.token_urlsafe(42), encoding="utf8")

SECRET_KEY = KEY.read_text(encoding="utf8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
# The warehouse is a file of this machine, opened read-only.
PREVENT_UNSAFE_DB_CONNECTIONS = False
# Charts are asked for again each time: a newly published warehouse is seen at once.
CACHE_CONFIG = DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
FILTER_STATE_CACHE_CONFIG = EXPLORE_FORM_DATA_CACHE_CONFIG = {
    "CACHE_TYPE": "SupersetMetastoreCache",
    "CACHE_DEFAULT_TIMEOUT": 86400,
}
RATELIMIT_ENABLED = False
# Superset's pages ask its makers' counter for a picture; under this policy a browser loads nothing from elsewhere.
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    # Loopback speaks plain HTTP.
    "force_https": False,
    "session_cookie_secure": False,
}
