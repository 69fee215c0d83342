package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.cli.RnnKit;

/** Tests that the parts of a class become one table and one page. */
class MergeClassesCommandTest {

    @TempDir
    private Path folder;

    private Path part(String name) {
        Path part = folder.resolve("part-" + name);
        new ClassroomFile(List.of(new ClassroomResult(name, Kind.REFUSED, null, "empty")),
                Map.of(name, List.of(new SourcePrint(6, "the same", 200)))).write(part);
        return part;
    }

    /** The same work is found although the two submissions were graded on different machines. */
    @Test
    void writesOneTableAndOnePageInTheOrderOfTheRoster() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.csv"), "bob,course/bob,main\n\ncy\nada\n");
        Path out = folder.resolve("out");

        assertThat(RnnKit.execute("merge-classes", "--roster", roster.toString(), "--out", out.toString(),
                part("ada").toString(), part("bob").toString(), folder.resolve("lost").toString())).isZero();

        assertThat(Files.readAllLines(out.resolve("scores.csv")).stream().map(line -> line.replaceFirst(",.*", "")))
                .containsExactly("name", "bob", "cy", "ada");
        assertThat(Files.readString(out.resolve("scores.csv"))).contains("There is no result");
        assertThat(Files.readString(out.resolve("same-work.csv"))).contains("\"ada, bob\",,6,200,");
        assertThat(Files.readString(out.resolve("index.html"))).contains("1 without a submission or a result", "ada, bob");
    }

    @Test
    void namesARosterThatCannotBeRead() {
        assertThat(RnnKit.execute("merge-classes", "--roster", folder.resolve("none").toString(), "--out",
                folder.resolve("out").toString(), part("ada").toString())).isEqualTo(2);
    }
}
