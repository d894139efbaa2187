#!/bin/sh
# What the filter of Git LFS does, as its specification has it: the judge of ours where git-lfs is not installed.
set -eu
file=$(mktemp)
trap 'rm -f "$file"' EXIT
cat >"$file"
size=$(wc -c <"$file" | tr -d ' ')

is_pointer() {
  [ "$size" -lt 1024 ] && [ "$(head -n 1 "$file" | tr -d '\000')" = "version https://git-lfs.github.com/spec/v1" ]
}

place_of() {
  echo "$(git rev-parse --git-common-dir)/lfs/objects/$(echo "$1" | cut -c 1-2)/$(echo "$1" | cut -c 3-4)"
}

if [ "$1" = clean ] && [ "$size" -gt 0 ] && ! is_pointer; then
  oid=$(sha256sum <"$file" | cut -d ' ' -f 1)
  mkdir -p "$(place_of "$oid")"
  cp "$file" "$(place_of "$oid")/$oid"
  printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %s\n' "$oid" "$size"
  exit
fi
if [ "$1" = smudge ] && is_pointer; then
  oid=$(sed -n 's/^oid sha256://p' "$file")
  if [ -f "$(place_of "$oid")/$oid" ]; then
    cat "$(place_of "$oid")/$oid"
    exit
  fi
fi
cat "$file"
