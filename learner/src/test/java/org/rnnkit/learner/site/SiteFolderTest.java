package org.rnnkit.learner.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.UsageException;

/** Tests of the folder of a site: complete or not at all, and no other files are lost. */
class SiteFolderTest {

    private static final Map<String, String> FIRST = Map.of("index.html", "first", "old.html", "", "assets/site.css", "");
    private static final Map<String, String> SECOND = Map.of("index.html", "second", "assets/site.css", "");

    @TempDir
    private Path folder;

    @Test
    void writesToANewOrEmptyFolder() throws IOException {
        new SiteFolder(folder.resolve("a/b")).write(FIRST);
        assertThat(files(folder.resolve("a/b"))).containsOnlyKeys("index.html", "old.html", "assets/site.css", SiteFolder.LIST);

        Files.createDirectory(folder.resolve("empty"));
        new SiteFolder(folder.resolve("empty")).write(FIRST);
        assertThat(files(folder.resolve("empty"))).isEqualTo(files(folder.resolve("a/b"))).containsEntry("index.html", "first");
        assertThat(folder.resolve("a").toFile().list()).as("nothing beside it").containsExactly("b");
    }

    @Test
    void replacesAnEarlierSite() throws IOException {
        new SiteFolder(folder.resolve("site")).write(FIRST);
        new SiteFolder(folder.resolve("site")).write(SECOND);

        assertThat(files(folder.resolve("site"))).containsOnlyKeys("index.html", "assets/site.css", SiteFolder.LIST)
                .containsEntry("index.html", "second");
        assertThat(folder.toFile().list()).as("nothing beside it").containsExactly("site");
    }

    @Test
    void refusesAFolderWithOtherFiles() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "");
        assertThatThrownBy(() -> new SiteFolder(folder)).isInstanceOf(UsageException.class)
                .hasMessageContaining("a file that ./rnnkit site did not write: thesis.txt");

        new SiteFolder(folder.resolve("site")).write(FIRST);
        Files.createDirectory(folder.resolve("site/.git"));
        Files.writeString(folder.resolve("site/.git/HEAD"), "");
        assertThatThrownBy(() -> new SiteFolder(folder.resolve("site"))).isInstanceOf(UsageException.class)
                .hasMessageContaining(".git/HEAD");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new SiteFolder(file)).isInstanceOf(UsageException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void keepsTheEarlierSiteIfTheNewOneCanNotBeWritten() throws IOException {
        SiteFolder site = new SiteFolder(folder.resolve("site"));
        site.write(FIRST);
        Map<String, String> before = files(folder.resolve("site"));
        Map<String, String> impossible = new TreeMap<>(SECOND);
        impossible.put("index.html/file-in-a-file", "");

        assertThatThrownBy(() -> site.write(impossible)).isInstanceOf(UncheckedIOException.class);
        assertThat(files(folder.resolve("site"))).isEqualTo(before);
        assertThat(folder.toFile().list()).as("nothing beside it").containsExactly("site");
    }

    private static Map<String, String> files(Path site) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(site)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(site.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }
}
