#!/bin/sh
# spec.sh: the template engine against the cases beside this script, in the public specification's form.
exec build/release/tpl-spec "$(dirname "$0")"/*.json
