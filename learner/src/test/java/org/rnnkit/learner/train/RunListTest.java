package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the list of past trainings and of their comparison. */
class RunListTest {

    @TempDir
    private Path home;

    private Path runs() {
        return home.resolve("runs");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(runs().resolve(name));
    }

    private TrainingPart part() {
        return new TrainingPart(Kit.find(Steps.all()).withHome(home), new StudioEvents(), step -> false);
    }

    private static Element parse(String html) {
        return Jsoup.parseBodyFragment(html).body();
    }

    @Test
    void listsCompleteTrainingsTheNewestFirst() {
        RunFolders.write(runs().resolve("20260101-000000-train"), "a text", "abc", 20.0, 2.5);
        RunFolders.write(runs().resolve("20260102-000000-train"), "a text", "abc", 20.0, 1.5);

        RunList list = RunList.read(runs());

        assertThat(list.runs()).extracting(RunFolder::name).containsExactly("20260102-000000-train", "20260101-000000-train");
        assertThat(list.skipped()).isEmpty();
        assertThat(parse(part().runs()).select("tbody tr").first().select("td.number").eachText())
                .containsExactly("1.500", "12,345");
    }

    /** The page of a training may be shown to others. */
    @Test
    void aFileIsNamedWithoutItsFolders() {
        RunFolder run = RunFolder.read(RunFolders.write(runs().resolve("one"), "file /home/ada/my texts/war.txt", "s", 2.0));
        assertThat(RunRow.of(run).text()).isEqualTo("file war.txt");
    }

    @Test
    void listsTrainingsOnlyAndSaysWhichAreDamaged() throws IOException {
        Files.writeString(folder("1-experiment").resolve("experiment.json"), "[]");
        folder("3-empty");
        Files.writeString(RunFolders.write(runs().resolve("4-damaged"), "t", "s", 2.0).resolve("summary.json"), "{\"perp");
        Files.delete(RunFolders.write(runs().resolve("5-no-model"), "t", "s", 2.0).resolve("model.safetensors"));
        RunFolders.write(runs().resolve("6-null-perplexity"), "t", "s", 2.0, null);
        Files.writeString(RunFolders.write(runs().resolve("7-huge"), "t", "s", 2.0).resolve("summary.json"),
                " ".repeat(5_000_000), StandardOpenOption.APPEND);
        Files.writeString(runs().resolve("8-file"), "");
        RunFolders.write(runs().resolve("a-whole"), "t", "s", 2.0);

        RunList list = RunList.read(runs());

        assertThat(list.runs()).extracting(RunFolder::name).containsExactly("a-whole");
        assertThat(list.skipped()).satisfiesExactly(
                line -> assertThat(line).startsWith("7-huge: ").contains("damaged"),
                line -> assertThat(line).startsWith("6-null-perplexity: ").contains("damaged"),
                line -> assertThat(line).startsWith("4-damaged: ").contains("damaged"));
        assertThat(parse(part().runs()).select("li").eachText()).isEqualTo(list.skipped());
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        folder("plain");
        try {
            Files.createSymbolicLink(runs().resolve("link"), RunFolders.write(home.resolve("elsewhere"), "t", "s", 2.0));
        } catch (IOException | UnsupportedOperationException notAllowed) {
            assumeTrue(false, "this system lets nobody make a link");
        }

        assertThat(RunList.read(runs()).runs()).isEmpty();
    }

    @Test
    void isEmptyBeforeTheFirstTraining() {
        assertThat(RunList.read(runs())).isEqualTo(new RunList(List.of(), List.of()));
        assertThat(part().runs()).contains("No training has finished yet");
    }

    @Test
    void findsOnlyListedNames() {
        RunFolders.write(runs().resolve("one"), "t", "s", 2.0);
        RunFolders.write(home.resolve("secret"), "t", "s", 2.0);
        RunList list = RunList.read(runs());

        assertThat(list.get("one").folder()).isEqualTo(runs().resolve("one"));
        for (String name : List.of("../secret", "", ".", "one/", runs().resolve("one").toString())) {
            assertThatThrownBy(() -> list.get(name)).as(name).isInstanceOf(UsageException.class)
                    .hasMessageContaining("no training of this name");
        }
    }

    @Test
    void comparesCurvesAndSamplesOfTwoTrainings() {
        RunFolders.write(runs().resolve("long"), "t", "good text", 20.0, 10.0, 5.0, 2.0);
        RunFolders.write(runs().resolve("wild"), "t", "bad text", 20.0, Double.NaN, 1e30);

        Element page = parse(part().comparison(List.of("long", "wild", "long")));

        assertThat(page.select("polyline").eachAttr("class")).containsExactly("first", "second");
        assertThat(page.select("path.exit.second")).hasSize(1);
        assertThat(page.select("li").eachText()).satisfiesExactly(
                line -> assertThat(line).startsWith("long: 4 epochs").doesNotContain("left"),
                line -> assertThat(line).startsWith("wild: 3 epochs").endsWith("left the chart at epoch 2 (✕)"));
        assertThat(page.select("blockquote").eachText()).containsExactly("good text", "bad text");
    }

    @Test
    void comparesTwoToFourTrainings() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            RunFolders.write(runs().resolve(name), "t", "s", 2.0, 1.0);
        }

        assertThatThrownBy(() -> part().comparison(List.of("a", "a"))).isInstanceOf(UsageException.class)
                .hasMessage("Choose two to four trainings to compare. You have chosen 1.");
        assertThatThrownBy(() -> part().comparison(List.of("a", "b", "c", "d", "e"))).isInstanceOf(UsageException.class);
        assertThat(parse(part().comparison(List.of("a", "b", "c", "d"))).select("polyline")).hasSize(4);
    }

    @Test
    void showsTheTextsOfAForeignFolderAsShortText() {
        String hostile = "<img src=x>\u202E" + "x".repeat(100_000);
        RunFolders.write(runs().resolve("a&lt;b&gt;"), hostile, hostile, 2.0, 1.0);
        RunFolders.write(runs().resolve("other"), "t", "s", 2.0, 1.0);

        String table = part().runs();
        String comparison = part().comparison(List.of("a&lt;b&gt;", "other"));

        assertThat(parse(table + comparison).select("img, b")).isEmpty();
        assertThat(table + comparison).hasSizeLessThan(20_000).doesNotContain("\u202E");
        assertThat(parse(table).select("input").eachAttr("value")).containsExactly("other", "a&lt;b&gt;");
    }
}
