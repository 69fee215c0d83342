package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the lexer, mostly with sources in which a search for single characters would go wrong, and of the imports and the
 * normalized code that are made of its tokens.
 */
class JavaLexerTest {

    private static final String CODE = "for (Cell cell : cells) { cell.update(a -> a + 1e-9, \"text\"); }";

    private static final String TEXT_BLOCK = "\"\"\"\n    import a.B; { // \\\"\"\" }\n    \"quoted\"\n    \"\"\"";

    @ParameterizedTest
    @ValueSource(strings = {"\"{\"", "\"// no comment\"", "\"/*\"", "\"a\\\"b\"", "\"\"", "'{'", "'\"'", "'\\''", "'\\177'",
        "\"\\\\u0022\"", TEXT_BLOCK})
    void readsStringsTextBlocksAndCharactersAsOneToken(String text) {
        assertThat(JavaLexer.tokens("x = " + text + ";")).contains(new Token(TokenKind.TEXT, text, 1)).hasSize(4);
    }

    /** Java replaces escapes before anything else, so one may begin a comment or end a string. */
    @Test
    void readsUnicodeEscapesAsTheirCharacters() {
        assertThat(JavaLexer.tokens("\\u002f* \" *\\u002F i\\uuu006et \\u0041 = \"\\u0022 + '\\u007b';")).containsExactly(
                new Token(TokenKind.COMMENT, "/* \" */", 1), new Token(TokenKind.SYMBOL, "int", 1),
                new Token(TokenKind.NAME, "A", 1),
                new Token(TokenKind.SYMBOL, "=", 1), new Token(TokenKind.TEXT, "\"\"", 1), new Token(TokenKind.SYMBOL, "+", 1),
                new Token(TokenKind.TEXT, "'{'", 1), new Token(TokenKind.SYMBOL, ";", 1));
        assertThat(JavaLexer.code("a \\u00 b \\u \\")).extracting(Token::text).containsExactly("a", "u00", "b", "u");
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                source("an unclosed comment ends with the source", "a /* b\nc", "a", "/* b\nc"),
                source("an unclosed text block ends with the source", "a \"\"\"\nb \\\"\"\"", "a", "\"\"\"\nb \\\"\"\""),
                source("an unclosed string ends with its line", "a \"( b )\n( c", "a", "\"( b )", "(", "c"),
                source("comments begin and end anywhere", "/** It's {@code \"a */ int a; // don't { \"\nint b; /* } */",
                        "/** It's {@code \"a */", "int", "a", ";", "// don't { \"", "int", "b", ";", "/* } */"),
                source("generics and lambdas", "record P<T>(List<List<T>> x) { F f = (a, b) -> a >>> 1; }", "record", "P", "<",
                        "T", ">", "(", "List", "<", "List", "<", "T", ">", ">", "x", ")", "{", "F", "f", "=", "(", "a", ",",
                        "b", ")", "->", "a", ">", ">", ">", "1", ";", "}"),
                source("a lone apostrophe is skipped", "a '( b )", "a", "(", "b", ")"),
                source("a character that begins no token is skipped", "a #( b )", "a", "(", "b", ")"),
                source("a lone backslash is skipped", "a \\( b )", "a", "(", "b", ")"));
    }

    private static Arguments source(String name, String source, String... tokens) {
        return Arguments.argumentSet(name, source, tokens);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void splitsSourcesIntoTokens(String source, String[] tokens) {
        assertThat(JavaLexer.tokens(source)).extracting(Token::text).containsExactly(tokens);
        assertThat(JavaLexer.code(source)).extracting(Token::text)
                .containsExactly(Stream.of(tokens).filter(token -> !token.matches("(?s)/[/*].*")).toArray(String[]::new));
    }

    @Test
    void returnsTheTextOfAComment() {
        assertThat(JavaLexer.tokens("/**\n * Calls {@link #f}.\n */ // and g")).extracting(Token::commentText)
                .containsExactly("\n Calls {@link #f}.\n", " and g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zustände", "größe", "$x", "_x1", "record", "var", "yield", "sealed", "θ"})
    void recognisesNames(String name) {
        assertThat(JavaLexer.tokens(name + "=1")).first().isEqualTo(new Token(TokenKind.NAME, name, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "true", "null", "this", "->", "::", "1e-9", "0x1p-20", "1_000L", "@", "..."})
    void recognisesSymbols(String symbol) {
        assertThat(JavaLexer.tokens(symbol + " a")).first().isEqualTo(new Token(TokenKind.SYMBOL, symbol, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void countsLines(String end) {
        assertThat(JavaLexer.tokens(String.join(end, "a", "/* b", " */ \"\"\"", "c\"\"\" d", "", "e")))
                .extracting(Token::line).containsExactly(1, 2, 3, 4, 6);
    }

    @Test
    void findsImportsOfEveryKind() {
        assertThat(findAll("""
                /* import a.No; */ package p;
                // import b.No;
                import a.B; // why
                import static a.B.max;
                import a . // split
                    b.*;
                /**
                import c.No;
                */
                class A {
                    String s = \"""
                import d.No;
                \""";
                }
                """)).containsExactly(new JavaImport("a.B", false, 3, 3), new JavaImport("a.B.max", true, 4, 4),
                new JavaImport("a.b.*", false, 5, 6));
    }

    @Test
    void returnsTheSimpleName() {
        JavaImport one = new JavaImport("java.util.List", false, 1, 1);
        assertThat(one.simpleName()).isEqualTo("List");
        assertThat(one.isOnDemand()).isFalse();
        assertThat(new JavaImport("java.util.*", false, 1, 1).isOnDemand()).isTrue();
    }

    @Test
    void ignoresAnUnfinishedImport() {
        assertThat(findAll("import a.B\nimport a.C;")).extracting(JavaImport::name).containsExactly("a.C");
        assertThat(findAll("import a.B")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "for (Cell x : zellen)\n{\n    x . update ( größe -> größe + 1e-9 , \"\" ) ;\n}",
        "for (Cell record : b) { record.update(var -> var + 1e-9, \"// {\"); } // done",
        "for (Cell $b : _b) { $b.update/* ( */(a -> a + 1e-9, \"\"\"\n    \\\"\"\" \" /*\n    \"\"\"); }"})
    void isTheSameForACopyWithOtherNamesLayoutAndTexts(String copy) {
        assertThat(NormalizedCode.of(copy.replace("$b", "b").replace("_b", "c"))).isEqualTo(NormalizedCode.of(CODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"for (Cell cell : cells) { cell.update(a -> a - 1e-9, \"text\"); }",
        "for (Cell cell : cells) { cell.remove(a -> a + 1e-9, \"text\"); }",
        "for (Row cell : cells) { cell.update(a -> a + 1e-9, \"text\"); }",
        "for (Cell cell : cells) { cell.update(a -> a + 1e-8, \"text\"); }"})
    void differsWhereTypesMethodsOperatorsOrNumbersDiffer(String other) {
        assertThat(NormalizedCode.of(other)).isNotEqualTo(NormalizedCode.of(CODE));
    }

    @Test
    void countsTheCharactersOfOperators() {
        assertThat(NormalizedCode.of("i++; x -> a.b != 0.5f >= 1e-9;").tokens()).containsExactly("v", "+", "+", ";",
                "v", "-", ">", "v", ".", "v", "!", "=", "0.5f", ">", "=", "1e", "-", "9", ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"// It doesn't say \"so:\n// ", "/* ", "/** Says \"\"\" and:\n * "})
    void findsCodeInComments(String begin) {
        String comment = begin + CODE.replace("{", "{\n" + (begin.startsWith("//") ? "//" : " * "))
                + (begin.startsWith("//") ? "" : " */");
        assertThat(String.join(" ", NormalizedCode.ofComments("int a;\n" + comment + "\nint b;").tokens()))
                .contains(String.join(" ", NormalizedCode.of(CODE).tokens())).doesNotContain("int");
    }

    private static List<JavaImport> findAll(String source) {
        return JavaImport.findAll(JavaLexer.code(source));
    }
}
