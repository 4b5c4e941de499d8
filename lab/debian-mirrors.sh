# Sourced. Sets `mirrors`: those that this machine is set up for, when it is a Debian 12 itself; else none, for Debian's own.
mirrors=()
if [[ $(. /etc/os-release && echo "${VERSION_CODENAME:-}") == bookworm ]]; then
  for list in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    [[ ! -s $list || ${#mirrors[@]} -gt 0 ]] || mirrors+=("$list")
  done
fi
