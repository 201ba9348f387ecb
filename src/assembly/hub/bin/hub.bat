@echo off
rem The hub's command line: bin\hub [run | send | echo | check] ... ; bin\hub --help says more.
rem JAVA_HOME chooses the Java (17 or newer), JAVA_OPTS goes to it. Works from any folder.
setlocal

for %%i in ("%~dp0..") do set "HUB_FOLDER=%%~fi"

set "JAVA_PROGRAM=java.exe"
if defined JAVA_HOME set "JAVA_PROGRAM=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_HOME goto onpath
if exist "%JAVA_PROGRAM%" goto found
goto missing

:onpath
where java.exe >nul 2>&1
if not errorlevel 1 goto found

:missing
echo hub: there is no Java at '%JAVA_PROGRAM%'. Install Java 17 or newer, or set JAVA_HOME. 1>&2
exit /b 1

:found
set "HUB_LOGGING="
if exist "%HUB_FOLDER%\conf\logback.xml" set HUB_LOGGING="-Dlogback.configurationFile=%HUB_FOLDER%\conf\logback.xml"

"%JAVA_PROGRAM%" "-Dhub.home.default=%HUB_FOLDER%" "-Dhub.command=bin\hub" %HUB_LOGGING% %JAVA_OPTS% -cp "%HUB_FOLDER%\lib\*" io.cameldicom.hub.HubMain %*
exit /b %ERRORLEVEL%
