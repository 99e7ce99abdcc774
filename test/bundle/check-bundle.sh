#!/usr/bin/env bash
# The offline bundle as a stranger meets it: made twice in two places by two builds of Node with the same bytes, then unpacked and run without a
# network, a home, npm or rights. What cannot be tested here fails; nothing is passed over.
set -euo pipefail
cd "$(dirname "$0")/../.."
. test/bundle/nobody.sh
root=$PWD
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" && rm -rf "$work"' EXIT
chmod 755 "$work"
name=circulate-$(node -p 'require("./package.json").version')
fail() {
  printf 'failed: %s\n' "$*" >&2
  exit 1
}
quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "$*"; }; }
command -v unzip >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends unzip >/dev/null; }

# 1. The same bytes from another folder, time zone, locale and user mask, and by another Node.
arch=$(node -p process.arch)
quietly npm install --prefix "$work/nodes" --no-audit --no-fund --ignore-scripts "node-linux-$arch@24.21.0"
later=$work/nodes/node_modules/node-linux-$arch/bin
[ "$("$later/node" -v)" != "$(node -v)" ] || fail 'the two builds of Node are one'
quietly npm run --silent bundle -- --out "$work/one"
other="$work/a folder/deeper/program"
mkdir -p "$other"
git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - -f - | tar -xf - -C "$other"
cp -a node_modules "$other/"
(cd "$other" && umask 077 && PATH=$later:$PATH TZ=Pacific/Kiritimati LC_ALL=C quietly npm run --silent bundle)
cmp "$work/one/$name.zip" "$other/bundle/$name.zip" || fail 'two bundles differ'
(cd "$work/one" && sha512sum --quiet -c "$name.zip.sha512") || fail 'the digest beside the bundle'
rm -rf "$work/a folder"

# 2. Unpacked, whole, and nobody's: root or not, what follows has no rights and no network.
home="$work/laptop"
mkdir "$home"
unzip -q "$work/one/$name.zip" -d "$home"
(cd "$home/$name" && sha512sum --quiet -c SHA512SUMS && sha256sum --quiet -c SHA256SUMS) || fail 'the digests within'
mkdir "$home/bin"
cp "$(node -p process.execPath)" "$home/bin/node"
for tool in sh dirname readlink cat; do ln -s "$(command -v "$tool")" "$home/bin/$tool"; done
as_nobody "$home/$name"
# Runs within the folder of the bundle; the first argument is the only folder of commands.
alone() { (cd "$home/$name" && "${cut[@]}" env -i HOME=/nonexistent PATH="$1" "${@:2}"); }
tools=$home/bin
alone "$tools" "$home/bin/node" -e "$reach" || fail 'the network is not off'
alone "$tools" "$home/bin/node" -e 'process.exit(process.getuid() === 0 && require("fs").readFileSync("/proc/self/uid_map", "utf8").trim().startsWith("0          0") ? 1 : 0)' || fail 'still root'

# 3. It makes what the program in the repository makes with the other Node, verified.
alone "$tools" ./circulate build content/sample-letter >"$work/said" || { cat "$work/said"; fail 'the build'; }
made=$(find "$home/$name/output" -type f | wc -l)
[ "$made" -ge 12 ] || fail "$made files made"
[ "$(grep -c 'words verified' "$work/said")" -eq "$made" ] || fail 'not every file was verified'
quietly "$later/node" dist/cli.js build content/sample-letter --out "$work/own"
diff -r "$work/own" "$home/$name/output" || fail 'the bundle makes other bytes than the repository'
# Also every other format, and from another folder by a link to the command.
alone "$tools" ./circulate build content/sample-letter --lang en --format all --out all >"$work/said" || { cat "$work/said"; fail 'every format'; }
quietly "$later/node" dist/cli.js build content/sample-letter --lang en --format all --out "$work/all"
diff -r "$work/all" "$home/$name/all" || fail 'a format differs'
# And the same bag: what it keeps of house and program is found in either.
alone "$tools" ./circulate archive content/sample-letter --depositor Tester --out bag >"$work/said" || { cat "$work/said"; fail 'the bag'; }
quietly "$later/node" dist/cli.js archive content/sample-letter --depositor Tester --out "$work/bag"
diff -r "$work/bag" "$home/$name/bag" || fail 'the bundle makes another bag than the repository'
mkdir -m 777 "$home/elsewhere"
ln -s "$home/$name/circulate" "$home/elsewhere/linked"
(cd "$home/elsewhere" && "${cut[@]}" env -i HOME=/nonexistent PATH="$tools" ./linked new content/first && [ -f content/first/letter.yaml ]) >/dev/null || fail 'a new letter elsewhere'
written=$(cd "$home/$name" && find . -newer "$home/bin/node" -type f ! -path './output/*' ! -path './all/*' ! -path './bag/*' | wc -l)
[ "$written" -eq 0 ] || fail 'files of the program changed'

