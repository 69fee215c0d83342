package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with what is expected. {@code -Dgolden.update=true} writes them anew, for a person to read the difference. */
final class GoldenFile {

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private GoldenFile() {}

    static void expect(String folder, String file, String text) throws IOException {
        Path golden = ROOT.resolve(folder).resolve(file);
        if (UPDATE) {
            assertThat(System.getenv("CI")).as("expected files are not written anew where nobody reads them").isNull();
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(golden).as("a new file is written with -Dgolden.update=true").exists();
        assertThat(text).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }
}
