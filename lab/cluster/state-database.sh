#!/usr/bin/env bash
# PostgreSQL for Terraform's state: state-database.sh <role> <database>. Only the cluster's network can reach it.
set -euo pipefail
role=$1 database=$2
data=/var/lib/state-database
export PATH="/usr/lib/postgresql/15/bin:$PATH"
# It refuses to run as root.
as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }

mkdir -p "$data" /run/state-database
chown postgres:postgres "$data" /run/state-database
# A start that was cut off has left an incomplete database.
if [[ ! -e $data/made ]]; then
  find "$data" -mindepth 1 -delete
  as_postgres initdb --pgdata="$data/files" --username="$role" --auth=trust --no-sync >/dev/null
  echo "CREATE DATABASE $database" | as_postgres postgres --single -D "$data/files" postgres >/dev/null
  touch "$data/made"
fi
exec setpriv --reuid=postgres --regid=postgres --clear-groups postgres -D "$data/files" \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories=/run/state-database -c fsync=off
