#!/bin/sh
# Makes packages of what the last commit holds.
#
#   sh resources/package.sh deb [FOLDER]    a Debian package, into FOLDER or the current one, and what lintian says of it
#
# Whether the same commit gives the same bytes, tests/other-systems SUITE again tells. The tests are left out, as setup.sh runs them; DEB_BUILD_OPTIONS= lets
# the package run those that need no display.
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$top/resources/dependencies.sh"

# Hands over the sources alone: what was built or left lying about in the folder is no part of them.
export_sources() {
  mkdir "$1"
  if [ -e "$top/.git" ]; then
    [ -z "$(git -C "$top" status --porcelain --untracked-files=no)" ] || say "What is not committed is not in the package." >&2
    git -C "$top" archive HEAD | tar -x -C "$1"
    SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct)
    export SOURCE_DATE_EPOCH
  else
    tar -c -C "$top" --exclude='./.build*' . | tar -x -C "$1"
  fi
}

make_deb() {
  folder=$(CDPATH='' cd -- "$1" && pwd)
  # shellcheck disable=SC2086 # lists of words
  install_packages $BUILD $PACKAGE
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  export_sources "$work/gradus"
  cp -R "$work/gradus/resources/debian" "$work/gradus/debian"
  say "Building the package"
  export CCACHE_DISABLE=1 # its settings are a person's own, and are seen in what names the debug information
  cd "$work/gradus"
  DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck} noautodbgsym" quietly dpkg-buildpackage --build=binary --unsigned-source --unsigned-changes
  lintian --allow-root --tag-display-limit 0 --fail-on error "$work"/*.changes
  cp "$work"/*.deb "$folder"
  cd "$folder"
  for deb in "$work"/*.deb; do
    sha256sum "$(basename "$deb")"
  done
}

case ${1:-} in
deb) make_deb "${2:-.}" ;;
*)
  say "usage: sh resources/package.sh deb [FOLDER]" >&2
  exit 2
  ;;
esac
