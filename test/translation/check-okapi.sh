#!/usr/bin/env bash
# Sends every version of the program's own documents through a translator's program of another make (Okapi, from Maven Central) and
# through an office program, and takes back what they saved: no catalogue may change by one byte. Then lets Okapi translate a version that
# has no catalogue, and counts. Needs mvn, java with its compiler, and soffice.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'not ok: %s\n' "$1" >&2; exit 1; }
circulate() { node "$root/dist/cli.js" "$@" 2>>"$work/said" || { tail -20 "$work/said" >&2; fail "circulate $*"; }; }

mvn --quiet --batch-mode --file test/translation/okapi/pom.xml dependency:copy-dependencies -DoutputDirectory="$work/okapi"
javac -cp "$work/okapi/*" -d "$work/classes" test/translation/okapi/RoundTrip.java
okapi() { java -cp "$work/classes:$work/okapi/*" RoundTrip 2>>"$work/said"; }

mkdir -p "$work/desk"
cp -R content "$work/desk/content"
cd "$work/desk"
languages=$(cd content && ls -d */*.yaml | sed -n 's|.*/\([a-z][a-z-]*\)\.yaml$|\1|p' | grep -v '^letter$' | sort -u)
documents=$(cd content && for file in */letter.yaml; do dirname "$file"; done)

# ---- what comes back untouched changes nothing ----
for language in $languages; do
  circulate translate export "$language" --xliff 1.2 --out "$work/sent/12" >/dev/null
  circulate translate export "$language" --xliff 2.1 --docx --tmx --out "$work/sent/21" >/dev/null
done
for file in "$work"/sent/12/*/translation/*.xlf; do printf '12\t%s\t%s\n' "$file" "${file%.xlf}.back.xlf"; done >"$work/files"
for file in "$work"/sent/21/*/translation/*.xlf; do printf '21\t%s\t%s\n' "$file" "${file%.xlf}.back.xlf"; done >>"$work/files"
for file in "$work"/sent/21/*/translation/*.tmx; do printf 'tmx\t%s\t%s\n' "$file" "${file%.tmx}.back.tmx"; done >>"$work/files"
# The names of files end with the letters of both languages.
while IFS=$'\t' read -r format file back; do
  pair=$(basename "$file" | sed 's/\.[a-z]*$//; s/.*-\([A-Z]*\)-\([A-Z]*\)$/\1\t\2/' | tr '[:upper:]' '[:lower:]')
  printf '%s\t%s\t%s\t%s\tkeep\n' "$format" "$pair" "$file" "$back"
done <"$work/files" >"$work/tasks"
okapi <"$work/tasks" >"$work/units" || { tail -20 "$work/said" >&2; fail 'Okapi could not read a file'; }
[ "$(wc -l <"$work/units")" -eq "$(wc -l <"$work/tasks")" ] || fail 'Okapi did not read every file'
! grep -qx 0 "$work/units" || fail 'Okapi found no unit in a file'

mkdir -p "$work/office"
soffice --headless -env:UserInstallation="file://$work/profile" --convert-to 'docx:MS Word 2007 XML' --outdir "$work/office" \
  "$work"/sent/21/*/translation/*.docx >>"$work/said" 2>&1

circulate translate import "$work"/sent/12/*/translation/*.back.xlf "$work"/sent/21/*/translation/*.back.xlf "$work"/office/*.docx >"$work/taken"
! grep -v ': 0 taken, ' "$work/taken" || fail 'something that came back untouched was taken'
[ "$(wc -l <"$work/taken")" -eq "$(ls "$work"/sent/*/*/translation/*.back.xlf "$work"/office/*.docx | wc -l)" ] || fail 'not every file was read'
diff -r "$root/content" content || fail 'a catalogue changed'

# ---- what Okapi translates is taken whole ----
language=$(printf '%s\n' $languages | head -1)
for form in 1.2 2.1; do
  rm -rf content && cp -R "$root/content" content
  rm content/*/"$language.yaml"
  for document in $documents; do
    circulate translate export "$language" "content/$document" --xliff "$form" --out "$work/fresh/$form" >/dev/null
    file=$(ls "$work/fresh/$form/$document/translation/"*.xlf)
    printf '%s\ten\t%s\t%s\t%s\tfill\n' "${form/./}" "$language" "$file" "$file.back" | okapi >"$work/units" || fail "Okapi could not translate $file"
    units=$(cat "$work/units")
    circulate translate import "$file.back" --by Okapi --on 2020-01-31 | grep -q ": $units taken, 0 unchanged, 0 without translation" || fail "$file.back was not taken whole"
    circulate translate export "$language" "content/$document" --xliff "$form" --out "$work/again/$form" >/dev/null
    circulate translate import "$work/again/$form/$document/translation/"*.xlf | grep -q ": 0 taken, $units unchanged" || fail "$document changed by being sent again"
  done
done
printf 'ok: %s files through Okapi, %s through an office program, none changed; two translated whole\n' \
  "$(wc -l <"$work/tasks")" "$(ls "$work"/office/*.docx | wc -l)"
