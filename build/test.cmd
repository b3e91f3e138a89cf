@echo off
rem Restores, builds Release and runs the tests: build\test [WORD]; the Windows twin of build/test.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0test.ps1" %*
exit /b %errorlevel%
