package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.gradebook.Gradebook;
import org.rnnkit.classroom.gradebook.MissingGrade;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.HandIn;
import org.rnnkit.classroom.results.Changes;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine;

/** Tests of the options for the gradebook. */
class RosterOptionsTest {

    @TempDir
    private Path folder;

    private static RosterOptions parse(String... arguments) {
        RosterOptions options = new RosterOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("roster",
                CommandLine.Model.CommandSpec.forAnnotatedObject(options))).setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(arguments);
        return options;
    }

    @Test
    void saysHowManyMoreMarksHaveChanged() {
        List<String> marks = IntStream.range(0, 30).mapToObj(i -> "student" + i + " from 1 of 2 to 2 of 2").toList();

        assertThat(GradeAllCommand.decisions(new Changes(marks, List.of()), 70)).containsExactly("30 marks changed since the "
                + "last run: student0 from 1 of 2 to 2 of 2; student1 from 1 of 2 to 2 of 2; and 28 more.");
    }

    @Test
    void needsARosterForItsOtherOptions() {
        assertThatThrownBy(() -> parse("--column", "x").read(GradingConfig.DEFAULT)).isInstanceOf(UsageException.class)
                .hasMessage("--column needs a --roster.");
        assertThatThrownBy(() -> parse("--missing", "zero").read(GradingConfig.DEFAULT))
                .hasMessage("--missing needs a --roster.");
        assertThatThrownBy(() -> parse("--roster", "not-there.csv").read(GradingConfig.DEFAULT))
                .hasMessageContaining("not-there.csv");
    }

    /** An oral examination, or a file that the grader can't take. */
    @Test
    void givesAMarkByHandToWhoeverHasNoScore() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.csv"), "id,name\n7,Ada\n8,Bob\n");
        Gradebook gradebook = parse("--roster", roster.toString()).read(GradingConfig.DEFAULT);
        gradebook.match(List.of());
        People people = gradebook.people();
        Marking marking = marking("8,total,15,Oral exam,Grace\n7,total,,Is she ill?,Grace\n", people);

        Map<String, ClassroomResult> missing = gradebook.missing();
        missing.replaceAll((key, result) -> result.withMarkByHand(marking, key));

        assertThat(missing.values()).extracting(ClassroomResult::kind).containsExactly(ResultKind.MISSING, ResultKind.MISSING);
        assertThat(missing.get(people.submissionOf("8", false)).report().decisions())
                .containsExactly("total: 15 points instead of 0. Oral exam (Grace)");
        List<ClassroomResult> results = missing.entrySet().stream().filter(one -> one.getValue().report() != null)
                .map(one -> ClassroomResult.graded(one.getKey(), one.getValue().report())).toList();
        gradebook.write(results, List.of(), MissingGrade.EMPTY, folder);
        assertThat(folder.resolve("gradebook.csv")).content().startsWith("id,name,score,feedback\r\n7,Ada\r\n8,Bob,15,");
        assertThat(folder.resolve("gradebook.txt")).content().startsWith("Students with a grade: 1.")
                .endsWith("No submission, so the grade stays as it was (1): Ada.\n"
                        + "No submission, marked by hand (1): Bob.\n");
        assertThat(marking.withoutSubmission(List.of())).containsExactly("Ada (7)");
    }

    private Marking marking(String overrides, People people) throws IOException {
        Path table = Files.writeString(folder.resolve("overrides.csv"), "name,step,points,comment,who\n" + overrides);
        return new Marking(Kit.find(Steps.all()), GradingConfig.DEFAULT, Overrides.read(table, Steps.all(), people), people);
    }

    @Test
    void changesNothingWithoutARoster() {
        Gradebook gradebook = parse().read(GradingConfig.DEFAULT);
        ClassroomSubmission ada = new ClassroomSubmission("ada", List.of(folder), List.of(HandIn.unknown("ada")), "");

        assertThat(gradebook.match(List.of(ada))).containsExactly(ada);
        assertThat(gradebook.missing()).isEmpty();
        assertThat(gradebook.strangers()).isEmpty();
        assertThat(gradebook.doubts()).isEmpty();
        assertThat(gradebook.write(List.of(), List.of(), MissingGrade.EMPTY, folder).isWritten()).isFalse();
        assertThat(folder.resolve("gradebook.csv")).doesNotExist();
    }
}
