#!/usr/bin/env bash
# Has the released veraPDF (from Maven Central) judge every PDF of content/ and of the golden cases, with and without attachments, by
# PDF/A-2a or -3a and by PDF/UA-1: no rule may fail. Then the files broken on purpose, each of which must fail on its rule. Needs a build,
# mvn and java.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work" "$root/dist/write-broken.mjs"' EXIT

mvn --quiet --batch-mode --file test/conformance/pom.xml dependency:copy-dependencies -DoutputDirectory="$work/verapdf"
# A report is written whatever it says; the exit code only repeats it.
verapdf() { # profile folder report
  java -cp "$work/verapdf/*" org.verapdf.apps.GreenfieldCliWrapper --flavour "$1" --format xml --recurse "$2" >"$3" 2>>"$work/said" || [ $? -eq 1 ] || { tail -20 "$work/said" >&2; exit 1; }
}

# ---- what we make is compliant ----
mkdir -p "$work/desk/content"
cp -R content/. "$work/desk/content"
for source in test/cases/*/letter.yaml; do
  folder=$(dirname "$source")
  mkdir "$work/desk/content/$(basename "$folder")"
  cp "$folder"/*.yaml "$work/desk/content/$(basename "$folder")"
done
cd "$work/desk"
build() { node "$root/dist/cli.js" build --format pdf "$@" >"$work/built" 2>&1 || { cat "$work/built" >&2; exit 1; }; }
build --out "$work/made/2a"
build --attach --out "$work/made/3a"
cd "$root"
for part in 2a 3a; do
  verapdf "$part" "$work/made/$part" "$work/made-$part.xml"
  verapdf ua1 "$work/made/$part" "$work/made-$part-ua1.xml"
done
node test/conformance/judge.mjs good "$work"/made-*.xml

# ---- what is broken fails ----
# In dist/, beside which the program finds its data.
npx esbuild test/conformance/write-files.ts --bundle --platform=node --format=esm --packages=external --outfile=dist/write-broken.mjs --log-level=warning
node dist/write-broken.mjs "$work/files"
mkdir "$work/good" "$work/broken"
for profile in 2a 3a ua1; do
  verapdf "$profile" "$work/files/good/$profile" "$work/good/$profile.xml"
  verapdf "$profile" "$work/files/broken/$profile" "$work/broken/$profile.xml"
done
node test/conformance/judge.mjs good "$work"/good/*.xml
node test/conformance/judge.mjs broken "$work/files/expected.tsv" "$work/broken"
