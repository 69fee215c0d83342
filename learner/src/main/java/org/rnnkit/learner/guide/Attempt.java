package org.rnnkit.learner.guide;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.commons.io.function.Uncheck;

/**
 * A copy.
 *
 * @param made when it was made
 * @param state what the tests said of it, such as "failed"
 */
public record Attempt(Path copy, Instant made, String state) {

    /** Returns when it was made, in local time. */
    public String time() {
        return Attempts.SHOWN.withZone(ZoneId.systemDefault()).format(made);
    }

    /** Returns the name of its file. */
    public String name() {
        return copy.getFileName().toString();
    }

    /** Returns its code. */
    public String code() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return Uncheck.get(() -> Files.readAllBytes(copy));
    }
}
