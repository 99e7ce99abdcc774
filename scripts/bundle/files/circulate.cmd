@echo off
setlocal disabledelayedexpansion
rem Starts circulate with the Node that lies beside it, or else the one in PATH.
set "here=%~dp0"
set "node="
if exist "%here%node.exe" set "node=%here%node.exe"
if not defined node if exist "%here%node\node.exe" set "node=%here%node\node.exe"
if not defined node for /d %%d in ("%here%node-v*") do if exist "%%~d\node.exe" set "node=%%~d\node.exe"
rem "Extract All" puts the folder of an archive into another of the same name.
if not defined node for /d %%d in ("%here%node-v*") do for /d %%e in ("%%~d\node-v*") do if exist "%%~e\node.exe" set "node=%%~e\node.exe"
if not defined node for %%n in (node.exe) do set "node=%%~$PATH:n"
if not defined node goto missing
"%node%" "%here%dist\cli.js" %*
set "exit=%errorlevel%"
if not "%exit%"=="1" exit /b %exit%
rem Node ends with 1 when it cannot read the program, as one too old does; looked at only then.
"%node%" -e "var v = process.versions.node.split('.'); process.exit(+v[0] > 20 || (+v[0] === 20 && +v[1] >= 16) ? 0 : 1)"
if errorlevel 1 echo circulate needs Node 20.16 or later, and "%node%" is older: see INSTALL.txt. 1>&2
exit /b 1
:missing
echo circulate needs Node, a free program that runs it, and found none beside it or in PATH. 1>&2
echo What to do: on a computer with a network, fetch the ZIP file of Node 20.16 or later for Windows from nodejs.org 1>&2
echo [node-v...-win-x64.zip] and unpack it in the folder of circulate. Nothing has to be installed, and no 1>&2
echo administrator has to be asked. INSTALL.txt says how, step by step. 1>&2
exit /b 127
