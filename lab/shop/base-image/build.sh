#!/usr/bin/env bash
# Builds what the shop's images start from, where no registry can be reached: Debian 12 with the packages that their Dockerfiles
# would install. build.sh <folder to leave base.tar in>
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$1"

packages=nodejs,node-pg,postgresql-15
. "$here/../../debian-mirrors.sh"

# PostgreSQL compiles queries where LLVM is there, and does well without: a third of the image. Perl's tables of scripts, and a
# second and third set of time zones, are thousands of files that each machine would unpack. PostgreSQL's package would make a
# cluster of its own and a TLS key: no layer of an image should hold either.
mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/i18n/*' \
  --dpkgopt='path-exclude=/usr/lib/*/libLLVM*' --dpkgopt='path-exclude=/usr/lib/*/libz3*' \
  --dpkgopt='path-exclude=/usr/lib/postgresql/15/lib/llvmjit*' \
  --dpkgopt='path-exclude=/usr/lib/postgresql/15/lib/bitcode/*' \
  --dpkgopt='path-exclude=/usr/share/zoneinfo/posix/*' --dpkgopt='path-exclude=/usr/share/zoneinfo/right/*' \
  --dpkgopt='path-exclude=/usr/lib/*/perl/5*/CORE/*' --dpkgopt='path-exclude=/usr/lib/*/perl/5*/*/Encode/*' \
  --dpkgopt='path-exclude=/usr/share/perl/5*/Unicode/*' --dpkgopt='path-exclude=/usr/share/perl/5*/unicore/*' \
  --dpkgopt='path-exclude=/usr/share/perl/5*/pod/*' --dpkgopt='path-exclude=/usr/share/postgresql-common/t/*' \
  --customize-hook='rm -rf "$1"/var/lib/postgresql/* "$1"/etc/postgresql/* "$1"/etc/ssl/private/ssl-cert-snakeoil.key' \
  --customize-hook='rm -rf "$1"/var/cache/debconf/* "$1"/var/log/*.log "$1"/var/log/apt' \
  bookworm base.tar "${mirrors[@]}"
