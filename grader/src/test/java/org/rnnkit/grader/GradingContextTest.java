package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.HandoutVersion;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Sha256;
import org.rnnkit.toolkit.TextSource;

/** Tests of what a report says about its own making. */
class GradingContextTest {

    private static final String CODE = "package org.rnnkit.step3state;\nclass HiddenState {}\n";
    private static final String PATH = "src/main/java/org/rnnkit/step3state/HiddenState.java";

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    /** The hashes are those that sha256sum computes, so that anybody can compare them. */
    @Test
    void namesDateHashesAndCommand() throws IOException {
        Path settings = Files.writeString(folder.resolve("grading.yaml"), "feedback: full\n");
        GradingContext context = context(kit, Optional.of(settings));

        Provenance made = context.of(submission("ada's work"), report(), folder.resolve("out"));

        assertThat(made.date()).isEqualTo("2026-12-01T10:00:00Z");
        assertThat(made.settings()).isEqualTo("9808d17e223315c99298ab451d9d83a7a8a355cbf0b7024e9b35805b896dce36");
        assertThat(made.submission()).isEqualTo(sha256(sha256(CODE) + "  " + PATH + "\n"));
        assertThat(made.text()).as("without a training").isNull();
        assertThat(made.engine()).startsWith("DJL 0.").contains("PyTorch ");
        assertThat(made.kit().hash()).hasSize(64);
        assertThat(made.kit().version()).isEqualTo(Kit.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(made.command()).startsWith("./rnnkit grade '../").contains("/ada'\\''s work' --no-training --again ")
                .endsWith("/out/report.json").doesNotContain("\n");
    }

    @Test
    void knowsNoCommitInACopyWithoutGit() throws IOException {
        Provenance made = context(kit.withHome(folder), Optional.empty()).of(submission("ada"), report(), folder);

        assertThat(made.kit().commit()).isNull();
        assertThat(made.kit().changed()).isNull();
        assertThat(made.settings()).isNull();
        assertThat(made.sentences().get(1)).startsWith("Kit " + Kit.version() + ", no commit known, hash ");
        assertThat(made.sentences()).contains("Settings: the kit's own.");
    }

    @Test
    void quotesWordsForAShell() {
        Kit other = kit.withHome(Path.of("/kit"));
        assertThat(RepeatCommand.begin(other).add(List.of("--name", "a b", "$(x)", "it's", "")).line())
                .isEqualTo("./rnnkit grade --name 'a b' '$(x)' 'it'\\''s' ''");
        assertThat(RepeatCommand.begin(other).add(Path.of("/kit/-x")).add(Path.of("/kit")).add(Path.of("/in/a"))
                .line()).isEqualTo("./rnnkit grade ./-x . ../in/a");
    }

    @Test
    void theCommandNamesTheBuiltKit() {
        assertThat(RepeatCommand.begin(kitIn(Path.of("/kit/kit/0123456789ab"))).line())
                .isEqualTo("./rnnkit --kit 0123456789ab grade");
    }

    private Kit kitIn(Path folderOfBuiltKit) {
        BuiltKit built = kit.built();
        return new Kit(kit.layout(), kit.steps(), List.of(), Optional.empty(), new BuiltKit(Optional.of(folderOfBuiltKit),
                built.course(), built.standIns(), built.tests(), built.libraries()));
    }

    @Test
    void anEarlierKitHasNoCommitAndMustBeUnchanged() throws IOException {
        byte[] libraries = "some.jar\n".getBytes(StandardCharsets.UTF_8);
        Path earlier = folder.resolve(BuiltKit.hash(Map.of(BuiltKit.LIBRARIES, libraries)));
        Files.createDirectory(earlier);
        Files.write(earlier.resolve(BuiltKit.LIBRARIES), libraries);
        Kit other = kitIn(earlier);

        Provenance made = context(other, Optional.empty()).of(submission("ada"), report(), folder);
        assertThat(made.kit().hash()).isEqualTo(earlier.getFileName().toString());
        assertThat(made.kit().commit()).as("HEAD is another kit").isNull();

        Files.writeString(earlier.resolve(BuiltKit.LIBRARIES), "another.jar\n");
        assertThatThrownBy(() -> context(other, Optional.empty())).isInstanceOf(GraderException.class)
                .hasMessageStartingWith("The kit in " + earlier + " was changed. Delete this folder and start again.");
    }

    @Test
    void saysThatACopyIsBehindTheNewestHandout() throws IOException {
        Path home = Files.createDirectories(folder.resolve("kit"));
        Files.write(home.resolve(Handout.FILE), handout(3).toJson());
        submission("ada");
        Files.write(folder.resolve("ada").resolve(Handout.FILE), handout(2).toJson());
        Submission ada = new Intake(kit).take(folder.resolve("ada").toString());
        String behind = "The copy says that it has handout 2; the newest is handout 3. "
                + "To update the copy: ./rnnkit update FROM.";

        Provenance made = context(kit.withHome(home), Optional.empty()).of(ada, report(), folder);
        assertThat(made.behindNote()).isEqualTo(behind);
        assertThat(report().withGrading(made).note()).isEqualTo(behind);

        Files.write(home.resolve(Handout.FILE), handout(2).toJson());
        Provenance later = context(kit.withHome(home), Optional.empty()).refresh(made, ada);
        assertThat(later.behindNote()).isEmpty();
        assertThat(later.sentences()).contains("The copy says that it has handout 2, the newest.");
    }

    @Test
    void doesNotTrustTheRecordOfACopy() throws IOException {
        submission("ada");
        Files.writeString(folder.resolve("ada").resolve(Handout.FILE),
                "{\"history\": [{\"version\": \"<b>\"}], \"files\": {}}");

        assertThat(new Intake(kit).take(folder.resolve("ada").toString()).handout()).isEmpty();
    }

    private static Handout handout(int version) {
        return new Handout(List.of(new HandoutVersion(version, "2026-11-26", "")), new TreeMap<>(), new TreeMap<>());
    }

    private static GradingContext context(Kit kit, Optional<Path> settings) {
        return new GradingContext(kit, settings, TextSource::embedded, () -> List.of("--no-training"),
                Clock.fixed(Instant.parse("2026-12-01T10:00:00.5Z"), ZoneOffset.UTC));
    }

    private Submission submission(String name) throws IOException {
        Path file = folder.resolve(name).resolve(PATH);
        Files.createDirectories(file.getParent());
        Files.writeString(file, CODE);
        return new Intake(kit).take(folder.resolve(name).toString());
    }

    private static Report report() {
        return new Report("x", List.of(), List.of(), null, "none", List.of(), SampleReport.ISOLATION);
    }

    private static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
