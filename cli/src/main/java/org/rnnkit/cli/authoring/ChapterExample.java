package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The example of a chapter: the lines between {@code // <example>} and {@code // </example>} of a graded
 * test, shown in the chapter in the block after {@code <!-- example -->}. So its numbers are always
 * right.
 */
public final class ChapterExample {

    private static final Pattern IN_TEST = Pattern.compile("// <example>\n(.*?)\\s*// </example>", Pattern.DOTALL);
    private static final Pattern IN_CHAPTER = Pattern.compile("(<!-- example -->\\s*```java\n).*?(\n```)", Pattern.DOTALL);

    private ChapterExample() {}

    /**
     * Puts the test's example into the chapter.
     *
     * @param chapter the chapter's text
     * @param test the source of the test with the example
     * @return the chapter with the example as it stands in the test
     * @throws IllegalArgumentException if either has no place for it
     */
    public static String into(String chapter, String test) {
        Matcher example = IN_TEST.matcher(test);
        if (!example.find()) {
            throw new IllegalArgumentException("the test has no lines between // <example> and // </example>");
        }
        Matcher place = IN_CHAPTER.matcher(chapter);
        if (!place.find()) {
            throw new IllegalArgumentException("the chapter has no ```java block after <!-- example -->");
        }
        String code = withoutIndent(example.group(1).lines().toList());
        return chapter.substring(0, place.end(1)) + code + chapter.substring(place.start(2));
    }

    private static String withoutIndent(List<String> lines) {
        int indent = lines.stream().filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        return String.join("\n", lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList());
    }
}