# 4. The launcher: no Node, one beside it, one too old.
mkdir "$home/bare"
for tool in sh dirname readlink cat; do ln -s "$(command -v "$tool")" "$home/bare/$tool"; done
status=0
alone "$home/bare" ./circulate --version >"$work/said" 2>&1 || status=$?
{ [ "$status" -eq 127 ] && grep -q 'nodejs.org' "$work/said"; } || fail 'a missing Node is not explained'
mkdir -p "$home/$name/node-v20.0.0-linux-x64/bin"
cp "$home/bin/node" "$home/$name/node-v20.0.0-linux-x64/bin/node"
[ "$(alone "$home/bare" ./circulate --version)" = "${name#circulate-}" ] || fail 'the Node beside it is not found'
rm -r "$home/$name/node-v20.0.0-linux-x64"
printf '#!/bin/sh\nexit 1\n' >"$home/bare/node"
chmod 755 "$home/bare/node"
status=0
alone "$home/bare" ./circulate --version >"$work/said" 2>&1 || status=$?
{ [ "$status" -eq 1 ] && grep -q 'is older' "$work/said"; } || fail 'an old Node is not explained'

# 5. The bill of materials: valid, and of one mind with npm's own where npm lists a package.
npm sbom --sbom-format cyclonedx --omit dev --package-lock-only >"$work/npm.json"
node -e '
  const [own, npm] = process.argv.slice(1).map((file) => JSON.parse(require("fs").readFileSync(file, "utf8")).components);
  const theirs = new Map(npm.map((one) => [one.purl, one.hashes[0].content]));
  const ours = own.filter((one) => one.type === "library");
  const wrong = ours.filter((one) => theirs.has(one.purl) && theirs.get(one.purl) !== one.hashes[0].content);
  const shared = ours.filter((one) => theirs.has(one.purl)).length;
  if (wrong.length > 0 || shared < 40) { console.error(wrong, shared); process.exit(1); }
' "$home/$name/SBOM.cdx.json" "$work/npm.json" || fail 'the bill of materials is at odds with npm'
if ! "${PYTHON:-python3}" -c 'import cyclonedx.validation.json, jsonschema' 2>/dev/null; then
  python3 -m venv "$work/python"
  quietly "$work/python/bin/pip" install --quiet --disable-pip-version-check 'cyclonedx-python-lib[json-validation]==11.12.0'
  PYTHON=$work/python/bin/python
fi
"${PYTHON:-python3}" - "$home/$name/SBOM.cdx.json" <<'PYTHON' || fail 'the bill of materials is not valid CycloneDX'
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
fault = JsonStrictValidator(SchemaVersion.V1_5).validate_str(open(sys.argv[1], encoding="utf-8").read())
if fault:
    sys.exit(str(fault)[:1000])
PYTHON
printf '%s: %s, %d files; installed and run without a network as nobody: %d files verified, the same bytes\n' \
  "$name.zip" "$(du -h "$work/one/$name.zip" | cut -f1)" "$(unzip -Z1 "$work/one/$name.zip" | wc -l)" "$made"
