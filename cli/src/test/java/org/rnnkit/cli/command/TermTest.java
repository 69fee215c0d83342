package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.CommandOutcome;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Runs the grading commands of docs/course.md in their order on a small class, and compares what they print with the page. The
 * page's blocks are the files that its text tells an instructor to write, and commands with their output: "…" stands for
 * anything there.
 */
@Tag("slow")
class TermTest {

    private static final Pattern BLOCK = Pattern.compile("```(console|yaml|csv) ?(\\S*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String NO_SANDBOX = "rnnkit: no sandbox: .*\\R";

    @TempDir
    private Path home;
    private Layout layout;

    /** Ada's step 7 is wrong, Bob hands in again under his address, Elif hands in a docx, and Cai nothing. */
    @BeforeEach
    void handIn() throws IOException {
        assumeThat(Steps.all()).as("the page has the kit's own points").extracting(Step::points)
                .containsExactly(10, 10, 5, 15, 10, 15, 10, 15, 10);
        layout = Kit.find(Steps.all()).layout();
        for (int number = 1; number <= 6; number++) {
            write("4101", number, Files.readString(layout.solution(step(number))));
        }
        write("4101", 7, CatalogueSolution.wrong(layout, step(7)).stream()
                .filter(wrong -> wrong.name().equals("norm-per-parameter")).findFirst().orElseThrow().source());
        write("4102", 1, Files.readString(layout.solution(step(1))));
        for (int number = 1; number <= 3; number++) {
            write("bob@uni.example", number, Files.readString(layout.solution(step(number))));
        }
        Files.writeString(Files.createDirectories(home.resolve("inbox/4104")).resolve("essay.docx"), "x");
        Files.writeString(home.resolve("classroom50.csv"), "username,first_name,last_name,email,section,github_id\n"
                + "ada-l,Ada,Lovelace,ada@uni.example,A,1\nbob-b,Bob,Byte,bob@uni.example,A,2\n");
        Files.writeString(home.resolve("Grades.csv"), """
                Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade
                Participant 7001,Ada Lovelace,4101,ada@uni.example,,,100
                Participant 7002,Bob Byte,4102,bob@uni.example,,,100
                Participant 7003,Cai Wen,4103,cai@uni.example,,,100
                Participant 7004,Elif Oezdemir,4104,elif@uni.example,,,100
                """);
    }

    private static Step step(int number) {
        return Steps.all().get(number - 1);
    }

    private void write(String student, int number, String source) throws IOException {
        Path file = layout.solution(step(number)).getFileName();
        Files.writeString(Files.createDirectories(home.resolve("inbox").resolve(student).resolve(step(number).id()))
                .resolve(file), source);
    }

    @Test
    void printsWhatThePageSays() throws IOException {
        List<MatchResult> blocks = BLOCK.matcher(Files.readString(layout.home().resolve("docs/course.md"))).results().toList();
        assertThat(blocks).extracting(block -> block.group(3)).as("the class is graded, and a grading is repeated")
                .anyMatch(text -> text.startsWith("$ ./rnnkit grade-all ")).anyMatch(text -> text.contains(" --again "));
        for (MatchResult block : blocks) {
            if (block.group(1).equals("console")) {
                String command = block.group(3).lines().findFirst().orElseThrow();
                String printed = block.group(3).substring(command.length() + 1);
                assertThat(run(command)).as(command).matches(Stream.of(printed.split("…\n?", -1)).map(Pattern::quote)
                        .collect(Collectors.joining("(?s:.*)")));
            } else if (!block.group(2).isEmpty()) {
                Files.writeString(home.resolve(block.group(2).replace("+", "")), block.group(3), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
    }

    /** Runs a command in this JVM and returns what it prints, as if the user's home were "~". */
    private String run(String command) {
        // The sandbox is not the subject, and not every machine has one.
        String here = command.replace("$ ./rnnkit ", "").replace(" --require-isolation", "")
                .replaceFirst("(.* ~/inbox.*)", "$1 --isolation process").replace("~", home.toString());
        CommandOutcome run = CommandOutcome.of(WORD.matcher(here).results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1)).toArray(String[]::new));
        return (run.printed() + run.errors()).replace(home.toString(), "~").replaceAll(NO_SANDBOX, "");
    }
}
