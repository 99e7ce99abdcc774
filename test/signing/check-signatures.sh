#!/usr/bin/env bash
# Signs with keys that OpenSSL made, in the newer and the older form of PKCS #12, and has readers from outside npm judge the result:
# poppler's pdfsig and OpenSSL the signatures, qpdf the syntax, veraPDF whether a signed file still is PDF/A and PDF/UA. Needs a build,
# mvn and java.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
if ! { command -v pdfsig && command -v openssl && command -v qpdf; } >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends poppler-utils openssl qpdf >/dev/null
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }
circulate() { node "$root/dist/cli.js" "$@"; }

# ---- an authority and three signers, as OpenSSL makes them ----
cd "$work"
printf 'Schlüssel 1' >password
export PASSWORD='Schlüssel 1'
quietly() { "$@" 2>said || { cat said >&2; exit 1; }; }
quietly openssl req -x509 -newkey rsa:3072 -nodes -keyout authority.key -out authority.pem -days 3650 -subj '/CN=Sample Authority'
printf 'keyUsage=critical,digitalSignature,nonRepudiation\n' >usage
signer() { # name, then what makes the key
  local name=$1
  shift
  quietly openssl genpkey "$@" -out "$name.key"
  quietly openssl req -new -key "$name.key" -out "$name.csr" -subj "/O=Office of Clocks/CN=$name"
  quietly openssl x509 -req -in "$name.csr" -CA authority.pem -CAkey authority.key -days 3650 -extfile usage -out "$name.pem"
}
signer rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
signer p256 -algorithm EC -pkeyopt ec_paramgen_curve:P-256
signer p384 -algorithm EC -pkeyopt ec_paramgen_curve:P-384
export_key() { # file signer, then more
  local file=$1 signer=$2
  shift 2
  quietly openssl pkcs12 -export -inkey "$signer.key" -in "$signer.pem" -certfile authority.pem -passout env:PASSWORD -out "$file" "$@"
}
export_key new.p12 rsa
export_key old.p12 rsa -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES
export_key p256.p12 p256
export_key p384-old.p12 p384 -legacy

# ---- PDF files ----
cp -R "$root/content" .
circulate build content/sample-letter --format pdf --lang en,ar,zh >/dev/null
today=$(date -u +%Y-%m-%dT%H:%M:%SZ)
sign() { circulate sign "$@" --password-file password --date "$today" >/dev/null; }
letter=A_80_99999-S_2025_99999
sign output/sample-letter/$letter-EN.pdf --certificate new.p12 --out signed
sign output/sample-letter/$letter-AR.pdf --certificate old.p12 --out signed
sign output/sample-letter/$letter-ZH.pdf --certificate p256.p12 --out signed
circulate build content/sample-letter --format pdf --lang en --attach --out attached >/dev/null
sign attached/sample-letter/$letter-EN.pdf --certificate new.p12 --out with-sources
mkdir twice
cp signed/$letter-EN.signed.pdf twice/
sign twice/$letter-EN.signed.pdf --certificate p384-old.p12 --reason 'read and found right'

# A card stands in: OpenSSL signs the bytes that went out. It adds a time of its own, which costs the level, not the signature.
circulate sign output/sample-letter/$letter-EN.pdf --digest-out card --date "$today" >/dev/null
(cd card && sha256sum --quiet --check ./*.sha256)
quietly openssl cms -sign -binary -cades -md sha256 -in card/$letter-EN.prepared.bytes -signer rsa.pem -inkey rsa.key -outform DER -out back.p7s
circulate sign card/$letter-EN.prepared.pdf --cms-in back.p7s --out by-card >/dev/null 2>warned
grep -q 'warning SIGNATURE_LEVEL' warned || fail 'the level of a signature with a time of its own is not told'

for file in signed/*.pdf twice/*.pdf by-card/*.pdf with-sources/*.pdf; do
  qpdf --check "$file" >/dev/null || fail "$file: qpdf finds fault"
  pdfsig "$file" >said
  awk '/^Signature #/ { n++ } /Signature is Valid/ { valid++ } /ETSI.CAdES.detached/ { type++ } END { exit !(n && n == valid && n == type) }' said ||
    { cat said >&2; fail "$file: not every signature is valid"; }
  if ! grep -q 'Total document signed' said; then cat said >&2; fail "$file: not wholly signed"; fi
done
[ "$(pdfsig twice/$letter-EN.signed.pdf | grep -c 'Signature is Valid')" = 2 ] || fail 'the second signature is not there'

# One byte of the text: found by both.
node -e 'const f = require("fs"); const b = f.readFileSync(process.argv[1]); b[5000] ^= 1; f.writeFileSync("changed.pdf", b)' signed/$letter-EN.signed.pdf
if pdfsig changed.pdf | grep -q 'Signature is Valid'; then fail 'pdfsig does not find a changed byte'; fi
circulate verify changed.pdf --source content/sample-letter >said 2>&1 && fail 'a changed byte is not found'
grep -q SIGNATURE_INVALID said || { cat said >&2; fail 'a changed byte is not told as such'; }

# ---- a manifest ----
mkdir bag
printf 'ab  bagit.txt\n' >bag/tagmanifest-sha512.txt
for key in new old p256 p384-old; do
  rm -f bag/*.p7s
  sign bag --certificate $key.p12
  openssl cms -verify -cades -binary -inform DER -in bag/tagmanifest-sha512.txt.p7s -content bag/tagmanifest-sha512.txt -CAfile authority.pem \
    -purpose any -out /dev/null 2>said || { cat said >&2; fail "$key: OpenSSL does not verify the detached signature"; }
done
printf 'ac  bagit.txt\n' >bag/tagmanifest-sha512.txt
if openssl cms -verify -binary -inform DER -in bag/tagmanifest-sha512.txt.p7s -content bag/tagmanifest-sha512.txt -CAfile authority.pem -purpose any \
  -out /dev/null 2>said; then fail 'OpenSSL does not find a changed manifest'; fi

# ---- conformance ----
cd "$root"
mvn --quiet --batch-mode -Dstyle.color=never --file test/conformance/pom.xml dependency:copy-dependencies -DoutputDirectory="$work/verapdf"
judge() { # profile files
  local profile=$1
  shift
  java -cp "$work/verapdf/*" org.verapdf.apps.GreenfieldCliWrapper --flavour "$profile" --format text --verbose "$@" >"$work/report" 2>"$work/said" || true
  [ "$(grep -c '^PASS ' "$work/report")" = $# ] || { cat "$work/report" "$work/said" >&2; fail "a signed file fails $profile"; }
}
mailed=("$work"/signed/*.pdf "$work"/twice/*.pdf "$work"/by-card/*.pdf)
preserved=("$work"/with-sources/*.pdf)
judge 2a "${mailed[@]}"
judge 3a "${preserved[@]}"
judge ua1 "${mailed[@]}" "${preserved[@]}"
printf '%d signed PDF files: valid by pdfsig, sound by qpdf, PDF/A-2a or -3a and PDF/UA-1 by veraPDF; 4 detached signatures valid by OpenSSL\n' \
  $((${#mailed[@]} + ${#preserved[@]}))
