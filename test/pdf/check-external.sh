#!/usr/bin/env bash
# Opens finished PDF files with readers from outside npm: qpdf for the syntax, poppler for faces and words. Without
# arguments, all of output/. Any difference ends it.
set -euo pipefail
cd "$(dirname "$0")/../.."

files=("$@")
if [ ${#files[@]} -eq 0 ]; then
  while IFS= read -r file; do files+=("$file"); done < <(find output -name '*.pdf' | LC_ALL=C sort)
fi
[ ${#files[@]} -gt 0 ] || { echo 'no PDF file in output/: build first' >&2; exit 1; }

for file in "${files[@]}"; do
  # Warnings fail too.
  qpdf --check "$file" >/dev/null || { echo "$file: qpdf finds fault" >&2; exit 1; }

  # Below a heading of two lines, one face a line; its last five columns are: embedded, subset, ToUnicode, object, number.
  pdffonts "$file" | awk -v file="$file" '
    NR > 2 { faces++; if ($(NF - 4) != "yes" || $(NF - 3) != "yes" || $(NF - 2) != "yes") { print file ": not embedded, subset and mapped: " $1; bad = 1 } }
    END { if (!faces) { print file ": no faces"; bad = 1 } exit bad }' >&2

  # The same words in the same order as pdf.js reads them. Text from right to left comes in visual order from `-raw`, and else
  # nearly as it is read: docs/text-layer.md.
  if grep -aq '/Direction /R2L' "$file"; then
    pdftotext -enc UTF-8 "$file" - | node test/pdf/compare-words.mjs "$file" 0.97
  else
    pdftotext -raw -enc UTF-8 "$file" - | node test/pdf/compare-words.mjs "$file"
  fi
done
printf '%d PDF files: syntax, faces and words as they should be\n' "${#files[@]}"
