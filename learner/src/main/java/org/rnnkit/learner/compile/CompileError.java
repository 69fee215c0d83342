package org.rnnkit.learner.compile;

import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What the compiler does not accept.
 *
 * @param file the source; null where it is no one source's matter
 * @param line the line, from 1
 * @param position where in the source, in characters from its beginning
 * @param code the compiler's own name for this sort of error
 * @param message in words, on one line or several
 */
public record CompileError(Path file, long line, long position, String code, String message) {

    /** An error without a place. */
    static CompileError of(String message) {
        return new CompileError(null, 0, 0, "", message);
    }

    /** What the compiler reports. */
    static CompileError of(Diagnostic<? extends JavaFileObject> error) {
        Path file = error.getSource() == null ? null : Path.of(error.getSource().getName()).toAbsolutePath();
        return new CompileError(file, error.getLineNumber(), error.getPosition(), error.getCode(),
                error.getMessage(Locale.ENGLISH).strip());
    }
}
