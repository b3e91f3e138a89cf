# shellcheck shell=bash
# What the scripts share; sourced by them, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '== %s\n' "$*" >&2; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# build_release PROJECT: restores and builds; the log is shown only when that fails.
build_release() {
    local log
    command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed, and 'dotnet' is not on the PATH. It is free: https://dotnet.microsoft.com/download"
    mkdir -p "$root/out"
    log=$(mktemp "$root/out/build.XXXXXX")
    # The SDK looks for global.json from the working directory upwards.
    if ! (cd "$root" && dotnet build "$1" -c Release -v q -clp:NoSummary) >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        fail "Building $1 failed; the reason is above."
    fi
    rm -f "$log"
}
