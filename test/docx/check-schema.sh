#!/usr/bin/env bash
# Validates every part of the Word files of content/, of the golden cases and of those for translators: by the schemas of ECMA-376, which
# come with Apache POI (Maven Central), by POI's reading of packages, by a port of Microsoft's own validator (openxml-audit, PyPI), which
# knows Word's additions too, and by our rules of what Word refuses besides. Then the files broken on purpose, each of which the schemas
# must refuse. Needs a build, mvn, java and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work" "$root/dist/judge-word.mjs" "$root/dist/write-broken-word.mjs"' EXIT

mvn --quiet --batch-mode --file test/docx/schema/pom.xml dependency:copy-dependencies -DoutputDirectory="$work/poi"
python3 -m venv "$work/python" 2>/dev/null || {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
  python3 -m venv "$work/python"
}
"$work/python/bin/pip" install --quiet --disable-pip-version-check openxml-audit==0.8.0
# In dist/, beside which the program finds its data.
for name in judge-word write-broken-word; do
  npx esbuild "test/docx/$name.ts" --bundle --platform=node --format=esm --packages=external --outfile="dist/$name.mjs" --log-level=warning
done
schemas() { java -Dlog4j2.statusLoggerLevel=OFF -cp "$work/poi/*" test/docx/schema/CheckSchema.java 2>"$work/said"; }

# ---- what we make is valid ----
desk=$work/desk
mkdir -p "$desk/content"
cp -R content/. "$desk/content"
for source in test/cases/*/letter.yaml; do
  name=$(basename "$(dirname "$source")")
  mkdir "$desk/content/$name"
  cp "$(dirname "$source")"/*.yaml "$desk/content/$name"
done
mkdir "$desk/content/odd"
cp test/docx/schema/*.yaml "$desk/content/odd"
# The statuses that none of these has; what a document says of itself is in its head and feet.
cp -R "$desk/content/footnotes" "$desk/content/status-draft"
sed -i 's/^status: .*/status: draft/' "$desk/content/status-draft/letter.yaml"
cp -R "$desk/content/letter-2020-01-17-azerbaijan" "$desk/content/status-official"
sed -i 's/^status: .*/status: official\nofficial: { by: Sample Office, on: 2020-01-31 }/' "$desk/content/status-official/letter.yaml"
cat >"$desk/emblem.svg" <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80"><rect width="100" height="80"/><circle cx="50" cy="40" r="10" fill="#fff"/></svg>
END
cd "$desk"
circulate() { node "$root/dist/cli.js" "$@" >"$work/built" 2>&1 || { cat "$work/built" >&2; exit 1; }; }
circulate build --format docx --out made/plain
printf 'links: blue\n' >circulate.config.yaml
circulate build content/sample-letter content/links-and-quotations --format docx --emblem emblem.svg --out made/rich
for language in $(cd content && ls */*.yaml | sed -n 's|.*/\([a-z][a-z-]*\)\.yaml$|\1|p' | grep -v '^letter$' | sort -u); do
  circulate translate export "$language" content/sample-letter content/links-and-quotations content/footnotes --docx --out "made/columns/$language"
done
cd "$root"
find "$desk/made" -name '*.docx' | sort >"$work/files"
for kind in plain rich columns; do grep -q "/made/$kind/" "$work/files" || { echo "no Word file of $kind" >&2; exit 1; }; done
schemas <"$work/files" || { cat "$work/said"; exit 1; }
cat "$work/said"
node dist/judge-word.mjs <"$work/files"
"$work/python/bin/python" test/docx/schema/audit.py <"$work/files"

# ---- what is broken is refused ----
node dist/write-broken-word.mjs "$work/broken"
find "$work/broken" -name '*.docx' | sort >"$work/files"
if schemas <"$work/files" >"$work/faults"; then echo 'the schemas refuse nothing' >&2; exit 1; fi
if ! cut -f1 "$work/faults" | sort -u | diff - "$work/files" >&2; then echo 'some broken file passes' >&2; exit 1; fi
if "$work/python/bin/python" test/docx/schema/audit.py <"$work/files" >/dev/null 2>&1; then echo 'openxml-audit refuses nothing' >&2; exit 1; fi
printf '%d broken files refused\n' "$(wc -l <"$work/files")"
