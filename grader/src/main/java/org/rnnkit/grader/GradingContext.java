package org.rnnkit.grader;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.CopyVersion;
import org.rnnkit.grader.report.KitVersion;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TextVersion;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verdict.Seeds;
import org.rnnkit.toolkit.Sha256;
import org.rnnkit.toolkit.Text;

/** The circumstances that all submissions of one run share. */
public final class GradingContext {

    private static final Pattern NATIVE = Pattern.compile("pytorch-native-(?:[a-z]\\w*+-)++(\\d++(?:\\.\\d++)*+)(-.*)?\\.jar");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Kit kit;
    private final KitVersion version;
    private final Integer newest;
    private final String settings;
    private final Supplier<Text> text;
    private final Supplier<List<String>> options;
    private final Clock clock;

    /** Looks up what is the same for all submissions. The settings are the file grading.yaml, if there is one. */
    public GradingContext(Kit kit, Optional<Path> settings, Supplier<Text> text, Supplier<List<String>> options,
            Clock clock) {
        kit.built().requireIntact();
        this.kit = kit;
        this.version = version(kit);
        // A student's copy knows only the handout that it was made from.
        this.newest = kit.reference().flatMap(ownKit -> Handout.find(kit.home())).map(Handout::getVersion).orElse(null);
        this.settings = settings.map(GradingContext::hash).orElse(null);
        this.text = text;
        this.options = options;
        this.clock = clock;
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageException("The configuration " + file + " can't be read.");
        }
    }

    /** Brings kept circumstances up to date: what may change without a new grading. */
    public Provenance refresh(Provenance kept, Submission submission) {
        return kept.with(settings, handout(submission));
    }

    private CopyVersion handout(Submission submission) {
        return submission.handout().map(version -> new CopyVersion(version, newest)).orElse(null);
    }

    /** Describes the grading of one submission, at its end. */
    public Provenance of(Submission submission, Report report, Path folder) {
        return new Provenance(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), version, submission.hash(), settings,
                report.training() == null ? null : text(text.get()),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")", engine(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors", Seeds.keyName(),
                RepeatCommand.begin(kit).add(submission.location()).add(options.get()).add(List.of("--again"))
                        .add(folder.resolve("report.json")).line(), handout(submission));
    }

    private static TextVersion text(Text used) {
        return new TextVersion(used.source(), Sha256.of(used.characters().getBytes(StandardCharsets.UTF_8)));
    }

    /** Names the engine. The grader does not start it in its own process, so the file of the library tells the version. */
    private String engine() {
        String pytorch = kit.built().libraries().stream().map(library -> NATIVE.matcher(library.getFileName().toString()))
                .filter(Matcher::matches).map(match -> "PyTorch " + match.group(1)).findFirst()
                .orElse("the PyTorch that it downloads");
        return "DJL " + Engine.getDjlVersion() + " with " + pytorch;
    }

    /**
     * Finds the version of a kit. The commit comes from git, unless an earlier kit is running, or, in an archive that git made,
     * from a file.
     */
    private static KitVersion version(Kit kit) {
        String hash = kit.built().hash();
        // In a folder of another repository, git first prints the path up to it, which does not look like a commit.
        CommandProbe head = CommandProbe.git(kit.home(), LIMIT, "rev-parse", "--show-cdup", "HEAD");
        if (isCurrent(kit) && head.succeeded() && COMMIT.matcher(head.line()).matches()) {
            CommandProbe status = CommandProbe.git(kit.home(), LIMIT, "status", "--porcelain", "--untracked-files=no", "--",
                    ".", ":!exercises");
            return new KitVersion(Kit.version(), head.line(),
                    status.succeeded() ? !status.isSilent() : null, hash);
        }
        String archived = archived();
        return new KitVersion(Kit.version(), COMMIT.matcher(archived).matches() ? archived : null, null, hash);
    }

    private static boolean isCurrent(Kit kit) {
        Path current = kit.home().resolve("kit/current");
        return kit.built().folder().isEmpty() || Files.exists(current)
                && Uncheck.get(() -> Files.readString(current)).strip().equals(kit.built().hash());
    }

    /** Reads the file in which git replaces a placeholder by the commit when it makes an archive. */
    private static String archived() {
        return Uncheck.get(() -> IOUtils.toString(GradingContext.class.getResource("commit.txt"), StandardCharsets.UTF_8))
                .strip();
    }
}
