#!/usr/bin/env bash
# Makes the web pages and the index of every document under content/ in all its languages, and has them checked by others:
# axe-core in headless Chromium (WCAG 2.2 A and AA, best practices) and the W3C's Nu checker. Zero violations, zero errors.
# Needs chromium and java. The checker is fetched once into a folder of its own: its package would fetch Java when installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nu="${TMPDIR:-/tmp}/circulate-nu-26.9.27"

if ! command -v chromium >/dev/null 2>&1 || ! command -v java >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium default-jre-headless >/dev/null
fi
jar="$nu/node_modules/vnu-jar/build/dist/vnu.jar"
[ -f "$jar" ] || npm install --prefix "$nu" --ignore-scripts --no-audit --no-fund --silent vnu-jar@26.9.27

cd "$root"
node dist/cli.js build --format html,index --out "$work" >/dev/null
# The same letter with an emblem, as its users give one.
node dist/cli.js build content/sample-letter --format html,index --emblem templates/pictures/recycle.svg --out "$work/emblem" >/dev/null
# Annexes, footnotes, lists and headings of every level.
for name in annexes author-hand footnotes links-and-quotations long table-notes tables; do
  node dist/cli.js build "test/cases/$name" --format html,index --out "$work/cases" >/dev/null
done
mapfile -t pages < <(find "$work" -name '*.html' | sort)
node "$here/check-axe.mjs" "${pages[@]}"
java -jar "$jar" --errors-only "${pages[@]}"
echo "Nu checker: ${#pages[@]} pages without an error"
