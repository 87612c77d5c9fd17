#!/bin/sh
# Installs Debian's Chromium and a Chinese font for the tests marked `browser`, where that can be done without asking:
# as root, with apt-get, and only if no Chromium is there. Otherwise it says nothing and those tests skip themselves.
set -u
command -v chromium >/dev/null 2>&1 && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 0
export DEBIAN_FRONTEND=noninteractive
{ apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1
exit 0
