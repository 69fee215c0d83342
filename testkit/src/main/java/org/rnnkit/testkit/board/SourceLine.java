package org.rnnkit.testkit.board;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.rnnkit.testkit.steps.Step;

/**
 * A place in a student's source, with links that open it in an editor.
 *
 * @param file the file
 * @param line the line, from 1; 0 if only the file is known
 */
public record SourceLine(Path file, int line) {

    /**
     * Finds the line of a failure.
     *
     * @param module the folder of the module with the steps
     * @param step the step
     * @param trace the lines of the step and its tests at which the failure happened
     * @return the innermost line that is in a file of the step; if there is none, because a result was wrong, the line of the
     *     step's first method, or else the step's file
     */
    public static SourceLine of(Path module, Step step, List<StackTraceElement> trace) {
        Path own = module.resolve(step.sourceFile()).toAbsolutePath().normalize();
        return trace.stream().filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0
                && Files.isRegularFile(own.resolveSibling(frame.getFileName()))).findFirst()
                .map(frame -> new SourceLine(own.resolveSibling(frame.getFileName()), frame.getLineNumber()))
                .orElseGet(() -> new SourceLine(own, method(own, step)));
    }

    /** Returns the line that declares the step's first method; 0 if there is none. */
    private static int method(Path file, Step step) {
        String name = step.methods().get(0);
        Pattern declaration = Pattern.compile("^\\s*(?:public|static|final)\\b[^=;(]*\\b" + name + "\\(.*");
        try {
            List<String> lines = SourceEncoding.read(file).lines().toList();
            return IntStream.range(0, lines.size()).filter(i -> declaration.matcher(lines.get(i)).matches()).findFirst()
                    .orElse(-1) + 1;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /**
     * Puts the place into words.
     *
     * @return file and line, such as "RnnForward.java:12"
     */
    public String words() {
        return file.getFileName() + (line == 0 ? "" : ":" + line);
    }

    /**
     * Reads the line.
     *
     * @return the line without its indentation; empty if only the file is known
     */
    public String text() {
        try {
            return SourceEncoding.read(file).lines().skip(Math.max(0, line - 1)).limit(Math.min(1, line)).findFirst()
                    .orElse("").strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Makes a link that opens VS Code. In a codespace, it opens the editor that is connected to it.
     *
     * @return the link
     */
    public String vsCode() {
        String codespace = System.getenv("CODESPACE_NAME");
        return (codespace == null ? "vscode://file" : "vscode://vscode-remote/codespaces+" + codespace)
                + file.toUri().getRawPath() + (line == 0 ? "" : ":" + line);
    }

    /**
     * Makes a link that opens IntelliJ IDEA.
     *
     * @return the link
     */
    public String idea() {
        return "idea://open?file=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8).replace("+", "%20")
                + (line == 0 ? "" : "&line=" + line);
    }
}
