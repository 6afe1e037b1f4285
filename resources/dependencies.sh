# The Debian and Ubuntu packages that Gradus needs, and how they are installed; read by setup.sh and package.sh.

# To build and to run.
BUILD="gcc libc6-dev meson ninja-build pkgconf gettext libxml2-utils libglib2.0-dev-bin libgtk-4-dev libgtk-4-bin
libadwaita-1-dev libopenblas-pthread-dev libgdk-pixbuf-2.0-dev libgif-dev libjansson-dev libzip-dev libsqlite3-dev
libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good adwaita-icon-theme fonts-cantarell fonts-nanum librsvg2-common"

# To test besides: a display of one's own and a driver for it.
TEST="python3 python3-gi python3-numpy python3-onnx xvfb xauth dbus at-spi2-core xdotool imagemagick x11-utils openbox xcompmgr parallel fish zsh
desktop-file-utils appstream mandoc libglib2.0-bin shared-mime-info bubblewrap"

# To measure Gradus beside other engines (meson compile peers), and to make the numbers of tests/reference anew.
PEERS="python3-torch python3-sklearn libfann-dev"

# For the further builds of the continuous integration.
CI="clang libclang-rt-dev"

# To make a Debian package.
PACKAGE="build-essential debhelper lintian"

say() { printf '%s\n' "$*"; }

# Only what is missing; so a second start needs neither network nor password.
install_packages() {
  missing=
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "Gradus needs these Debian packages, or what your system has in their place:$missing" >&2
    exit 1
  fi
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  say "Installing:$missing"
  $as_root apt-get update -q >/dev/null
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
}

# A command whose output matters only when it fails.
quietly() {
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}
