# Restores, builds Release and runs the tests; called by test.cmd. With a word, only tests whose full name contains it.
param([string] $Word = '')
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$root = Split-Path $PSScriptRoot -Parent
Set-Location $root

& (Join-Path $PSScriptRoot 'mlnet.ps1')
Write-Output '== Restoring and building (Release)'
dotnet build DiTMoS.MLNet.sln -c Release -v q -clp:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }

$results = Join-Path $root 'out/test-results'
if (Test-Path $results) { Remove-Item $results -Recurse -Force }
$filter = if ($Word) { @('--filter', "FullyQualifiedName~$Word") } else { @() }
$passed = 0; $failed = 0; $skipped = 0
$projects = Select-String -Path DiTMoS.MLNet.sln -Pattern '"(test\\[^"]+\.csproj)"' | ForEach-Object { $_.Matches[0].Groups[1].Value.Replace('\', '/') }
foreach ($project in $projects) {
    $name = [IO.Path]::GetFileNameWithoutExtension($project)
    Write-Output "== Running $name"
    dotnet test "$(Split-Path $project -Parent)/bin/Release/net10.0/$name.dll" --nologo --results-directory $results `
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' @filter
    $status = $LASTEXITCODE

    $p = 0; $f = 0; $s = 0
    $trx = Join-Path $results "$name.trx"
    if (Test-Path $trx) {
        foreach ($result in ([xml](Get-Content $trx -Raw -Encoding UTF8)).TestRun.Results.UnitTestResult) {
            switch ($result.outcome) {
                'Passed' { $p++ }
                'NotExecuted' { $s++; Write-Output "  SKIPPED $($result.testName): $($result.Output.ErrorInfo.Message)" }
                default { $f++ }
            }
        }
    }
    if ($status -ne 0 -and $f -eq 0) {
        Write-Output "  $name ended with status $status before all of its tests had run: counted as a failed test."
        $f = 1
    }
    Write-Output "${name}: $p passed, $f failed$(if ($s) { ", $s skipped" })"
    $passed += $p; $failed += $f; $skipped += $s
}

if ($passed + $failed -eq 0) { Write-Output '== No test ran' }
if ($skipped) { Write-Output "$skipped skipped" }
Write-Output "$passed passed, $failed failed"
if ($failed -gt 0 -or $passed -eq 0) { exit 1 }
exit 0
