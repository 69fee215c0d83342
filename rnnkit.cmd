@echo off
rem The launcher of all the kit's commands. If the kit is not built or its sources are newer, it builds the kit first.
rem RNNKIT_GPU=1 builds without PyTorch's CPU library; DJL then downloads the CUDA library.
setlocal DisableDelayedExpansion
set "KIT=%~dp0"
set "KIT=%KIT:~0,-1%"

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

rem The handout for students has no bench\.
set "MODULE=cli"
set "MAIN=org.rnnkit.cli.RnnKit"
set "CLASSES=%KIT%\cli\target\cli.jar"
if "%~1"=="bench" if exist "%KIT%\bench" (
  set "MODULE=bench"
  set "MAIN=org.rnnkit.bench.Bench"
  set "CLASSES=%KIT%\bench\target\classes"
)
rem With this class-data archive, short commands start faster. It is made for the class path of the commands, after each build.
set "ARCHIVE=%KIT%\cli\target\launcher.jsa"
set "BUILT="

set "PROFILE="
set "CLASSPATH_FILE=%KIT%\%MODULE%\target\classpath.txt"
if defined RNNKIT_GPU if not "%RNNKIT_GPU%"=="0" (
  set "PROFILE=-Pgpu"
  set "CLASSPATH_FILE=%KIT%\%MODULE%\target\classpath-gpu.txt"
)

rem The handout for students has stubs\ instead of solutions\. There, a new handout.json means that the copy was updated; in
rem the kit, it only means that a handout was written.
set "STEPS=solutions"
if not exist "%KIT%\solutions" set "STEPS=stubs"

rem An update that was interrupted may have left sources that do not build.
if not "%~1"=="update" if exist "%KIT%\.rnnkit\before-update\unfinished" (
  call "%~f0" update --undo 1>&2
  if errorlevel 1 exit /b 3
)

rem True if the build is complete, was not moved, and is newer than its sources. exercises\ does not count, because the
rem grader compiles it itself. For the command update, the age does not count: sources that do not build can be put back.
set "COMMAND=%~1"
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$k=$env:KIT; $c=$env:CLASSPATH_FILE; $s=$env:STEPS; $m=$env:MODULE;" ^
  "if (-not ((Test-Path -LiteralPath $c) -and (Test-Path -LiteralPath $env:CLASSES) -and (Test-Path -LiteralPath (Join-Path $k ($s+'\target\test-classes'))))) { exit 1 };" ^
  "$p=(Get-Content -LiteralPath $c -Raw).Trim(); if (-not $p.Contains((Join-Path $k 'toolkit\target\'))) { exit 1 };" ^
  "if ($p.Split(';') | Where-Object { -not (Test-Path -LiteralPath $_) }) { exit 1 };" ^
  "if ($env:COMMAND -eq 'update') { exit 0 };" ^
  "$t=(Get-Item -LiteralPath $c).LastWriteTimeUtc;" ^
  "$n=@(if ($s -eq 'stubs') { 'handout.json' }) + @('pom.xml','src\test','toolkit\pom.xml','toolkit\src\main','testkit\pom.xml','testkit\src\main','standins\pom.xml','standins\src',($s+'\pom.xml'),($s+'\src'),'grader\pom.xml','grader\src\main','classroom\pom.xml','classroom\src\main','learner\pom.xml','learner\src\main',($m+'\pom.xml'),($m+'\src\main')) | ForEach-Object { Join-Path $k $_ } | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_; Get-ChildItem -LiteralPath $_ -Recurse } | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1;" ^
  "if ($n) { exit 1 } else { exit 0 }"
if not errorlevel 1 goto run

where mvn >nul 2>nul
if not errorlevel 1 goto build
echo rnnkit: Maven is missing: install Maven 3.9 or newer (https://maven.apache.org/install.html) and put mvn on the PATH. 1>&2
exit /b 3
:build
echo rnnkit: building the kit (once; the first time it downloads what it needs) ... 1>&2
set "LOG=%TEMP%\rnnkit-build-%RANDOM%.log"
pushd "%KIT%"
call mvn -B -q %PROFILE% -pl %MODULE% --also-make package -DskipTests -Dcheckstyle.skip >"%LOG%" 2>&1
if not errorlevel 1 goto built
popd
type "%LOG%" 1>&2
del "%LOG%"
echo rnnkit: the kit does not build, see above. 1>&2
exit /b 3
:built
popd
del "%LOG%"
if exist "%ARCHIVE%" del /f "%ARCHIVE%"
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:CLASSPATH_FILE).LastWriteTimeUtc = [DateTime]::UtcNow"
set "BUILT=yes"

:run
rem The class path is a variable, because the list of jars can be longer than an argument may be.
rem The program and the exit are one line, which is read before the program runs: an update may replace this file.
for /f "usebackq delims=" %%L in ("%CLASSPATH_FILE%") do set "CLASSPATH=%CLASSES%;%%L"
if "%MODULE%"=="cli" if defined BUILT if not defined CI "%JAVA%" "-Drnnkit.home=%KIT%" org.rnnkit.cli.LauncherArchive "%ARCHIVE%" >nul 2>nul
set "SHARE=-Xshare:auto"
if "%MODULE%"=="cli" if exist "%ARCHIVE%" set "SHARE=-XX:SharedArchiveFile=%ARCHIVE%"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData "%SHARE%" "-Xlog:cds*=off" -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED "-Drnnkit.home=%KIT%" %MAIN% %* & exit /b
