package org.rnnkit.learner.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.learner.compile.CompileError;

/** Errors of the compiler's as a student reads them. */
public final class ErrorExplanation {

    private static final int MAX_SHOWN = 2;

    /** With what stands before it on a board, a terminal of 80 columns has no more room. */
    private static final int MAX_LINE = 68;

    private ErrorExplanation() {}

    /**
     * Explains the errors of a step: what is not imported together, then the first others, and how many more there are.
     *
     * @param errors what the compiler says
     * @return the explanation, on several lines
     */
    public static String of(List<CompileError> errors) {
        // An import that is missing, or a misspelt name, is an error wherever the name stands: once is enough.
        Map<String, CompileError> distinct = new LinkedHashMap<>();
        errors.forEach(error -> distinct.putIfAbsent(MissingSymbol.isAbout(error) ? error.file() + error.message()
                : error.toString(), error));
        List<CompileError> imports = new ArrayList<>();
        List<CompileError> others = new ArrayList<>();
        distinct.values().forEach(error -> (MissingSymbol.missingImport(error).isPresent() ? imports : others).add(error));
        List<String> parts = new ArrayList<>();
        imports.stream().collect(Collectors.groupingBy(CompileError::file, LinkedHashMap::new, Collectors.toList()))
                .values().forEach(ofOneFile -> parts.add(imports(ofOneFile)));
        int shown = imports.isEmpty() ? MAX_SHOWN : 1;
        others.stream().limit(shown).map(ErrorExplanation::of).forEach(parts::add);
        int more = others.size() - shown;
        if (more > 0) {
            parts.add("… and " + more + " more error" + (more == 1 ? "" : "s"));
        }
        return String.join("\n", parts);
    }

    /** What a file lacks at its top, ready to be pasted. */
    private static String imports(List<CompileError> errors) {
        return place(errors.get(0)) + "not imported. Put under the others at the top:\n"
                + errors.stream().flatMap(error -> MissingSymbol.missingImport(error).stream()).distinct().sorted()
                .map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }

    /** One error: place and message, the line with a caret under it, and the likely slip where it is a common one. */
    private static String of(CompileError error) {
        if (error.file() == null) {
            return error.message();
        }
        String source = read(error.file());
        String said = place(error) + error.message().lines().findFirst().orElse("");
        String details = error.message().lines().skip(1).map(line -> "\n" + line).reduce("", String::concat);
        return said + "\n" + marked(source, (int) error.position()) + details
                + CompilerAdvice.on(error, source).map(advice -> "\n→ " + advice).orElse("");
    }

    private static String place(CompileError error) {
        return error.file().getFileName() + ":" + error.line() + ": ";
    }

    /** The line that the position is on, as much of it as there is room for, and a caret under it. */
    private static String marked(String source, int position) {
        int place = Math.max(0, Math.min(position, source.length()));
        int begin = source.lastIndexOf('\n', place - 1) + 1;
        int end = source.indexOf('\n', place);
        String whole = source.substring(begin, end < 0 ? source.length() : end).stripTrailing().replace('\t', ' ');
        int indent = Math.min(whole.length() - whole.stripLeading().length(), place - begin);
        String line = whole.substring(indent);
        int caret = place - begin - indent;
        // A long line is cut where that leaves the caret in sight: behind it, else in front of it, too.
        int from = caret < MAX_LINE * 3 / 4 ? 0 : caret - MAX_LINE / 2;
        String shown = (from > 0 ? "…" : "") + line.substring(from);
        return (shown.length() <= MAX_LINE ? shown : shown.substring(0, MAX_LINE) + "…") + "\n"
                + " ".repeat(caret - from + (from > 0 ? 1 : 0)) + "^";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return ""; // the message is worth having without its line
        }
    }
}
