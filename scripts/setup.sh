#!/bin/sh
# Installs the system packages that the build needs, if they are missing: a C++ linker and OpenCC's library.
# Safe to run again; needs root or sudo only when something is missing.
set -eu

# The library is linked at build time and loaded at run time; its data files are not needed (they are embedded).
missing=
[ -n "$(find /usr/lib /usr/local/lib -maxdepth 2 -name 'libopencc.so' 2>/dev/null | head -n 1)" ] || missing="$missing libopencc-dev"
command -v cc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"

if [ -z "$missing" ]; then
    echo "系统依赖已齐备"
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "缺少：$missing。本机没有 apt-get，请用系统的包管理器安装 OpenCC 的开发包（含 libopencc.so）后重试" >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "缺少：$missing。请以管理员身份运行：apt-get install -y$missing" >&2
    exit 1
fi

echo "安装：$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of package names
if ! $as_root apt-get install -y --no-install-recommends $missing; then
    $as_root apt-get update
    $as_root apt-get install -y --no-install-recommends $missing
fi
