#!/usr/bin/env bash
# Bags of the sample, judged by programs that share nothing with ours: Python bagit, the E-ARK validators eark-validator and
# commons-ip, and xmllint with the schemas that lie in the bag itself.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
tools=$(mkdir -p "${CIRCULATE_TOOLS:-$root/node_modules/.cache/archive}" && cd "${CIRCULATE_TOOLS:-$root/node_modules/.cache/archive}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v xmllint >/dev/null || ! command -v python3 >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libxml2-utils python3 python3-venv >/dev/null
fi
[ -x "$tools/venv/bin/bagit.py" ] || { python3 -m venv "$tools/venv" && "$tools/venv/bin/pip" install -q bagit==1.9.0 eark-validator==1.1.3; }
[ -d "$tools/commons-ip" ] || mvn -B -q -f "$here/commons-ip.xml" dependency:copy-dependencies -DoutputDirectory="$tools/commons-ip"

cd "$root"
make_bag() { node dist/cli.js archive content/sample-letter --depositor 'Sample Mission' --rights 'No restriction is known' "$@" >/dev/null; }
make_bag --out "$work/folder"
make_bag --out "$work/zipped" --zip
SOURCE_DATE_EPOCH=1741564800 make_bag --out "$work/dated"
name=$(ls "$work/folder")
python3 -m zipfile -e "$work/zipped/$name.zip" "$work/unzipped"
diff -r "$work/folder/$name" "$work/unzipped/$name"

for bag in "$work/folder/$name" "$work/unzipped/$name" "$work/dated/$name"; do
  "$tools/venv/bin/bagit.py" --validate --quiet "$bag" || { echo "bagit refuses $bag"; exit 1; }
done

printf '%s' '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.w3.org/1999/xlink" schemaLocation="xlink.xsd"/>
  <xs:import namespace="http://www.loc.gov/METS/" schemaLocation="mets.xsd"/>
  <xs:import namespace="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" schemaLocation="DILCISExtensionMETS.xsd"/>
  <xs:import namespace="http://www.loc.gov/premis/v3" schemaLocation="premis-v3-0.xsd"/>
</xs:schema>' >"$work/all.xsd"
for kind in folder dated; do
  data=$work/$kind/$name/data
  cp "$data"/schemas/*.xsd "$work"
  xmllint --noout --nonet --schema "$work/all.xsd" "$data/METS.xml" "$data"/representations/*/METS.xml "$data/metadata/preservation/premis.xml" 2>"$work/xmllint.txt" ||
    { cat "$work/xmllint.txt"; exit 1; }
  # The package's folder bears the package's name (CSIPSTR2); in the bag it is called data.
  mkdir -p "$work/package-$kind"
  cp -r "$data" "$work/package-$kind/$name"
  "$tools/venv/bin/python" "$here/eark-validator.py" "$work/package-$kind/$name"
  for version in 2.1.0 2.2.0; do
    mkdir -p "$work/report-$kind-$version"
    (cd "$work" && java -cp "$tools/commons-ip/*" org.roda_project.commons_ip2.cli.Main validate -i "$work/package-$kind/$name" -o "$work/report-$kind-$version" \
      --specification-version="$version") >/dev/null 2>&1 || true
    python3 "$here/commons-ip.py" "$work/report-$kind-$version"/*.json
  done
done
echo "bags of $name: valid by bagit, xmllint, eark-validator and commons-ip"
