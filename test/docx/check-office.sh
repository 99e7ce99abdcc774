#!/usr/bin/env bash
# Opens every Word file under a folder (default: output) in LibreOffice and compares what it shows with the PDF beside it:
# the page count, and the places of masthead, session block, title, heads and feet, within 3 points. Needs soffice, pdftotext.
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
while IFS= read -r docx; do
  [ -f "${docx%.docx}.pdf" ] || continue
  soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work" "$docx" >/dev/null 2>&1
  shown="$work/$(basename "${docx%.docx}").pdf"
  if [ ! -s "$shown" ]; then
    echo "$docx: LibreOffice does not open it"
    exit 1
  fi
  pdftotext -bbox "$shown" "$work/shown.html"
  pdftotext -bbox "${docx%.docx}.pdf" "$work/made.html"
  node "$here/check-office.mjs" "$docx" "$work/made.html" "$work/shown.html" || failed=$((failed + 1))
  rm -f "$shown"
  count=$((count + 1))
done < <(find "${1:-output}" -name '*.docx' | sort)
if [ "$count" -eq 0 ]; then
  echo "no Word file with a PDF beside it under ${1:-output}"
  exit 2
fi
[ "$failed" -eq 0 ]
