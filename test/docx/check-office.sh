#!/usr/bin/env bash
# Opens every Word file under a folder (default: output) in LibreOffice and compares what it shows with the PDF beside it:
# the page count, and the places of masthead, session block, title, heads and feet, within 3 points. Needs soffice, pdftotext.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
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
  node "$here/check-office.mjs" "$docx" "$work/made.html" "$work/shown.html"
  rm -f "$shown"
  count=$((count + 1))
done < <(find "${1:-output}" -name '*.docx' | sort)
if [ "$count" -eq 0 ]; then
  echo "no Word file with a PDF beside it under ${1:-output}"
  exit 2
fi
