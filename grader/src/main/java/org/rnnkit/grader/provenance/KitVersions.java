package org.rnnkit.grader.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Provenance.KitVersion;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.Fingerprint;

/** A finder of a kit's version. The commit comes from git or, in an archive that git made, from a file. */
final class KitVersions {

    private static final Pattern VERSION = Pattern.compile("<artifactId>rnnkit</artifactId>\\s*<version>([\\w.-]{1,50})<");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private KitVersions() {}

    static KitVersion of(Kit kit) {
        Fingerprint fingerprint = new Fingerprint();
        kit.addTo(fingerprint);
        String hash = fingerprint.finish();
        // In a folder of another repository, this prints the way up first, which is no commit.
        CommandProbe head = CommandProbe.git(kit.home(), LIMIT, "rev-parse", "--show-cdup", "HEAD");
        if (head.succeeded() && COMMIT.matcher(head.line()).matches()) {
            CommandProbe status = CommandProbe.git(kit.home(), LIMIT, "status", "--porcelain", "--untracked-files=no", "--",
                    ".", ":!exercises");
            return new KitVersion(version(kit.home()), head.line(),
                    status.succeeded() ? !status.isSilent() : null, hash);
        }
        String archived = archived();
        return new KitVersion(version(kit.home()), COMMIT.matcher(archived).matches() ? archived : null, null, hash);
    }

    /** Reads the file in which git replaces a placeholder by the commit when it makes an archive. */
    private static String archived() {
        try (InputStream file = KitVersions.class.getResourceAsStream("commit.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("pom.xml")));
            return version.find() ? version.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
