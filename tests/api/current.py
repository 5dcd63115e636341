#!/usr/bin/env python3
"""docs/api/openapi.json is what the program says of itself: linli openapi > docs/api/openapi.json"""

import os
import pathlib
import subprocess
import sys

FILE = pathlib.Path(__file__).resolve().parents[2] / "docs/api/openapi.json"
said = subprocess.run([os.environ["LINLI"], "openapi"], capture_output=True, check=True).stdout
if said != FILE.read_bytes():
    sys.exit("docs/api/openapi.json is not up to date: linli openapi > docs/api/openapi.json")
