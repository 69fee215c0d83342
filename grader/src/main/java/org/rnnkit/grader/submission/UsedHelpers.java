package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search for the helper classes that sources use, directly or through other helper classes. The compiler finds a helper
 * class by its name only, so a source that uses one has the name of its file as an identifier. Identifiers in comments and
 * texts count, too: a helper class too many is checked rather than one too few. The time grows with the size of the sources.
 */
public final class UsedHelpers {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");
    private static final Pattern IDENTIFIER = Pattern.compile("\\p{javaJavaIdentifierPart}+");

    private UsedHelpers() {}

    /**
     * Finds the helper classes that sources use.
     *
     * @param sources the sources, such as those of a step
     * @param helpers all helper classes
     * @return the helper classes that are used, in the given order
     */
    public static List<SourceFile> of(Collection<SourceFile> sources, List<SourceFile> helpers) {
        Set<String> names = helpers.stream().map(UsedHelpers::className).collect(Collectors.toSet());
        Set<SourceFile> used = new LinkedHashSet<>();
        Deque<SourceFile> open = new ArrayDeque<>(sources);
        while (!open.isEmpty() && used.size() < helpers.size()) {
            Set<String> named = identifiers(open.pop());
            named.retainAll(names);
            helpers.stream().filter(helper -> named.contains(className(helper))).filter(used::add).forEach(open::add);
        }
        return helpers.stream().filter(used::contains).toList();
    }

    private static String className(SourceFile helper) {
        return helper.path().substring(helper.path().lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
    }

    /** Reads all words that may be identifiers, as the compiler reads them: with escapes, and without ignorable characters. */
    private static Set<String> identifiers(SourceFile source) {
        String text = ESCAPE.matcher(new String(source.content(), StandardCharsets.UTF_8))
                .replaceAll(escape -> "\\" + (char) Integer.parseInt(escape.group(1), 16));
        String visible = text.codePoints().filter(character -> !Character.isIdentifierIgnorable(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return IDENTIFIER.matcher(visible).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
