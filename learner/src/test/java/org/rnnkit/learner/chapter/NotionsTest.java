package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Steps;

/** Tests that a notion is explained where a learner meets it first: there it is emphasised, as in a textbook. */
class NotionsTest {

    private static final Path HOME = Path.of("..");
    /** Code, tables, drawings, comments and the targets of links: parts that are not prose. */
    private static final Pattern NOT_PROSE = Pattern.compile(
            "(?s:```.*?```)|(?m:^\\|.*$|^!\\[.*$)|<!--.*?-->|\\]\\([^)]*\\)");

    /** All chapters one after the other, each after a line with its number. */
    private static final String PROSE = prose(0, new Layout(HOME).firstChapter()) + Steps.withBonus().stream()
            .map(step -> prose(step.number(), HOME.resolve(step.chapterFile()))).collect(Collectors.joining());

    private static String prose(int number, Path file) {
        try {
            String chapter = Files.readString(file);
            return "@" + number + "\n" + NOT_PROSE.matcher(chapter).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "axes", "matrix product", "embedding", "weight", "bias", "logit", "loss", "gradient",
        "parameters", "backward pass", "hidden state", "base manager", "softmax", "tanh", "computation graph", "greedy",
        "sub-manager", "temperature", "learning rate", "vanish", "saturated", "epoch", "teacher forcing", "random sampling",
        "sequential partitioning", "truncated backpropagation", "cross-entropy", "perplexity", "gradient collector"})
    void aNotionIsExplainedWhereItIsUsedFirst(String notion) {
        Matcher first = Pattern.compile("(?i)(?<!\\w)" + notion).matcher(PROSE);
        assumeTrue(first.find(), "a course may leave a notion out");

        String before = PROSE.substring(0, first.start());
        assertThat(before.endsWith("*")).withFailMessage("The first chapter with \"%s\" is that of step %s: explain it there, "
                + "and write it as *%1$s*.", notion, before.replaceAll("(?s).*@(\\d+).*", "$1")).isTrue();
    }
}
