package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.javasource.JavaImport;
import org.rnnkit.grader.javasource.JavaLexer;

/**
 * The line of a chapter that lists imports: those that the reference has and its stub has not. It follows
 * {@code <!-- imports -->} and helps if an editor does not find them.
 */
final class ChapterImports {

    private static final Pattern IN_CHAPTER = Pattern.compile("(<!-- imports -->\n).*");

    private ChapterImports() {}

    /** Puts the line into the chapter. */
    static String into(String chapter, String solution, String stub) {
        Matcher place = IN_CHAPTER.matcher(chapter);
        if (!place.find()) {
            throw new IllegalArgumentException("the chapter has no line after <!-- imports -->");
        }
        List<String> inStub = imports(stub);
        List<String> missing = imports(solution).stream().filter(name -> !inStub.contains(name)).toList();
        String line = missing.isEmpty()
                ? "The stub imports all that you are likely to need."
                : "Imports that the stub does not have yet: " + missing.stream().map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", ")) + ".";
        return place.replaceFirst(Matcher.quoteReplacement(place.group(1) + line));
    }

    private static List<String> imports(String source) {
        return JavaImport.findAll(JavaLexer.code(source)).stream().filter(found -> !found.isStatic()).map(JavaImport::name)
                .toList();
    }
}
