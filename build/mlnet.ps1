# Finds out where ML.NET comes from; the Windows twin of build/mlnet.sh.
$root = Split-Path $PSScriptRoot -Parent
$choice = Join-Path $root 'out/mlnet.props'
if ($env:MLNetProvider -or $env:MLNetPath) {
    $provider = if ($env:MLNetProvider) { $env:MLNetProvider } else { "Folder $env:MLNetPath" }
    Write-Output "== ML.NET: $provider, as the environment says"
}
elseif (Test-Path $choice) {
    $provider = ([xml](Get-Content $choice -Raw)).Project.PropertyGroup.MLNetProvider
    Write-Output "== ML.NET: $provider, as found out before (remove out/mlnet.props to find out again)"
}
else {
    New-Item -ItemType Directory -Force (Split-Path $choice -Parent) | Out-Null
    Push-Location $root
    dotnet restore src/Microsoft.ML.DiTMoS -p:MLNetProvider=Package -v q *> $null
    $provider = if ($LASTEXITCODE -eq 0) { 'Package' } else { 'Offline' }
    Pop-Location
    "<Project>`n  <PropertyGroup>`n    <MLNetProvider>$provider</MLNetProvider>`n  </PropertyGroup>`n</Project>" | Set-Content $choice
    if ($provider -eq 'Package') { Write-Output '== ML.NET: Package, Microsoft.ML is restored' }
    else { Write-Output '== ML.NET: Offline, as the package Microsoft.ML cannot be restored here' }
}
