package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.rnnkit.cli.command.GradingOptions.FormatOptions;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.UsageException;
import picocli.CommandLine;

/** Tests of the names of report formats and of the exit status. */
class FormatOptionsTest {

    @Test
    void alwaysWritesThePageAndTheReport() {
        assertThat(parse().chosen()).containsExactlyInAnyOrder(FormatName.JSON, FormatName.HTML);
    }

    @Test
    void acceptsCommasAndRepeatedOptions() {
        assertThat(parse("--format", "junit,Markdown", "--format=gradescope").chosen()).containsExactlyInAnyOrder(
                FormatName.JSON, FormatName.HTML, FormatName.JUNIT, FormatName.MARKDOWN, FormatName.GRADESCOPE);
    }

    @Test
    void acceptsAll() {
        assertThat(parse("--format", "all").chosen()).isEqualTo(EnumSet.allOf(FormatName.class));
    }

    @Test
    void listsTheNamesIfOneIsUnknown() {
        assertThatThrownBy(() -> parse("--format", "all,junk").chosen()).isInstanceOf(UsageException.class)
                .hasMessage("--format junk: choose from json, html, junit, markdown, gradescope, classroom50, vpl, annotations "
                        + "and all.");
    }

    @Test
    void failureEndsWithOneUnlessZeroIsAskedFor() {
        assertThat(parse().exitStatus(true)).isZero();
        assertThat(parse().exitStatus(false)).isOne();
        assertThat(parse("--exit-zero-when-graded").exitStatus(false)).isZero();
    }

    private static FormatOptions parse(String... arguments) {
        FormatOptions options = new FormatOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("format",
                CommandLine.Model.CommandSpec.forAnnotatedObject(options))).parseArgs(arguments);
        return options;
    }
}
