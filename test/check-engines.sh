#!/usr/bin/env bash
# The same bytes from every Node that may be met, the oldest that is promised among them: all formats, what goes to
# translators, a bag and its verification. Each Node comes from npm into a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
  printf 'failed: %s\n' "$*" >&2
  exit 1
}
arch=$(node -p process.arch)
oldest=$(node -p 'require("./package.json").engines.node.match(/\d+\.\d+/)[0]').0

# Makes everything with one Node, relative to a folder of its own, so that what is said can be compared too.
make() {
  mkdir -p "$work/$1"
  cp -R content "$work/$1/"
  (
    cd "$work/$1"
    "$2" "$root/dist/cli.js" build --format all --out made
    "$2" "$root/dist/cli.js" translate export fr content/sample-letter --out exchange
    "$2" "$root/dist/cli.js" archive content/sample-letter --depositor 'A Library' --out bags
    "$2" "$root/dist/cli.js" verify bags/*
  ) >"$work/$1.said" 2>&1 || { cat "$work/$1.said" >&2; fail "Node $1"; }
}

make own "$(command -v node)"
mv "$work/own" "$work/expected"
compared=0
for version in "$oldest" 22.23.3 24.21.0 26.10.0; do
  npm install --prefix "$work/node-$version" --no-audit --no-fund --ignore-scripts --silent "node-linux-$arch@$version"
  engine=$work/node-$version/node_modules/node-linux-$arch/bin/node
  [ "$("$engine" -v)" = "v$version" ] || fail "Node $version is another"
  make "$version" "$engine"
  diff -r "$work/expected" "$work/$version" || fail "Node $version makes other bytes"
  diff "$work/own.said" "$work/$version.said" || fail "Node $version says something else"
  compared=$((compared + 1))
  printf 'Node %s: %d files the same as by %s\n' "$version" "$(find "$work/$version" -type f | wc -l)" "$(node -v)"
  rm -rf "${work:?}/$version" "$work/node-$version"
done
[ "$compared" -eq 4 ] || fail 'four builds of Node'
