package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the blocks of the pages that use other programs, with the user's home in a new folder. Git is the real one; the kit, gh,
 * and JPlag's Java have stand-ins, which note their calls and take only what these programs document.
 */
@EnabledOnOs(OS.LINUX)
class PageScriptsTest {

    private static final Path KIT = Path.of(System.getProperty("rnnkit.home"));

    /** Each call must be one of these, and each file that it names must be there. */
    private static final String GH = """
            #!/bin/sh
            echo "$*" >>"$HOME/calls"
            case "$1 $2 $3" in
              'teacher init '*) [ $# = 3 ] ;;
              'teacher classroom add') [ $# = 5 ] ;;
              'teacher roster import') [ $# = 6 ] && head -1 "$6" | grep -q '^username,first_name,last_name,email,section' ;;
              'teacher assignment add')
                [ -n "$6" ] && shift 6 && while [ $# -gt 0 ]; do
                  case $1 in
                    --name) [ -n "$2" ] ;;
                    --template) echo "$2" | grep -q '^[^/]*/[^/]*$' ;;
                    --runtime) [ -f "$2" ] ;;
                    --submission-mode) [ "$2" = tag ] || [ "$2" = every-push ] ;;
                    *) false ;;
                  esac || exit 2
                  shift 2
                done ;;
              'student accept '*) [ $# = 5 ] ;;
              'student submit ') [ $# = 2 ] ;;
              *) false ;;
            esac || exit 2
            """;

    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"$HOME/calls"
            [ "$1 $2 $3 $4 $5" = '-jar jplag.jar -l java -bc' ] && [ $# = 7 ] && [ -f "$2" ] && [ -d "$6" ] && [ -d "$7" ]
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void installPrograms() throws IOException {
        Programs.assumeInstalled("git");
        Programs.script(home.resolve("bin/gh"), GH);
        Programs.script(home.resolve("bin/java"), JAVA);
        Programs.write(home.resolve("calls"), "");
    }

    /** Makes a repository with a kit that notes its calls, and some other files. */
    private Path repository(String name, String... files) throws Exception {
        Path folder = home.resolve(name);
        Programs.script(folder.resolve("rnnkit"), "#!/bin/sh\necho \"$PWD $*\" >>\"$HOME/calls\"\n");
        for (String file : files) {
            Programs.write(folder.resolve(file), file);
        }
        sh(folder, "git init --quiet && git add --all && git -c user.name=a -c user.email=a@localhost commit --quiet -m a");
        return folder;
    }

    private String sh(Path folder, String script) throws Exception {
        return Programs.run(0, folder, Map.of("HOME", home.toString(), "PATH",
                home.resolve("bin") + File.pathSeparator + System.getenv("PATH")), List.of("sh", "-ec", script));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    @Test
    void theTermBegins() throws Exception {
        String address = repository("server").toUri().toString();
        Path work = Files.createDirectories(home.resolve("work"));

        sh(work, PageCommands.block("git clone ADDRESS rnn-kit && cd rnn-kit").replace("ADDRESS", address));

        String kit = work.toRealPath() + "/rnn-kit ";
        assertThat(calls()).containsExactly(kit + "doctor", kit + "grade solutions",
                kit + "handout " + home + "/rnn-kit-for-students");
    }

    @Test
    void theTeacherShowsTheKitInACopyOfIt() throws Exception {
        Path kit = repository("rnn-kit", "solutions/src/main/java/org/rnnkit/Step.java", "exercises/src/main/java/org/a.md");

        sh(kit, PageCommands.block("git clone . ../rnn-kit-demo"));

        assertThat(home.resolve("rnn-kit-demo/exercises/src/main/java/org/rnnkit/Step.java")).exists();
        assertThat(kit.resolve("exercises/src/main/java/org/rnnkit/Step.java")).doesNotExist();
        assertThat(calls()).containsExactly(home.toRealPath() + "/rnn-kit-demo studio");
    }

    @Test
    void classroom50GetsARosterAnAssignmentAndTheKit() throws Exception {
        Path handout = repository("rnn-kit-for-students", "README.md");
        Files.writeString(home.resolve("classroom50.csv"), "username,first_name,last_name,email,section,github_id\n");

        sh(KIT, PageCommands.block("gh teacher init ORG"));

        assertThat(calls()).hasSize(4);
        try (ZipFile zip = new ZipFile(handout.resolve("kit.zip").toFile())) {
            assertThat(zip.getEntry("rnnkit")).as("at the top, where the autograder looks").isNotNull();
        }
    }

    @Test
    void aStudentAcceptsAndSubmits() throws Exception {
        sh(home, PageCommands.block("gh student accept ORG CLASSROOM rnn"));
        assertThat(calls()).hasSize(2);
    }

    @Test
    void theSameWorkIsLookedForWithTheStubsAsBaseCode() throws Exception {
        Programs.write(home.resolve("rnn-kit-for-students/exercises/pom.xml"), "");
        Files.createDirectories(home.resolve("inbox"));
        Files.createFile(home.resolve("jplag.jar"));

        sh(home, PageCommands.block("java -jar jplag.jar -l java -bc ~/rnn-kit-for-students/exercises ~/inbox"));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aComplaintIsGradedAtTheCommitOfTheReport() throws Exception {
        Path student = repository("student", "Step.java");
        sh(student, "echo later >Step.java && git -c user.name=a -c user.email=a@localhost commit --quiet -am later");

        sh(home, PageCommands.block("git clone ADDRESS ~/inbox/4101 && git -C ~/inbox/4101 checkout COMMIT")
                .replace("ADDRESS", student.toUri().toString()).replace("COMMIT", "$(git -C student rev-parse HEAD~1)"));
        assertThat(home.resolve("inbox/4101/Step.java")).hasContent("Step.java");
    }

    @Test
    void mavenSaysItsVersionAndTheOneOfJava() throws Exception {
        assertThat(Programs.run(0, home, Map.of(), PageCommands.words("mvn -version"))).contains("Apache Maven 3.",
                "Java version: ");
    }
}
