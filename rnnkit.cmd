@echo off
rem The launcher of all the kit's commands. They run from a built kit, the folder kit\HASH\. Where the kit's sources are, it is
rem built first if one of them is newer. --kit HASH chooses another built kit; RNNKIT_GPU=1 leaves out PyTorch's CPU library,
rem and DJL then downloads the CUDA library.
setlocal DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"

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

rem KitBuild.java looks whether a source is newer.
set "HASH="
set "BUILD=%ROOT%\cli\src\main\java\org\rnnkit\cli\start\KitBuild.java"
if "%~1"=="--kit" set "HASH=%~2"
if defined HASH goto built
if not exist "%BUILD%" goto current
"%JAVA%" "%BUILD%" "%ROOT%"
if errorlevel 1 exit /b 3
:current
for /f "usebackq delims=" %%H in ("%ROOT%\kit\current") do set "HASH=%%H"
:built
set "KIT=%ROOT%\kit\%HASH%"
if exist "%KIT%\libraries.txt" goto found
echo rnnkit: there is no built kit "%KIT%". In the kit, check out the commit that the report names and run rnnkit there; in a student's copy, take the folder kit from the handout again. 1>&2
exit /b 2
:found

rem What is made once on each machine, under the hash: Java's arguments, which name the libraries, and the class-data archive,
rem with which commands start faster.
set "PLACE=%ROOT::=_%"
set "CACHE=%LOCALAPPDATA%\rnnkit\%HASH%\%PLACE:\=_%-"
if defined RNNKIT_GPU if not "%RNNKIT_GPU%"=="0" set "CACHE=%CACHE%gpu-"
set "MAIN=org.rnnkit.cli.RnnKit"
set "MORE="
if "%~1"=="bench" if exist "%ROOT%\bench" (
  set "MAIN=org.rnnkit.bench.Bench"
  set "CACHE=%CACHE%bench-"
  set "MORE=%ROOT%\bench\target\classes;%ROOT%\solutions\target\classes"
)
set "ARGUMENTS=%CACHE%java.txt"
set "ARCHIVE=%CACHE%classes.jsa"
set "JAR=%KIT%\org\rnnkit\cli\%HASH%\cli-%HASH%.jar"
if exist "%ARGUMENTS%" goto start
"%JAVA%" -XX:TieredStopAtLevel=1 -cp "%JAR%" org.rnnkit.cli.start.StartFile "%KIT%" "%ARGUMENTS%" "%MORE%" >nul
if errorlevel 1 exit /b 3
if exist "%ARGUMENTS%" goto start
rem Nothing can be written in the cache.
set "ARGUMENTS=%TEMP%\rnnkit\%HASH%\java.txt"
"%JAVA%" -XX:TieredStopAtLevel=1 -cp "%JAR%" org.rnnkit.cli.start.StartFile "%KIT%" "%ARGUMENTS%" "%MORE%" >nul
if errorlevel 1 exit /b 3
:start
set "SHARE=-Xshare:auto"
for %%F in ("%ARCHIVE%") do if exist %%F if not "%%~zF"=="0" set "SHARE=-XX:SharedArchiveFile=%ARCHIVE%"
rem The program and the exit are one line, which is read before the program runs: an update may replace this file.
"%JAVA%" "@%ARGUMENTS%" "%SHARE%" "-Drnnkit.home=%ROOT%" "-Drnnkit.archive=%ARCHIVE%" %MAIN% %* & exit /b
