package org.rnnkit.learner.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.worker.CellResult;

/** Tests of the cells that run one after the other in a process, which a cell can end. */
@Tag("slow")
class CellRunTest {

    /** Enough for the slowest line, and soon over. */
    private static final int SECONDS = 2;
    private static final String ENCODE = "OneHotEncoding.encode(manager.create(new int[][] {{0, 2}}), 3)";

    @TempDir
    private static Path home;
    private static KitCopy copy;
    private static Lab lab;
    private static CellRun cells;

    @BeforeAll
    static void start() {
        copy = KitCopy.create(home);
        Kit kit = copy.kitOfAllSteps();
        lab = new Lab(kit, SECONDS, CellRun.WARM_UP);
        cells = new CellRun(lab, kit, () -> new Intake(kit).take(Layout.EXERCISES));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "manager.onse(new Shape(2)) | Do you mean ones?",
        "manager.ones(new Shape(2) | A closing parenthesis ) is missing",
        "int x = | Something is missing before this place",
        "for (int i = 0; i < 2; i++) { | Something is missing at the end.",
        "manager.ones(new Shape(2, 3)).matMul(manager.ones(new Shape(2, 3))) | a.matMul(b) needs as many columns of a",
        "manager.ones(new Shape(2)).get(5) | There is no index 5: the axis has the length 2",
        "NDArray a = manager.ones(new Shape(2)); a.close(); a | An array was used after it",
        "throw new IllegalStateException() | IllegalStateException"})
    void explainsWhatWentWrong(String code, String words) {
        assertThat(cells.run(code).problem()).contains(words).doesNotContain("REPL", "location: class ", "test's");
    }

    @Test
    void showsValuesAndWhatWasPrinted() {
        CellResult result = cells.run("System.out.println(\"<b>\"); int n = 2; manager.ones(new Shape(n, 3)).mul(-1)");
        Element page = Jsoup.parseBodyFragment(Pages.render("studio/cell.jte", result)).body();
        assertThat(page.select("pre").text()).isEqualTo("<b>");
        assertThat(page.select("figcaption").text()).isEqualTo("[2, 3], float32");
        assertThat(page.select("tbody tr").eachText()).containsExactly("0 −1 −1 −1", "1 −1 −1 −1");
        assertThat(cells.run("\"a\" + 1").value()).isEqualTo("\"a1\"");
        assertThat(cells.run("manager.zeros(new Shape(40, 30, 50))").arrays().get(0).words())
                .isEqualTo("[40, 30, 50], float32; shown is the beginning, [2, 8, 12]");
        assertThat(cells.run("new RnnOutput(manager.zeros(new Shape(2)), new NDList(manager.zeros(new Shape())))")
                .arrays()).extracting(array -> array.words()).containsExactly("logits: [2], float32",
                        "state 0: one number, float32");
        assertThat(cells.run("int unused;").showsNothing()).isFalse();
        assertThat(cells.run("// nothing").showsNothing()).isTrue();
    }

    @Test
    void aCellKnowsNoVariableOfTheOneBefore() {
        cells.run("NDArray a = manager.ones(new Shape(2))");
        assertThat(cells.run("a.add(a)").problem()).contains("cannot find symbol");
    }

    /** An update in place of a parameter throws on any thread but the one that loaded the engine. */
    @Test
    void changesAParameterInPlace() {
        CellResult result = cells.run("NDArray w = manager.ones(new Shape(2)); w.setRequiresGradient(true); "
                + "w.subi(w.getGradient().add(1))");
        assertThat(result.problem()).isEmpty();
        assertThat(result.arrays().get(0).values()).containsExactly(0.0, 0.0);
    }

    @Test
    void callsTheStepsAsTheyWereSavedLast() {
        assertThat(cells.run(ENCODE).problem()).startsWith("Step 1 is not written yet: open exercises/");
        copy.save(copy.step(1), copy.solution(copy.step(1)));
        assertThat(cells.run(ENCODE).arrays().get(0).shape()).containsExactly(2L, 1L, 3L);
        copy.save(copy.step(1), copy.solution(copy.step(1)).replace("return ", "retrun "));
        assertThat(cells.run(ENCODE).problem()).isEqualTo("Step 1 does not compile now. Its verdict shows the line.");
        assertThat(cells.run("HiddenState.initialize(manager, 1, 1)").problem()).startsWith("Step 3 is not written yet");
    }

    @Test
    void aCellThatEndsTheProcessEndsOnlyItself() {
        assertThatThrownBy(() -> cells.run("System.exit(3)")).isInstanceOf(UsageException.class)
                .hasMessageContaining("exit value 3; does it call System.exit?");
        assertThat(cells.run("1 + 1").value()).isEqualTo("2");
    }

    @Test
    void stopsAnEndlessLoopWhenAsked() {
        assertThat(cells.run("1 + 1").value()).isEqualTo("2");
        CompletableFuture<CellResult> endless = CompletableFuture.supplyAsync(() -> cells.run(
                "new java.io.File(\"" + home.toString().replace('\\', '/') + "/begun\").mkdir(); for (;;) { }"));
        Waiting.until("the loop", () -> home.resolve("begun").toFile().exists());
        cells.stop();
        assertThatThrownBy(endless::join).hasRootCauseMessage("The line was stopped.");
        assertThat(cells.run("1 + 1").value()).isEqualTo("2");
    }

    @Test
    void stopsAnEndlessLoopAtTheLimitAndNamesItsLine() {
        assertThat(cells.run("for (;;) { }").problem())
                .matches("Your code was stopped after \\d+ seconds.*\\. Is there an endless loop\\?");
        String stub = copy.source(copy.step(3));
        copy.save(copy.step(3), copy.solution(copy.step(3)).replace("return new NDList",
                "while (batchSize != 0.5) { }\n        return new NDList"));
        assertThat(cells.run("HiddenState.initialize(manager, 1, 1)").problem())
                .matches(".*Is there an endless loop\\? It was at HiddenState\\.java:\\d+\\.");
        copy.save(copy.step(3), stub);
        assertThat(cells.run("1 + 1").value()).isEqualTo("2");
    }
}
