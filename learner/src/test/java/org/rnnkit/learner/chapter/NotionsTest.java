package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that a notion is explained where a learner meets it first: there it is emphasised, as in a textbook. */
class NotionsTest {

    private static final Path HOME = Path.of("..");
    /** Code, tables, drawings, comments and the targets of links: parts that are not prose. */
    private static final Pattern NOT_PROSE = Pattern.compile(
            "(?s:```.*?```)|(?m:^\\|.*$|^!\\[.*$)|<!--.*?-->|\\]\\([^)]*\\)");

    /** All chapters one after the other, each after a line with its number. */
    private static final String PROSE = Steps.withChapter().stream().map(NotionsTest::prose).collect(Collectors.joining());

    private static String prose(Step step) {
        try {
            String chapter = Files.readString(HOME.resolve(step.chapterFile()));
            return "@" + step.number() + "\n" + NOT_PROSE.matcher(chapter).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"tokens, 1", "axes, 1", "matrix product, 1", "embedding, 1", "bias, 2", "logit, 2", "loss, 2", "gradient, 2",
        "backward pass, 2", "hidden state, 3", "base manager, 3", "softmax, 4", "tanh, 4", "computation graph, 4", "greedy, 6",
        "sub-manager, 6", "temperature, 6", "learning rate, 7", "vanish, 7", "saturated, 7", "epoch, 7", "teacher forcing, 8",
        "random sampling, 8", "sequential partitioning, 8", "truncated backpropagation, 8", "cross-entropy, 8",
        "perplexity, 8", "gradient collector, 8"})
    void aNotionIsExplainedWhereItIsUsedFirst(String notion, int chapter) {
        Matcher first = Pattern.compile("(?i)(?<!\\w)" + notion).matcher(PROSE);

        assertThat(first.find()).isTrue();
        assertThat(PROSE.charAt(first.start() - 1)).as("before the first \"%s\"", notion).isEqualTo('*');
        assertThat(PROSE.substring(0, first.start()).lines().filter(line -> line.startsWith("@")).count()).isEqualTo(chapter);
    }
}
