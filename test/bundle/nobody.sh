# For checks of the bundle: gives a folder to nobody, and in `cut` the words before a command that runs it as nobody, without a network.
# Calls `fail` where the network cannot be cut off.
as_nobody() {
  local drop=()
  if [ "$(id -u)" -eq 0 ]; then
    chown -R 65534:65534 "$1"
    drop=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs)
  fi
  if unshare -n true 2>/dev/null; then cut=(unshare -n "${drop[@]}")
  elif "${drop[@]}" unshare -rn true 2>/dev/null; then cut=("${drop[@]}" unshare -rn)
  else fail 'the network cannot be cut off here: neither unshare -n nor unshare -rn is allowed'; fi
}
# For Node: ends well where no network can be reached.
reach='const s = require("net").connect(53, "192.0.2.1"); s.on("error", (e) => process.exit(e.code === "ENETUNREACH" ? 0 : 3)); setTimeout(() => process.exit(4), 3000)'
