@echo off
rem Installs fouraxis from the wheels beside this script: no network, no rights of an administrator.
rem install.cmd [FOLDER]; set PYTHON=py -3.12 before chooses the Python.
setlocal
set "folder=%~1"
if "%folder%"=="" set "folder=%LOCALAPPDATA%\fouraxis-program"
if "%PYTHON%"=="" set "PYTHON=py -3"
%PYTHON% -m venv "%folder%" || exit /b 1
"%folder%\Scripts\python.exe" -m pip install --quiet --no-index --find-links "%~dp0wheels" "fouraxis[office]" || exit /b 1
"%folder%\Scripts\fouraxis.exe" --version || exit /b 1
echo Start it with: "%folder%\Scripts\fouraxis.exe"
