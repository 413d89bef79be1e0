#!/bin/sh
# Runs inside the box: a screen, then the command given as arguments, with the mailbox's FIFO (or, for `-`, our own) as standard input.
# Leaving kills every Windows process, waits until the registry is on disk, and answers with the command's exit code.
set -eu
requests=$1
shift
screen="/tmp/.X11-unix/X${DISPLAY#:}"
rm -f "$screen"
Xvfb "$DISPLAY" -screen 0 1024x768x24 -nolisten tcp -nolisten local -nolock >/dev/null 2>&1 &
tries=0
while [ ! -e "$screen" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 500 ] || { echo 'the screen (Xvfb) did not start' >&2; exit 1; }
  sleep 0.02
done
code=0
if [ "$requests" = - ]; then
  "$@" || code=$?
else
  "$@" <"$requests" || code=$?
fi
wineserver -k || true
wineserver -w
exit "$code"
