# The Debian and Ubuntu packages that Gradus needs; read by setup.sh.

# To build and to run.
BUILD="gcc libc6-dev meson ninja-build pkgconf gettext libxml2-utils libglib2.0-dev-bin libgtk-4-dev libgtk-4-bin
libadwaita-1-dev libopenblas-pthread-dev libgdk-pixbuf-2.0-dev libgif-dev libjansson-dev libzip-dev libsqlite3-dev
libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good adwaita-icon-theme fonts-cantarell fonts-nanum librsvg2-common"

# To test besides: a display of one's own and a driver for it.
TEST="python3 python3-gi python3-numpy python3-onnx xvfb xauth dbus at-spi2-core xdotool imagemagick x11-utils openbox xcompmgr parallel fish zsh
desktop-file-utils appstream mandoc libglib2.0-bin shared-mime-info"

# To measure Gradus beside other engines (meson compile peers), and to make the numbers of tests/reference anew.
PEERS="python3-torch python3-sklearn libfann-dev"

# For the further builds of the continuous integration.
CI="clang libclang-rt-dev"
