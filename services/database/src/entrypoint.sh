#!/bin/sh
# Runs PostgreSQL in the foreground. The first start makes the data directory.
#
#   DATABASE_PASSWORD  password of user "shop", owner of database "shop"; taken at the first start
#   PGDATA             data directory: a folder inside the volume, whose root need not belong to us
#   PGHOST             directory of the local socket
#   PGPORT             port on all addresses
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

cannot_start() {
  printf 'database: cannot start: %s\n' "$1" >&2
  exit 1
}

require() {
  eval "value=\${$1:-}"
  [ -n "$value" ] || cannot_start "$1 is not set"
}

# PostgreSQL would take SIGTERM as "wait until every client has gone". SIGINT is its fast shutdown: running
# transactions are rolled back, the data is written out, and it ends with 0.
stop() {
  if [ -z "$server" ]; then exit 0; fi
  kill -INT "$server" || true
}

# Made beside its place and renamed when it is whole: a start that was cut off leaves nothing that looks finished.
initialise() {
  fresh="$PGDATA.new"
  rm -rf -- "$fresh"
  initdb --pgdata="$fresh" --encoding=UTF8 --locale=C.UTF-8 --data-checksums --auth=reject --no-instructions
  # printf is part of the shell, so the password passes through a pipe and never stands in the process list.
  quoted=$(printf '%s' "$DATABASE_PASSWORD" | sed "s/'/''/g")
  printf "CREATE ROLE shop LOGIN PASSWORD '%s';\nCREATE DATABASE shop OWNER shop;\n" "$quoted" |
    postgres --single -D "$fresh" -c config_file="$here/postgresql.conf" -c exit_on_error=on template1 >/dev/null ||
    cannot_start 'the first initialisation failed'
  mv -- "$fresh" "$PGDATA"
  sync -- "$(dirname -- "$PGDATA")"
}

server=''
trap stop TERM INT

require DATABASE_PASSWORD
require PGDATA
require PGHOST
require PGPORT
[ "$(printf '%s' "$DATABASE_PASSWORD" | wc -l)" -eq 0 ] || cannot_start 'DATABASE_PASSWORD must be one line'

[ -d "$PGDATA" ] || initialise
unset DATABASE_PASSWORD quoted value
# Kubernetes opens a volume's files to its fsGroup at each mount. PostgreSQL refuses a directory that others may write.
chmod 0700 "$PGDATA"

postgres -D "$PGDATA" \
  -c config_file="$here/postgresql.conf" \
  -c hba_file="$here/pg_hba.conf" \
  -c unix_socket_directories="$PGHOST" &
server=$!

# A signal ends the first wait early; the server's own status comes from the one after it.
status=0
wait "$server" || status=$?
while kill -0 "$server" 2>/dev/null; do
  status=0
  wait "$server" || status=$?
done
exit "$status"
