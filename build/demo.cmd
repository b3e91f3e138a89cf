@echo off
rem Trains the published nets and uses them: build\demo [PATH] [ARGS...]; the Windows twin of build/demo.
setlocal
set "OUT=%~dp0..\out\demo"
set "DITMOS=%~dp0ditmos.cmd"
set DATA=
set REST=
set "FIRST=%~1"
if not defined FIRST goto run
if "%FIRST:~0,1%"=="-" goto rest
if not exist "%FIRST%" (
    echo error: No recordings at '%FIRST%'. Usage: build\demo [PATH] [ARGS for 'ditmos train'...] 1>&2
    exit /b 1
)
set DATA=--data "%FIRST%"
shift
:rest
if "%~1"=="" goto run
set REST=%REST% %1
shift
goto rest

:run
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0mlnet.ps1"
if not exist "%OUT%" mkdir "%OUT%"
echo == 1/4 Training the selector and its classifiers -^> out\demo\model.ditmos, out\demo\figures.json
call "%DITMOS%" train %DATA% -o "%OUT%\model.ditmos" --json "%OUT%\figures.json"%REST% || exit /b 1
echo == 2/4 Evaluating the saved model
call "%DITMOS%" evaluate "%OUT%\model.ditmos" %DATA% || exit /b 1
echo == 3/4 Inspecting the saved model
call "%DITMOS%" inspect "%OUT%\model.ditmos" || exit /b 1
echo == 4/4 Predicting with the saved model -^> out\demo\predictions.csv
call "%DITMOS%" predict "%OUT%\model.ditmos" %DATA% -o "%OUT%\predictions.csv" || exit /b 1
