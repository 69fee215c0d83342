package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rnnkit.cli.authoring.SolutionCalls.ApiCall;

/** The code in a chapter's section about calls, and in those of the chapters to which this section sends its readers. */
final class ChapterCalls {

    private static final Pattern SECTION = Pattern.compile("\n## Calls to know\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((\\.\\./\\w+/README\\.md)\\)");
    /** A method's receiver: a variable, or a call without calls among its arguments. */
    private static final String RECEIVER = "(?:\\b(\\w+)\\.)?\\b(\\w+)(?:\\([^()]*\\))?";

    private final List<String> code;

    /**
     * Reads the section.
     *
     * @param linked returns the chapter that a link leads to
     */
    ChapterCalls(String chapter, UnaryOperator<String> linked) {
        String section = section(chapter);
        Stream<String> others = LINK.matcher(section).results().map(link -> section(linked.apply(link.group(1))));
        this.code = Stream.concat(Stream.of(section), others).flatMap(text -> CODE.matcher(text).results())
                .map(found -> found.group(1)).toList();
    }

    private static String section(String chapter) {
        Matcher section = SECTION.matcher(chapter);
        return section.find() ? BLOCK.matcher(section.group(1)).replaceAll("") : "";
    }

    /** Lists the calls of a solution that the chapter does not name. */
    List<ApiCall> missing(SolutionCalls solution) {
        return solution.calls().stream().filter(call -> !names(call, solution)).toList();
    }

    private boolean names(ApiCall call, SolutionCalls solution) {
        if (call.isConstructor() || call.isStatic()) {
            return contains("\\b" + (call.isConstructor() ? "new " + call.type() : call.type() + "\\." + call.name()) + "\\(");
        }
        return code.stream().flatMap(text -> Pattern.compile(RECEIVER + "\\." + call.name() + "\\(").matcher(text).results())
                .anyMatch(found -> type(found.group(1), found.group(2), solution).equals(call.type()));
    }

    private boolean contains(String expression) {
        return code.stream().anyMatch(Pattern.compile(expression).asPredicate());
    }

    /**
     * Guesses the type of a receiver by its name: a variable of the solution has its type there, "list" and "getList" are
     * named after NDList, "Engine.getInstance" after its class, and all others are arrays.
     */
    private static String type(String before, String name, SolutionCalls solution) {
        Map<String, String> variables = solution.variables();
        return variables.getOrDefault(name, solution.calls().stream().map(ApiCall::type)
                .filter(type -> type.equals(before) || lastWord(type).equals(lastWord(name))).findFirst().orElse("NDArray"));
    }

    /** Returns "list" for "NDList", "list" and "getList". */
    private static String lastWord(String name) {
        return name.replaceAll(".*(?=[A-Z])", "").toLowerCase(Locale.ROOT);
    }
}
