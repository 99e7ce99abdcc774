#!/usr/bin/env bash
# Opens every Word file under a folder in LibreOffice and compares what it shows with the PDF beside it: the page count, and the
# places of masthead, session block, title, heads and feet, within 3 points. Without a folder, those of output/ and of the golden
# cases with annexes, in English and Arabic. Needs a build, soffice and pdftotext.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failed=0

# The faces that Word has, by ours: whatever is installed, both programs set the same ones.
cat >"$work/fonts.conf" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$root/node_modules/@expo-google-fonts/tinos</dir>
  <dir>$root/node_modules/@expo-google-fonts/amiri</dir>
  <dir>$root/dist/faces</dir>
  <cachedir>$work/cache</cachedir>
  <alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
  <alias binding="same"><family>Simplified Arabic</family><prefer><family>Amiri</family></prefer></alias>
  <alias binding="same"><family>SimSun</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
END
export FONTCONFIG_FILE="$work/fonts.conf"
folders=("$@")
if [ ${#folders[@]} -eq 0 ]; then
  # One language of each direction: whether a page just holds what stands before an annex, each program decides by points of its own.
  for source in $(grep -l '^annexes:' "$root"/test/cases/*/letter.yaml); do
    folder=$work/desk/content/$(basename "$(dirname "$source")")
    mkdir -p "$folder"
    for file in "$source" "$(dirname "$source")/ar.yaml"; do [ ! -f "$file" ] || cp "$file" "$folder"; done
  done
  (cd "$work/desk" && node "$root/dist/cli.js" build --format pdf --format docx >"$work/built" 2>&1) || { cat "$work/built" >&2; exit 1; }
  folders=(output "$work/desk/output")
fi
while IFS= read -r folder; do
  rm -rf "$work/shown"
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work/shown" "$folder"/*.docx >/dev/null 2>&1
  for docx in "$folder"/*.docx; do
    [ -f "${docx%.docx}.pdf" ] || continue
    name="$(basename "$folder")/$(basename "$docx")"
    shown="$work/shown/$(basename "${docx%.docx}").pdf"
    if [ ! -s "$shown" ]; then
      echo "$name: LibreOffice does not open it"
      exit 1
    fi
    pdftotext -bbox "$shown" "$work/shown.html"
    pdftotext -bbox "${docx%.docx}.pdf" "$work/made.html"
    node "$here/check-office.mjs" "$name" "$work/made.html" "$work/shown.html" || failed=$((failed + 1))
    count=$((count + 1))
  done
done < <(find "${folders[@]}" -name '*.docx' -exec dirname {} + | sort -u)
if [ "$count" -eq 0 ]; then
  echo "no Word file with a PDF beside it under ${folders[*]}"
  exit 2
fi
[ "$failed" -eq 0 ]
