#!/bin/sh
# Runs an npm script, build or test, unless nothing it depends on has changed since. Without npm it says so, and succeeds:
# the system runs without its pages.
set -eu
cd "$(dirname -- "$0")"
script=$1
stamp=target/$script.stamp

if ! command -v npm >/dev/null 2>&1; then
  echo "web: npm is missing, so the pages are not built: install Node.js 20.19 or newer, then run ./freshet up again" >&2
  exit 0
fi
mkdir -p target
if [ ! -f target/install.stamp ] || [ package-lock.json -nt target/install.stamp ] || [ ! -d node_modules ]; then
  npm ci --no-audit --no-fund
  touch target/install.stamp
fi
inputs='build.sh package-lock.json package.json tsconfig.json vite.config.ts index.html ops public scripts src ../docs/openapi.yaml'
# shellcheck disable=SC2086 # names without spaces
if [ -f "$stamp" ] && [ -z "$(find $inputs -newer "$stamp" | head -n 1)" ]; then
  exit 0
fi
touch "$stamp.started"
npm run "$script"
mv "$stamp.started" "$stamp"
