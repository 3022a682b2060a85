@echo off
setlocal
rem What the program writes is UTF-8. The window gets its own code page back.
set "codepage="
for /f "tokens=2 delims=:." %%a in ('chcp') do set "codepage=%%a"
chcp 65001 >nul
if "%~1"=="" goto alone
if /i "%~1"=="%~f1" if exist "%~1" goto dropped

:run
"%~dp0node.exe" "%~dp0program\bin\gov-report.js" %*
set "status=%errorlevel%"
goto end

:alone
rem Opened by a double click, the name of this file stands in the command line of its window, which would close at once.
setlocal enabledelayedexpansion
set "line=!cmdcmdline!"
set "rest=!line:%~nx0=!"
if "!line!"=="!rest!" endlocal & goto run
endlocal
set "PATH=%~dp0;%PATH%"
cd /d "%~dp0"
"%~dp0node.exe" "%~dp0program\bin\gov-report.js" --help
cmd /k
exit /b 0

:dropped
rem A tally, an entry form or a folder was dropped on this file: its reports are written beside it.
cd /d "%~dp1"
"%~dp0node.exe" "%~dp0program\bin\gov-report.js" build %*
set "status=%errorlevel%"
pause

:end
if defined codepage chcp %codepage% >nul
exit /b %status%
