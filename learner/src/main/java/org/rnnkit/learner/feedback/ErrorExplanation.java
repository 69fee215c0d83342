package org.rnnkit.learner.feedback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.grader.compile.advice.CompilerAdvice;
import org.rnnkit.grader.compile.advice.KnownTypes;
import org.rnnkit.grader.compile.advice.MissingSymbol;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.Token;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.testkit.failure.Failure;

/** Compiler errors in the form that a student reads. */
public final class ErrorExplanation {

    private static final int MAX_SHOWN = 2;

    /** The board indents a message: a terminal of 80 columns has room for no more. */
    private static final int MAX_LINE = 68;

    private ErrorExplanation() {}

    /**
     * Explains the errors of a step: first all missing imports, then the first other errors, then the number of the rest. The
     * advice on the first one is the cause.
     *
     * @param sources the files, by the paths that the errors have
     */
    static Failure of(List<CompileError> errors, Map<String, byte[]> sources) {
        // A missing import or a misspelt name is an error at every use of the name; it is shown once.
        Map<String, CompileError> distinct = new LinkedHashMap<>();
        errors.forEach(error -> distinct.putIfAbsent(
                MissingSymbol.isAbout(error) ? error.file() + error.message() : error.toString(), error));
        List<CompileError> imports = new ArrayList<>();
        List<CompileError> others = new ArrayList<>();
        distinct.values().forEach(error -> (MissingSymbol.missingImport(error).isPresent() ? imports : others).add(error));
        List<String> parts = new ArrayList<>();
        imports.stream().collect(Collectors.groupingBy(CompileError::file, LinkedHashMap::new, Collectors.toList()))
                .values().forEach(ofOneFile -> parts.add(imports(ofOneFile)));
        String cause = "";
        int shown = imports.isEmpty() ? MAX_SHOWN : 1;
        for (CompileError error : others.subList(0, Math.min(shown, others.size()))) {
            Failure failure = error.file() == null ? Failure.of(error.message())
                    : of(error, new String(sources.get(error.file()), StandardCharsets.UTF_8));
            if (failure.came().isEmpty()) { // no advice
                parts.add(failure.text());
            } else if (parts.isEmpty()) {
                cause = failure.cause();
                parts.add(failure.came());
            } else {
                parts.add(failure.came() + "\n→ " + failure.cause());
            }
        }
        int more = others.size() - shown;
        if (more > 0) {
            parts.add("… and " + more + " more error" + (more == 1 ? "" : "s"));
        }
        String text = Printable.of(String.join("\n", parts)); // it quotes the source
        return cause.isEmpty() ? Failure.of(text) : Failure.of(cause, text);
    }

    /**
     * Finds the imports that lines of code need.
     *
     * @return the full names of the classes that a step may use and that the lines name
     */
    public static List<String> imports(String code) {
        return JavaLexer.code(code).stream().map(Token::text).filter(name -> Character.isUpperCase(name.charAt(0))).distinct()
                .flatMap(name -> KnownTypes.fullName(name).stream()).toList();
    }

    /** Lists the missing imports of a file, ready to be pasted. */
    private static String imports(List<CompileError> errors) {
        return place(errors.get(0)) + "not imported. Add to the imports at the top:\n"
                + errors.stream().flatMap(error -> MissingSymbol.missingImport(error).stream()).distinct().sorted()
                .map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }

    /**
     * Explains one error: for common slips how to fix it, then place and message, and the line with a caret under it.
     *
     * @param error the error; without a file, it has no place
     */
    public static Failure of(CompileError error, String source) {
        String headline = place(error) + error.message().lines().findFirst().orElse("");
        // JShell's own class has no name.
        String details = CompilerAdvice.isOverloaded(error) ? "" : error.message().lines().skip(1)
                .filter(line -> !line.strip().equals("location: class")).map(line -> "\n" + line)
                .reduce("", String::concat);
        String text = headline + "\n" + lineWithCaret(source, (int) error.position()) + details;
        return CompilerAdvice.on(error, source).map(advice -> Failure.of(advice, text)).orElseGet(() -> Failure.of(text));
    }

    private static String place(CompileError error) {
        String file = error.file();
        return file == null ? "" : file.substring(file.lastIndexOf('/') + 1) + ":" + error.line() + ": ";
    }

    /** Returns the line at a position, shortened if there is no room for all of it, with a caret under the position. */
    private static String lineWithCaret(String source, int position) {
        int place = Math.max(0, Math.min(position, source.length()));
        int begin = source.lastIndexOf('\n', place - 1) + 1;
        int end = source.indexOf('\n', place);
        String fullLine = source.substring(begin, end < 0 ? source.length() : end).stripTrailing().replace('\t', ' ');
        int indent = Math.min(fullLine.length() - fullLine.stripLeading().length(), place - begin);
        String line = fullLine.substring(indent);
        int caret = place - begin - indent;
        // A long line is cut at its end, and also at its beginning if the caret would otherwise be cut off.
        int from = caret < MAX_LINE * 3 / 4 ? 0 : caret - MAX_LINE / 2;
        String shown = (from > 0 ? "…" : "") + line.substring(from);
        return (shown.length() <= MAX_LINE ? shown : shown.substring(0, MAX_LINE) + "…") + "\n"
                + " ".repeat(caret - from + (from > 0 ? 1 : 0)) + "^";
    }
}
