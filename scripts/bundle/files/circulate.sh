#!/bin/sh
# Starts circulate with the Node that lies beside it, or else the one in PATH.
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0" 2>/dev/null || printf '%s' "$0")")" && pwd) || exit 127
node=
for candidate in "$here/node" "$here/node/bin/node" "$here"/node-v*/bin/node; do
  if [ -z "$node" ] && [ -f "$candidate" ] && [ -x "$candidate" ]; then node=$candidate; fi
done
if [ -z "$node" ]; then node=$(command -v node) || node=; fi
if [ -z "$node" ]; then
  cat >&2 <<'WORDS'
circulate needs Node, a free program that runs it, and found none beside it or in PATH.
What to do: on a computer with a network, fetch the archive of Node 20.16 or later for Linux from nodejs.org
(node-v...-linux-x64.tar.xz) and unpack it in the folder of circulate. Nothing has to be installed, and no
administrator has to be asked. INSTALL.txt says how, step by step.
WORDS
  exit 127
fi
"$node" "$here/dist/cli.js" "$@"
exit=$?
# Node ends with 1 when it cannot read the program, as one too old does; looked at only then.
if [ "$exit" -eq 1 ] && ! "$node" -e 'var v = process.versions.node.split("."); process.exit(+v[0] > 20 || (+v[0] === 20 && +v[1] >= 16) ? 0 : 1)'; then
  printf '%s\n' "circulate needs Node 20.16 or later, and $node is older: see INSTALL.txt." >&2
fi
exit "$exit"
