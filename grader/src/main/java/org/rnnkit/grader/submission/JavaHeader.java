package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package and the class of a source file, as far as a quick look tells. It is only used to choose the place of a file:
 * the compiler has the last word. It reads each character once, because a student's file could keep a full lexer busy.
 *
 * @param packageName the package; empty if the file has no package line
 * @param typeName the public class, or else the first; empty if there is no class
 * @param isTest whether it imports JUnit
 */
record JavaHeader(String packageName, String typeName, boolean isTest) {

    private static final Pattern TOKEN = Pattern.compile("[\\w$]++|[;{}.]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");

    static JavaHeader of(byte[] source) {
        List<String> tokens = new ArrayList<>();
        for (Matcher token = TOKEN.matcher(topLevel(new String(source, StandardCharsets.UTF_8))); token.find();) {
            tokens.add(token.group());
        }
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

    /** Returns the code outside of all braces, without comments and strings. */
    private static String topLevel(String source) {
        StringBuilder code = new StringBuilder();
        int depth = 0;
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            int next = afterTextOrComment(source, i);
            if (next > i) {
                code.append(' ');
                i = next;
                continue;
            }
            if (c == '}') {
                depth = Math.max(0, depth - 1);
            }
            if (depth == 0) {
                code.append(c);
            }
            if (c == '{') {
                depth++;
            }
            i++;
        }
        return code.toString();
    }

    /** Returns the place after a comment or string that begins here; the same place if none begins here. */
    private static int afterTextOrComment(String source, int i) {
        if (source.startsWith("//", i)) {
            return after(source, "\n", i + 2);
        } else if (source.startsWith("/*", i)) {
            return after(source, "*/", i + 2);
        } else if (source.startsWith("\"\"\"", i)) {
            return after(source, "\"\"\"", i + 3);
        }
        char quote = source.charAt(i);
        if (quote != '"' && quote != '\'') {
            return i;
        }
        int end = i + 1;
        while (end < source.length() && source.charAt(end) != quote && source.charAt(end) != '\n') {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), end + 1);
    }

    private static int after(String source, String end, int from) {
        int found = source.indexOf(end, from);
        return found < 0 ? source.length() : found + end.length();
    }
}
