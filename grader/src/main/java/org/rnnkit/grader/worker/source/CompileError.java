package org.rnnkit.grader.worker.source;

/**
 * An error reported by the compiler.
 *
 * @param file the path of the source; null if the error belongs to no source
 * @param line the line, from 1
 * @param position the offset in the source, in characters
 * @param code the compiler's own name for this kind of error; empty if the error is not the compiler's
 */
public record CompileError(String file, long line, long position, String code, String message) {

    /** Makes an error without a place. */
    public static CompileError of(String message) {
        return new CompileError(null, 0, 0, "", message);
    }
}
