package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * An error reported by the compiler.
 *
 * @param file the source file; null if the error belongs to no file
 * @param line the line, from 1
 * @param position the offset in the source, in characters
 * @param code the compiler's own name for this kind of error
 */
public record CompileError(Path file, long line, long position, String code, String message) {

    /** Makes an error without a place. */
    static CompileError of(String message) {
        return new CompileError(null, 0, 0, "", message);
    }

    /** Makes an error from the compiler's diagnostic. */
    static CompileError of(Diagnostic<? extends JavaFileObject> error) {
        Path file = error.getSource() == null ? null : Path.of(error.getSource().getName()).toAbsolutePath();
        return new CompileError(file, error.getLineNumber(), error.getPosition(), error.getCode(),
                error.getMessage(Locale.ENGLISH).strip());
    }
}
