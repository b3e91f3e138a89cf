@echo off
rem Runs the ditmos command from the sources, building it first: build\ditmos ARGS...
setlocal
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set "ROOT=%~dp0.."
if not exist "%ROOT%\out" mkdir "%ROOT%\out"
pushd "%ROOT%"
dotnet build src\DiTMoS.Tool\DiTMoS.Tool.csproj -c Release -v q -clp:NoSummary > out\ditmos-build.log 2>&1
if errorlevel 1 (
    type out\ditmos-build.log 1>&2
    popd
    exit /b 1
)
popd
dotnet "%ROOT%\src\DiTMoS.Tool\bin\Release\net10.0\DiTMoS.Tool.dll" %*
exit /b %errorlevel%
