#!/bin/sh
# Installs fouraxis from the wheels beside this script: no network, no rights of an administrator.
# ./install.sh [FOLDER]; PYTHON=python3.12 chooses the Python.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
folder="${1:-$HOME/fouraxis}"
python="${PYTHON:-python3}"
"$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --no-index --find-links "$here/wheels" 'fouraxis[office]'
"$folder/bin/fouraxis" --version
echo "Start it with: $folder/bin/fouraxis"
