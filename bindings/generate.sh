#!/bin/sh
# Regenerates src/generated from matchline.h with the jextract on the PATH, and records the header's hash.
set -eu
cd "$(dirname "$0")"
command -v jextract >/dev/null || { echo "jextract is not on the PATH; see https://jdk.java.net/jextract" >&2; exit 1; }
rm -rf src/generated
jextract @jextract.args
sha256sum ../native/include/matchline.h | cut -d ' ' -f 1 >src/generated/matchline.h.sha256
