package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A golden file: the expected text. {@code -Dgolden.update=true} writes it again; then a person reads the difference. */
final class GoldenFile {

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private GoldenFile() {}

    static void assertMatches(String folder, String file, String text) throws IOException {
        Path golden = ROOT.resolve(folder).resolve(file);
        if (UPDATE) {
            assertThat(System.getenv("CI")).as("golden files are not updated on a CI server, where nobody reads them").isNull();
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(golden).as("-Dgolden.update=true writes a missing golden file").exists();
        assertThat(text).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }
}
