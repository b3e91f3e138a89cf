# shellcheck shell=bash
# Finds out where ML.NET comes from; sourced by the scripts, not run.

# choose_mlnet: takes what the environment says (MLNetProvider, MLNetPath), else what an earlier call found out; else tries
# to restore the package. What was found out is kept in out/mlnet.props, so that a plain 'dotnet build' works afterwards.
choose_mlnet() {
    local choice=$root/out/mlnet.props provider
    if [ -n "${MLNetProvider-}${MLNetPath-}" ]; then
        say "ML.NET: ${MLNetProvider-Folder${MLNetPath:+ $MLNetPath}}, as the environment says"
        return
    fi
    if [ -f "$choice" ]; then
        provider=$(sed -n 's:.*<MLNetProvider>\(.*\)</MLNetProvider>.*:\1:p' "$choice")
        say "ML.NET: $provider, as found out before (remove out/mlnet.props to find out again)"
        return
    fi
    command -v dotnet >/dev/null || return 0 # the build says what is missing
    mkdir -p "$root/out"
    provider=Offline
    if (cd "$root" && dotnet restore src/Microsoft.ML.DiTMoS -p:MLNetProvider=Package -v q) >/dev/null 2>&1 </dev/null; then
        provider=Package
    fi
    printf '<Project>\n  <PropertyGroup>\n    <MLNetProvider>%s</MLNetProvider>\n  </PropertyGroup>\n</Project>\n' "$provider" >"$choice"
    case $provider in
    Package) say "ML.NET: Package, Microsoft.ML is restored" ;;
    *) say "ML.NET: Offline, as the package Microsoft.ML cannot be restored here" ;;
    esac
}
