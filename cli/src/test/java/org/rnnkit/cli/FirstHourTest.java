package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.cli.handout.StudentCopy;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.learner.page.Browser;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The first hour of a student, in a copy from {@code handout}: the nine steps are saved, all wrong in the same way, and each
 * program that tests them must say what is wrong. The page shows every kind of save; the other programs test the steps with
 * the same code, so they get the kinds that they print in their own way.
 */
@Tag("slow")
class FirstHourTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final String THROW = "if (Math.abs(1) > 0) { throw new IllegalStateException(\"on purpose\"); }";
    private static final String NO_END = "while (Math.abs(1) > 0) { }";
    private static final String THREAD = "new Thread(() -> { }).start();";

    /** The steps that call another one, whose mistake they would repeat: they wait for it. */
    private static final Map<Integer, Integer> WAITING = Map.of(5, 1, 8, 7, 9, 6);

    @TempDir
    private static Path folder;
    private static Path copy;

    /** A way to save a step. */
    private enum Save {
        NO_SEMICOLON, UNKNOWN_NAME, WRONG_TYPE, NO_IMPORT, REFUSED, THROWS, WRONG, ENDLESS, RIGHT;

        boolean compiles() {
            return ordinal() >= REFUSED.ordinal();
        }

        String status() {
            return this == RIGHT ? "passed" : compiles() ? "failed" : "error";
        }
    }

    /**
     * A step's file, and what has to be said about it.
     *
     * @param said texts of the message
     */
    private record Saved(String source, List<String> said) {}

    /** A change that makes a right step wrong, and how the message begins. */
    private record Mistake(String right, String wrong, String message) {

        static Mistake of(Step step) {
            return switch (step.number()) {
                case 1 -> new Mistake("tokens.transpose()", "tokens", "Likely mistake: time is not the first axis");
                case 2 -> new Mistake("0.01f", "0.1f", "the deviation is 0.1 instead of 0.01");
                case 3 -> new Mistake("zeros", "ones", "state must be zero everywhere, but holds 1 everywhere");
                case 4 -> new Mistake(".tanh()", "", "Likely mistake: tanh is missing");
                case 6 -> new Mistake("argMax", "argMin", "Likely mistake: the least likely character is taken");
                case 7 -> new Mistake("return norm;", "return norm * norm;", "the square of the norm is returned");
                case 8 -> new Mistake("Math.exp(", "(", "");
                default -> new Mistake("", "", ""); // waits for another step
            };
        }
    }

    @BeforeAll
    static void handOut() {
        copy = folder.resolve("students");
        new StudentCopy(KIT).write(copy);
    }

    private static Saved saved(Step step, Save save) throws IOException {
        String right = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
        return switch (save) {
            case NO_SEMICOLON -> {
                int end = right.indexOf(";\n", right.indexOf("// <solution>\n"));
                yield new Saved(right.substring(0, end) + right.substring(end + 1), List.of("A semicolon is missing",
                        place(step, right, end) + ": ';' expected"));
            }
            case UNKNOWN_NAME -> with("NDArry wrong = null;", step, right, ": cannot find symbol", "Do you mean NDArray?");
            case WRONG_TYPE -> with("float wrong = 0.01;", step, right, ": incompatible types", "write 0.01f");
            case NO_IMPORT -> {
                Matcher line = Pattern.compile("import ai\\.djl.*\n").matcher(right);
                assertThat(line.find()).isTrue();
                yield new Saved(line.replaceFirst(""), List.of(step.className() + ".java:",
                        ": not imported. ", "Add to the imports at the top:", line.group().strip()));
            }
            case REFUSED -> with(THREAD, step, right, " uses Thread, which a step may not use",
                    "Do the work in a loop on this thread.");
            case THROWS -> orWaiting(step, with(THROW, step, right, "", "threw IllegalStateException at ", "on purpose"));
            case WRONG -> {
                Mistake mistake = Mistake.of(step);
                assertThat(right).contains(mistake.right());
                yield orWaiting(step, new Saved(right.replace(mistake.right(), mistake.wrong()),
                        List.of("tests fail", mistake.message())));
            }
            case ENDLESS -> with(NO_END, step, right, "", "Your code was stopped after ", "Is there an endless loop?");
            case RIGHT -> new Saved(right, List.of(step.equals(Steps.last()) ? "All nine steps pass"
                    : "Step " + step.number() + ": passed"));
        };
    }

    /** Adds a statement as the first one. The message must name its line. */
    private static Saved with(String statement, Step step, String right, String afterPlace, String... said) {
        int begin = right.indexOf("// <solution>\n") + "// <solution>\n".length();
        return new Saved(right.substring(0, begin) + "        " + statement + "\n" + right.substring(begin),
                Stream.concat(Stream.of(place(step, right, begin) + afterPlace), Stream.of(said)).toList());
    }

    private static Saved orWaiting(Step step, Saved saved) {
        Integer other = WAITING.get(step.number());
        return other == null ? saved : new Saved(saved.source(), List.of("This step calls step " + other
                + ", which is not right yet", "waits for step " + other));
    }

    private static String place(Step step, String source, int position) {
        return step.className() + ".java:" + (1 + source.substring(0, position).chars().filter(c -> c == '\n').count());
    }

    private static void write(Step step, String source) throws IOException {
        // As many editors save: a new file takes the place of the old one.
        Path file = copy.resolve("exercises").resolve(step.sourceFile());
        Files.move(Files.writeString(file.resolveSibling(step.className() + ".java~"), source), file,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeAll(Save save) throws IOException {
        for (Step step : Steps.all()) {
            write(step, saved(step, save).source());
        }
    }

    /** The studio's page, in Chromium. */
    @Nested
    class Page {

        /** Beside the chapter there is room for the whole verdict. */
        private static final int WIDTH = 1440;
        /** A seed with which the arrays in the picture are small. */
        private static final int SEED = 4;
        private static final String REWRITE = "rnnkit.pictures";

        private static RunningCommand studio;
        private static Browser browser;
        private static String address;

        @BeforeAll
        static void start() throws Exception {
            browser = Browser.start(folder.resolve("browser"));
            writeAll(Save.RIGHT);
            studio = new RunningCommand(copy, Map.of("JAVA_TOOL_OPTIONS", "-Drnnkit.seed=" + SEED),
                    PageCommands.arguments("./rnnkit studio", "--port", "0", "--no-open", "--limit", "1"));
            address = studio.await("End it with Ctrl-C.").replaceAll("(?s).*The studio: (\\S+).*", "$1");
        }

        @AfterAll
        static void end() {
            if (browser != null) {
                browser.close();
                studio.close();
            }
        }

        private static void open(Step step) {
            browser.open(URI.create(address + "steps/" + step.number()), WIDTH, "light");
            browser.evaluate("window.sameVisit = true");
        }

        @Test
        void answersEverySave() throws Exception {
            int page = 0;
            for (Save save : Save.values()) {
                // Another step's page is open each time, and is not loaded again.
                Step open = Steps.all().get(page++ % Steps.all().size());
                open(open);
                writeAll(save);
                for (Step step : Steps.all()) {
                    awaitVerdict(step, step.equals(open), saved(step, save).said());
                }
                String statuses = Steps.all().stream().map(step -> save.status()).collect(Collectors.joining(","));
                browser.awaitTrue("[...document.querySelectorAll('[data-step]')].slice(0, " + Steps.all().size()
                        + ").map(entry => entry.dataset.status).join() === '" + statuses + "'");
                assertThat(browser.read("window.sameVisit")).isEqualTo("true");
                assertThat(browser.complaints()).isEmpty();
            }
            assertThat(studio.await("All of them")).contains(Steps.all().size() + " of " + Steps.all().size() + " steps pass");
        }

        /**
         * The README shows the page of a wrong step 4. Beside the picture is the text that it shows, with 0 for each number:
         * they depend on how often a test draws.
         */
        @Test
        void saysWhatThePictureInTheReadmeShows() throws Exception {
            Step fourth = TestSteps.toWrite(4);
            for (Step step : Steps.all()) {
                write(step, step.number() < fourth.number() ? saved(step, Save.RIGHT).source()
                        : step.equals(fourth) ? saved(step, Save.WRONG).source()
                        : Stub.of(saved(step, Save.RIGHT).source(), step.className(), step.number()));
            }
            open(fourth);
            awaitVerdict(fourth, true, saved(fourth, Save.WRONG).said());
            browser.awaitTrue("document.querySelectorAll('[data-status=not-started]').length >= 5");
            byte[] picture = browser.picture();
            String text = browser.read("document.querySelectorAll('#verdict table').forEach(table => table.remove()) "
                    + "|| ['header', '#board', '#verdict'].map(part => document.querySelector(part).innerText).join('\\n')")
                    .replaceAll("[−\\d][\\d.,]*", "0").replaceAll("\\s*\n\\s*", "\n") + "\n";
            Path file = KIT.resolve("docs/images/studio.png");
            Path said = KIT.resolve("docs/images/studio.txt");
            if (Boolean.getBoolean(REWRITE)) {
                Files.write(file, picture);
                Files.writeString(said, text);
            }
            assertThat(text).as("The page says something else than docs/images/studio.png. Make the picture again and look at "
                    + "it: mvn verify -pl cli -Dtest='FirstHourTest$Page' -D" + REWRITE
                    + "=true -Dsurefire.failIfNoSpecifiedTests=false").isEqualTo(Files.readString(said));
        }

        /** Waits for a verdict: on the page that is open, or in what the page of another step would show. */
        private static void awaitVerdict(Step step, boolean isOpen, List<String> said) throws InterruptedException {
            String normal = ".replace(/\\s+/g, ' ')";
            String text = isOpen ? "document.querySelector('#verdict').innerText" + normal
                    : "fetch('steps/" + step.number() + "/verdict').then(answer => answer.text()).then(html => "
                            + "new DOMParser().parseFromString(html, 'text/html').body.textContent" + normal + ")";
            long begun = System.nanoTime();
            String shown = browser.evaluateLater(text).asText();
            while (!said.stream().allMatch(shown::contains)) {
                assertThat(System.nanoTime() - begun).as("time for " + said + " in step " + step.number() + ": " + shown)
                        .isLessThan(TimeUnit.MINUTES.toNanos(2));
                Thread.sleep(50);
                shown = browser.evaluateLater(text).asText();
            }
        }
    }

    @Test
    void watchAnswersEverySaveAndEndsWhenNobodyReads() throws Exception {
        writeAll(Save.RIGHT);
        Step step = TestSteps.toWrite(3);
        try (RunningCommand watch = new RunningCommand(copy, Map.of(),
                PageCommands.arguments("./rnnkit watch", "--limit", "1"))) {
            assertThat(watch.await("All tested")).contains(Steps.all().size() + " of " + Steps.all().size() + " steps pass");
            for (Save save : Save.values()) {
                Saved saved = saved(step, save);
                write(step, saved.source());
                String shown = watch.await("after the save").replaceAll("\\s+", " ");
                assertThat(shown).contains(save == Save.RIGHT ? List.of("✔ 3 ") : saved.said());
            }
            String right = saved(step, Save.RIGHT).source();
            write(step, with("while (true) { System.out.println(\"x\".repeat(1_000)); }", step, right, "").source()
                    .replaceFirst("(?s)(repeat\\(1_000\\)\\); }\n).*?( *// </solution>)", "$1$2"));
            assertThat(watch.await("after the save")).contains("    …").containsPattern("endless\\s+loop")
                    .hasSizeLessThan(10_000);
            watch.closeOutput();
            write(step, right);
            assertThat(watch.awaitEnd()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Save.class, mode = EnumSource.Mode.EXCLUDE, names = "ENDLESS")
    void listShowsTheMessageOfTheFirstStepAndTheStateOfEach(Save save) throws Exception {
        writeAll(save);
        assertBoard(list(), save, "does not compile");
    }

    /** Each endless loop costs a process, so here two steps have one, which no other step calls; on the page all nine have. */
    @Test
    void listTestsTheOtherStepsBesideEndlessLoops() throws Exception {
        List<Step> endless = List.of(TestSteps.toWrite(3), TestSteps.toWrite(4));
        writeAll(Save.RIGHT);
        for (Step step : endless) {
            write(step, saved(step, Save.ENDLESS).source());
        }
        String shown = list();
        int all = Steps.all().size();
        assertThat(shown).contains((all - endless.size()) + " of " + all + " steps pass");
        for (Step step : Steps.all()) {
            assertThat(shown).containsPattern(step.number() + "  " + Pattern.quote(step.title()) + " +"
                    + state(step, endless.contains(step) ? Save.ENDLESS : Save.RIGHT, ""));
        }
        assertThat(shown.replaceAll("\\s+", " ")).contains(saved(endless.get(0), Save.ENDLESS).said())
                .contains("Next: step " + endless.get(0).number());
    }

    private static String list() throws IOException, InterruptedException {
        return run(0, copy.resolve(Programs.WINDOWS ? "rnnkit.cmd" : "rnnkit").toString(), "list", "--limit", "1");
    }

    @ParameterizedTest
    @EnumSource(Save.class)
    void mavenShowsTheMessageOfTheFirstStepAndTheStateOfEach(Save save) throws Exception {
        writeAll(save);
        String shown = run(save == Save.RIGHT ? 0 : 1, Programs.MAVEN, "-B", "-o", "test", "-pl", "exercises",
                "-Drnnkit.test.seconds=1");
        Step first = Steps.all().get(0);
        if (!save.compiles()) {
            String error = save == Save.NO_SEMICOLON ? "';' expected" : save == Save.WRONG_TYPE ? "incompatible types"
                    : "cannot find symbol";
            for (Step step : Steps.all()) {
                assertThat(shown).containsPattern(step.className() + "\\.java:\\[\\d+,\\d+] " + error);
            }
        } else if (save == Save.ENDLESS) { // Java can't stop it, so no other step is tested
            assertThat(shown).contains("Step 1, " + first.title(), "Is there an endless loop?",
                    saved(first, save).said().get(0), "./rnnkit hint 1");
            assertThat(copy.resolve("exercises/target/verdict.html")).as("the page of an earlier run").doesNotExist();
        } else {
            assertBoard(shown, save, "");
        }
    }

    /** Returns a pattern for the state of a step on the board. */
    private static String state(Step step, Save save, String notCompiled) {
        if (!save.compiles()) {
            return notCompiled;
        }
        return switch (save) {
            case RIGHT -> "passed";
            case REFUSED -> "refused";
            case ENDLESS -> "stopped";
            default -> WAITING.containsKey(step.number()) ? "waits for step " + WAITING.get(step.number())
                    : "\\d+ of \\d+ tests fail";
        };
    }

    private static void assertBoard(String shown, Save save, String words) throws IOException {
        int all = Steps.all().size();
        assertThat(shown).contains((save == Save.RIGHT ? all : 0) + " of " + all + " steps pass");
        for (Step step : Steps.all()) {
            assertThat(shown).containsPattern(step.number() + "  " + Pattern.quote(step.title()) + " +"
                    + state(step, save, words));
        }
        if (save != Save.RIGHT) {
            Step first = Steps.all().get(0);
            assertThat(shown.replaceAll("\\s+", " ")).contains(saved(first, save).said())
                    .contains("Next: step 1, " + first.title());
        }
    }

    private static String run(int status, String... command) throws IOException, InterruptedException {
        return Programs.run(status, copy, Map.of(), List.of(command));
    }
}
