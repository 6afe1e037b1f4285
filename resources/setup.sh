#!/bin/sh
# Installs what Gradus needs (Debian, Ubuntu and their kin), builds it, and then
#
#   sh resources/setup.sh run     starts it; without a display it trains the lecture's experiment in the terminal
#   sh resources/setup.sh test    runs all tests
#
# The build goes into .build/ (or $GRADUS_BUILD) beside the sources; nothing is installed but packages.
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
build=${GRADUS_BUILD:-$top/.build}
. "$top/resources/dependencies.sh"

# Configured anew each time, for packages that were installed since bring further parts into the build.
build_gradus() {
  say "Building in $build"
  if [ -f "$build/build.ninja" ]; then
    quietly meson setup --reconfigure "$build" "$top"
  else
    quietly meson setup "$build" "$top"
  fi
  quietly meson compile -C "$build"
}

run() {
  # shellcheck disable=SC2086
  install_packages $BUILD
  build_gradus
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$build/src/app/gradus"
  fi
  say "There is no display for Gradus's window, so here is the lecture's experiment in the terminal instead:"
  for experiment in xor-deep-sigmoid xor-deep-relu; do
    say
    say "\$ gradus-cli train $experiment"
    "$build/src/cli/gradus-cli" train "$experiment"
  done
}

run_tests() {
  # shellcheck disable=SC2086
  install_packages $BUILD $TEST
  build_gradus
  # One more than there are processors: a person's scenarios wait for their own windows for a part of their time.
  meson test -C "$build" --setup whole --num-processes $(($(nproc) + 1)) --print-errorlogs
}

case ${1:-} in
run) run ;;
test) run_tests ;;
*)
  say "usage: sh resources/setup.sh run|test" >&2
  exit 2
  ;;
esac
