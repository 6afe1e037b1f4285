#!/bin/sh
# Removes what `meson install` brought, and lets the desktop's caches forget it.
#
# usage: remove.sh BUILD-FOLDER SHARE-FOLDER    with DESTDIR as it was for meson install
set -eu
ninja -C "$1" uninstall
share=${DESTDIR:-}$2

# A cache is made anew where there was one, and its program is still there.
renew() {
  if [ -e "$share/$1" ] && command -v "$2" >/dev/null; then
    shift
    "$@"
  fi
}
renew applications/mimeinfo.cache update-desktop-database -q "$share/applications"
[ ! -d "$share/mime" ] || mkdir -p "$share/mime/packages" # which went as it was empty, and is asked for
renew mime/mime.cache update-mime-database "$share/mime"
renew glib-2.0/schemas/gschemas.compiled glib-compile-schemas "$share/glib-2.0/schemas"
renew icons/hicolor/icon-theme.cache gtk4-update-icon-cache -q -t -f "$share/icons/hicolor"
