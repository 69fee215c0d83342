package org.rnnkit.grader.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.CatalogueSolution.Line;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of how a solution of the catalogue is made from the reference and its change. */
class CatalogueSolutionTest {

    private static final String REFERENCE = """
            package org.rnnkit.step4rnn;

            import ai.djl.ndarray.NDArray;

            /** A class. */
            public final class RnnForward {

                /**
                 * Adds.
                 */
                public static int add(int n) {
                    // <solution>
                    String text = "// no comment";
                    int sum = 0; // nothing yet
                    for (int i = 0; i < n; i++) {
                        sum += i;
                        sum += 1;
                    }

                    sum += 1;
                    return sum;
                    // </solution>
                }
                // <solution-only>

                static void help() {}
                // </solution-only>
            }
            """;

    @TempDir
    private Path folder;

    private Path reference;

    @BeforeEach
    void writeReference() throws IOException {
        reference = Files.writeString(folder.resolve("RnnForward.java"), REFERENCE);
    }

    private CatalogueSolution wrong(String keys) throws IOException {
        return read("one-more:\n  mistake: m\n  message: r\n  counts: symptom\n" + keys.indent(2)).get(0);
    }

    private List<CatalogueSolution> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve(CatalogueSolution.WRONG), yaml);
        return CatalogueSolution.of(file, reference, TestSteps.withNumber(4));
    }

    private static String text(CatalogueSolution wrong) {
        return wrong.lines().stream().map(line -> line.mark() + line.text()).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void replacesInsertsAndRemovesLines() throws IOException {
        assertThat(text(wrong("""
                change: |
                  - int sum = 0;
                  + int sum = 1;
                  + if (n > 0) {
                  +     sum = 2;
                  + }

                  + sum += 3;
                    sum += 1;
                    }

                  - return sum;
                  + return 0;
                members: |
                  private int more() {
                      return 1;
                  }
                """))).isEqualTo("""
                 public final class RnnForward {
                     public static int add(int n) {
                         String text = "// no comment";
                -        int sum = 0;
                +        int sum = 1;
                +        if (n > 0) {
                +            sum = 2;
                +        }
                         for (int i = 0; i < n; i++) {
                             sum += i;
                +            sum += 3;
                             sum += 1;
                         }
                         sum += 1;
                -        return sum;
                +        return 0;
                     }
                     static void help() {}
                +    private int more() {
                +        return 1;
                +    }
                 }
                """);
    }

    @Test
    void replacesTheBody() throws IOException {
        CatalogueSolution wrong = wrong("body: |\n  if (n > 0) {\n      n = 0;\n  }\n  return n;\n");
        assertThat(text(wrong)).contains("""
                 public static int add(int n) {
                -        String text = "// no comment";
                """, """
                -        return sum;
                +        if (n > 0) {
                +            n = 0;
                +        }
                +        return n;
                     }
                """);
        assertThat(wrong.source()).startsWith("package org.rnnkit.step4rnn;\nimport ai.djl.ndarray.NDArray;\nimport ")
                .contains("import java.util.*;\n", "static void help() {}").doesNotContain("sum", "solution");
    }

    @Test
    void takesAWholeClass() throws IOException {
        CatalogueSolution wrong = wrong("class: |\n  class RnnForward {}\n");
        assertThat(wrong.lines()).containsExactly(new Line('+', "class RnnForward {}"));
        assertThat(wrong.source()).startsWith("package org.rnnkit.step4rnn;\n").endsWith("\nclass RnnForward {}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "change: '- int sum = 2;' ~ does not fit RnnForward.java: the reference has no \"int sum = 2;\".",
        "change: '- sum += 1;' ~ does not fit RnnForward.java: the reference has more than one \"sum += 1;\".",
        "change: 'return sum;' ~ has a line of the change that begins with no mark: \"return sum;\". A change that begins with "
            + "a line to show the place needs \"change: |2\".",
        "change: '+ sum = 2;' ~ needs a line of the reference beside \"+ sum = 2;\".",
        "change: \"- return sum;\\n\\n- return sum;\" ~ changes a line twice: return sum;."})
    void namesAChangeThatDoesNotFit(String keys, String problem) throws IOException {
        CatalogueSolution wrong = wrong(keys);
        assertThatThrownBy(wrong::source).isInstanceOf(UsageException.class)
                .hasMessage(folder.resolve(CatalogueSolution.WRONG) + ": \"one-more\" " + problem);
    }

    @Test
    void hasNoBodyWhereThereAreTwo() throws IOException {
        Files.writeString(reference, REFERENCE.replace("solution-only", "solution"));
        assertThatThrownBy(wrong("body: return 0;")::lines).hasMessageContaining("\"one-more\" does not fit RnnForward.java: "
                + "the reference has more than one \"// <solution>\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "one: {mistake: m, body: b} | \"one\" needs the keys mistake and message, or style if it is right",
        "one: {style: s, body: b, change: c} | \"one\" has two ways to write the class",
        "one: {mistake: m, message: r, body: b, change: c} | \"one\" has two ways to write the class",
        "one: {mistake: m, message: r, class: b, members: c} | \"one\" has two ways to write the class",
        "one: {mistake: m, message: r, counts: maybe, body: b} | line 1: ",
        "one: {mistake: m, message: r, results: right, body: b} | line 1: ",
        "one: {mistake: m, message: r, bodi: b} | line 1: ",
        "one: [] | line 1: ",
        "{one: {mistake: m, message: r, body: b}, one: {}} | Duplicate field"})
    void namesAnEntryThatCannotBeRead(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith(folder.resolve(CatalogueSolution.WRONG).toString()).hasMessageContaining(problem);
    }

    static List<Step> steps() {
        return Steps.withBonus();
    }

    /** After a change of a reference, this test names the entries that no longer fit, without compiling any. */
    @ParameterizedTest
    @MethodSource("steps")
    void everyChangeOfTheCatalogueFitsTheReference(Step step) {
        Layout kit = new Layout(Path.of(".."));
        List<CatalogueSolution> wrong = CatalogueSolution.wrong(kit, step);
        List<CatalogueSolution> right = CatalogueSolution.right(kit, step);
        List<CatalogueSolution> all = Stream.concat(wrong.stream(), right.stream()).toList();
        assertThat(all).allSatisfy(one -> assertThat(one.lines()).as(one.name()).anyMatch(line -> line.mark() != ' '));
        assertThat(wrong).isNotEmpty().noneMatch(CatalogueSolution::isRight);
        assertThat(right).isNotEmpty().allMatch(CatalogueSolution::isRight);
        assertThat(wrong.stream().map(CatalogueSolution::name)).isSorted();
        assertThat(right.stream().map(CatalogueSolution::name)).isSorted();
        assertThat(all.stream().map(CatalogueSolution::source)).as("two entries that are the same class")
                .doesNotHaveDuplicates();
    }
}
