package org.rnnkit.cli.handout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Java code without what can be changed and leaves it the same: comments, layout, texts, the names of variables. The
 * names of types and methods stay.
 *
 * @param tokens what is left
 */
record CodeShape(List<String> tokens) {

    private static final String TEXT =
            "\"\"\"(?s:.*?)\"\"\"|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'(?:\\\\.[^'\\n]*+|[^'\\\\])'";
    private static final Pattern COMMENTS = Pattern.compile("(?<text>" + TEXT + ")|//.*|/\\*(?s:.*?)\\*/");
    private static final Pattern TOKENS = Pattern.compile(
            "(?<text>" + TEXT + ")|(?<name>[A-Za-z_]\\w*)(?=(?<call>\\s*\\()?)|\\d[\\w.]*|\\S");

    /** Takes code, whose comments don't count. */
    static CodeShape of(String code) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKENS.matcher(COMMENTS.matcher(code).replaceAll("${text} "));
        while (token.find()) {
            String name = token.group("name");
            boolean variable = name != null && token.group("call") == null && Character.isLowerCase(name.charAt(0))
                    && !SourceVersion.isKeyword(name);
            tokens.add(token.group("text") != null ? "\"\"" : variable ? "v" : token.group());
        }
        return new CodeShape(List.copyOf(tokens));
    }

    /** Takes the code that stands in comments. */
    static CodeShape ofComments(String code) {
        return of(COMMENTS.matcher(code).results().map(found -> found.group())
                .filter(found -> found.startsWith("/"))
                .map(comment -> comment.replaceAll("(?m)^\\s*(//|/\\*+|\\*/?)", ""))
                .collect(Collectors.joining("\n")));
    }

    /** What a line returns, of code that is a single return. */
    CodeShape expression() {
        boolean single = tokens.get(0).equals("return") && tokens.indexOf(";") == tokens.size() - 1;
        return single ? new CodeShape(tokens.subList(1, tokens.size() - 1)) : this;
    }

    /** Every run of so many tokens. */
    Stream<String> runs(int length) {
        return IntStream.rangeClosed(0, tokens.size() - length)
                .mapToObj(i -> String.join(" ", tokens.subList(i, i + length)));
    }
}
