package org.rnnkit.buildend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Advice about style: one line with the number of Checkstyle's remarks. */
final class StyleAdvice {

    private final Path report;
    private final boolean listed;

    /**
     * Describes the advice.
     *
     * @param report the path of Checkstyle's XML report, which need not exist
     * @param listed whether Checkstyle lists its remarks itself
     */
    StyleAdvice(Path report, boolean listed) {
        this.report = report;
        this.listed = listed;
    }

    /** Tells whether the report was written after the last change of a file in a folder. */
    boolean isNewerThan(Path sources) {
        if (!Files.exists(report)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            long written = Files.getLastModifiedTime(report).toMillis();
            for (Path file : files.collect(Collectors.toList())) {
                if (Files.getLastModifiedTime(file).toMillis() >= written) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + sources, e);
        }
    }

    /** Says how many remarks there are. Empty if there are none, or if Checkstyle lists them itself. */
    Optional<String> sentence() {
        if (listed || !Files.exists(report)) {
            return Optional.empty();
        }
        try {
            int remarks = Files.readString(report).split("<error ", -1).length - 1;
            return remarks == 0 ? Optional.empty() : Optional.of("Style: " + remarks + (remarks == 1 ? " remark" : " remarks")
                    + ", which no test minds. To list them: mvn test -pl exercises -Dstyle.list=true");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + report, e);
        }
    }
}
