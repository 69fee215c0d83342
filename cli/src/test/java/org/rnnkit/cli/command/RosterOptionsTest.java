package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.cli.command.GradeAllCommand.RosterOptions;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.FeedbackDetail;
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
    void needsARosterForItsOtherOptions() {
        assertThatThrownBy(() -> parse("--column", "x").read(GradingConfig.DEFAULT)).isInstanceOf(UsageException.class)
                .hasMessage("--column needs a --roster.");
        assertThatThrownBy(() -> parse("--missing", "zero").read(GradingConfig.DEFAULT))
                .hasMessage("--missing needs a --roster.");
        assertThatThrownBy(() -> parse("--roster", "not-there.csv").read(GradingConfig.DEFAULT))
                .hasMessageContaining("not-there.csv");
    }

    @Test
    void addsTheStudentsWithoutASubmissionToTheResults() throws IOException {
        ClassroomSubmission ada = new ClassroomSubmission("ada", List.of(folder.resolve("ada")),
                List.of(HandIn.unknown("ada")), "");
        List<ClassroomResult> results = List.of(new ClassroomResult("ada", Kind.REFUSED, null, "empty"));
        Path roster = Files.writeString(folder.resolve("roster.csv"), "name,grade\nada,\nbob,\n");
        RosterOptions options = parse("--roster", roster.toString(), "--missing", "zero");

        options.read(GradingConfig.DEFAULT);

        assertThat(options.withMissing(List.of(ada), results)).extracting(ClassroomResult::name, ClassroomResult::kind)
                .containsExactly(tuple("ada", Kind.REFUSED),
                        tuple("bob", Kind.MISSING));
        options.write(List.of(ada), results, FeedbackDetail.FULL, folder);
        assertThat(folder.resolve("gradebook.csv")).content().isEqualTo("name,grade\nada,\nbob,0\n");
    }

    @Test
    void changesNothingWithoutARoster() {
        RosterOptions options = parse();

        options.read(GradingConfig.DEFAULT);
        options.write(List.of(), List.of(), FeedbackDetail.FULL, folder);

        assertThat(options.withMissing(List.of(), List.of())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
