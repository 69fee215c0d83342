@echo off
rem The launcher of all the kit's commands on Windows. "rnnkit" is the one of other systems and says more. All that can be in
rem Java is in Java: KitBuild builds the kit where its sources are, WindowsStart writes the file with Java's arguments.
setlocal DisableDelayedExpansion
if not defined LOCALAPPDATA set "LOCALAPPDATA=%TEMP%"
set "PLACE=%~dp0"
if not "%PLACE:~0,2%"=="\\" goto placeFound
echo rnnkit: Maven can't run in a network folder without a drive letter. Map one, such as net use Z: "%PLACE%", and start rnnkit there. 1>&2
exit /b 3
:placeFound

if not defined JAVA_HOME goto javaOnPath
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto javaFound
echo rnnkit: JAVA_HOME is "%JAVA_HOME%", where there is no bin\java.exe: set it to a JDK, 17 or newer. 1>&2
exit /b 3
:javaOnPath
set "JAVA=java"
where java >nul 2>nul
if not errorlevel 1 goto javaFound
echo rnnkit: Java is missing: install a JDK, 17 or newer (https://adoptium.net), and set JAVA_HOME or PATH. 1>&2
exit /b 3
:javaFound

if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS if not defined _JAVA_OPTIONS goto javaStarts
"%JAVA%" -XX:+UseSerialGC -version >nul 2>nul && goto javaStarts
echo rnnkit: Java can't start with what JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS or _JAVA_OPTIONS says. Leave out what contradicts the kit's own options, such as another garbage collector than -XX:+UseSerialGC. 1>&2
exit /b 3
:javaStarts

if not "%~1"=="--kit" goto build
set "HASH=%~2"
goto chosen
:build
set "BUILD=%~dp0cli\src\main\java\org\rnnkit\cli\start\KitBuild.java"
if not exist "%BUILD%" goto current
"%JAVA%" "%BUILD%" "%~dp0." || exit /b 3
:current
set "HASH="
for /f "usebackq" %%H in ("%~dp0kit\current") do set "HASH=%%H"
:chosen
set "KIT=%~dp0kit\%HASH%"
set "JAR=%KIT%\org\rnnkit\cli\%HASH%\cli-%HASH%.jar"
if exist "%JAR%" goto kitFound
echo rnnkit: there is no built kit "%KIT%". In the kit, check out the commit that the report names and run rnnkit there; in a student's copy, take the folder kit from the handout again. 1>&2
exit /b 2
:kitFound

set "ARGUMENTS=%LOCALAPPDATA%\rnnkit\%HASH%\java.txt"
"%JAVA%" -XX:TieredStopAtLevel=1 -cp "%JAR%" org.rnnkit.cli.start.WindowsStart "%~dp0." "%KIT%" "%ARGUMENTS%" && goto start
if errorlevel 3 exit /b 3
echo rnnkit: Java can't start the kit, see above. If it is older than 17, install a newer JDK. If not, "%KIT%" is damaged: delete this folder and start again. In a student's copy, take the folder kit from the handout again. 1>&2
exit /b 3
:start
rem The program and the exit are one line, which is read before the program runs: an update may replace this file.
"%JAVA%" "@%ARGUMENTS%" %* & exit /b
