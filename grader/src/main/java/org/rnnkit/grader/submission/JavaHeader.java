package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.rnnkit.testkit.board.SourceEncoding;

/**
 * The package and the class of a source file, as far as a quick look tells. It is only used to choose the place of a file:
 * the compiler has the last word.
 *
 * @param packageName the package; empty if the file has no package line
 * @param typeName the public class, or else the first; empty if there is no class
 * @param isTest whether it imports JUnit
 */
record JavaHeader(String packageName, String typeName, boolean isTest) {

    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");

    static JavaHeader of(byte[] source) {
        int mark = SourceEncoding.markLength(source);
        List<String> tokens = topLevel(new String(source, mark, source.length - mark, StandardCharsets.UTF_8));
        int line = tokens.indexOf("package");
        int end = line < 0 ? -1 : line + tokens.subList(line, tokens.size()).indexOf(";");
        return new JavaHeader(end <= line ? "" : String.join("", tokens.subList(line + 1, end)), typeName(tokens),
                Collections.indexOfSubList(tokens, List.of("org", ".", "junit")) >= 0);
    }

    private static String typeName(List<String> tokens) {
        String first = "";
        boolean isPublic = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            String token = tokens.get(i);
            isPublic = (isPublic || token.equals("public")) && !token.equals(";") && !token.equals("}");
            // Not the "class" of an annotation's Other.class.
            if (TYPES.contains(token) && (i == 0 || !tokens.get(i - 1).equals("."))) {
                if (isPublic) {
                    return tokens.get(i + 1);
                }
                first = first.isEmpty() ? tokens.get(i + 1) : first;
            }
        }
        return first;
    }

    /** Returns the names, keywords and separators outside of all braces. */
    private static List<String> topLevel(String source) {
        List<String> code = new ArrayList<>();
        int depth = 0;
        for (Token token : JavaLexer.code(source)) {
            depth = Math.max(0, depth - (token.is("}") ? 1 : 0));
            boolean word = Character.isJavaIdentifierPart(token.text().charAt(0));
            if (depth == 0 && (word || ";{}.".contains(token.text()))) {
                code.add(token.text());
            }
            depth += token.is("{") ? 1 : 0;
        }
        return code;
    }
}
