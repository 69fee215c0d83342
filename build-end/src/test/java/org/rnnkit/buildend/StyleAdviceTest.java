package org.rnnkit.buildend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the advice about style. */
class StyleAdviceTest {

    @TempDir
    private Path folder;

    private Path report(String text) throws IOException {
        return Files.writeString(folder.resolve("checkstyle-result.xml"), text);
    }

    @Test
    void countsTheRemarks() throws IOException {
        assertThat(new StyleAdvice(report("<file><error line='1'/>\n<error line='2'/></file>"), false).sentence())
                .hasValueSatisfying(line -> assertThat(line).startsWith("Style: 2 remarks").contains("-Dstyle.list=true"));
        assertThat(new StyleAdvice(report("<error line='1'/>"), false).sentence())
                .hasValueSatisfying(line -> assertThat(line).startsWith("Style: 1 remark,"));
    }

    @Test
    void isEmptyWithoutRemarksOrIfTheyAreListed() throws IOException {
        assertThat(new StyleAdvice(report("<file></file>"), false).sentence()).isEmpty();
        assertThat(new StyleAdvice(report("<error line='1'/>"), true).sentence()).isEmpty();
        assertThat(new StyleAdvice(folder.resolve("none.xml"), false).sentence()).isEmpty();
    }

    @Test
    void isOutOfDateAfterASourceIsSaved() throws IOException {
        Path sources = Files.createDirectory(folder.resolve("java"));
        Path source = Files.writeString(sources.resolve("RnnForward.java"), "");
        StyleAdvice style = new StyleAdvice(report(""), false);
        Files.setLastModifiedTime(folder.resolve("checkstyle-result.xml"), FileTime.fromMillis(2000));
        Files.setLastModifiedTime(source, FileTime.fromMillis(1000));
        Files.setLastModifiedTime(sources, FileTime.fromMillis(1000));
        assertThat(style.isNewerThan(sources)).isTrue();

        Files.setLastModifiedTime(source, FileTime.fromMillis(2000));
        assertThat(style.isNewerThan(sources)).isFalse();
        assertThat(new StyleAdvice(folder.resolve("none.xml"), false).isNewerThan(sources)).isFalse();
    }
}
