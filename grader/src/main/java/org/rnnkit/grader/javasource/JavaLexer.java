package org.rnnkit.grader.javasource;

import com.puppycrawl.tools.checkstyle.grammar.CommentListener;
import com.puppycrawl.tools.checkstyle.grammar.java.JavaLanguageLexer;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A lexer for Java. It uses Checkstyle's lexer, which the grader needs for style points anyway. The JDK has a parser but
 * no lexer, and a parser needs complete files without errors. A lexer can also read the body of a method, code in a
 * comment, and files that do not compile.
 *
 * <p>Use it for sources of the kit and of the person who runs it: some files keep it busy for half an hour.
 */
public final class JavaLexer {

    private static final CommentListener NO_LISTENER = new CommentListener() {
        @Override
        public void reportSingleLineComment(String type, int line, int column) {}

        @Override
        public void reportBlockComment(String type, int line, int column, int endLine, int endColumn) {}
    };

    private JavaLexer() {}

    /**
     * Splits source into its tokens.
     *
     * @param source Java source; characters that can't begin a token are skipped
     * @return the tokens, including the comments
     */
    public static List<JavaToken> tokens(String source) {
        CharStream characters = CharStreams.fromString(source);
        JavaLanguageLexer lexer = lexer(characters);
        List<JavaToken> tokens = new ArrayList<>();
        Token opened = null;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            // The lexer splits a text block into several tokens.
            Token first = opened == null ? token : opened;
            boolean part = token.getType() == JavaLanguageLexer.TEXT_BLOCK_LITERAL_BEGIN
                    || token.getType() == JavaLanguageLexer.TEXT_BLOCK_CONTENT;
            opened = part ? first : null;
            if (!part) {
                String text = characters.getText(Interval.of(first.getStartIndex(), token.getStopIndex()));
                tokens.add(new JavaToken(kind(token, text), text.stripTrailing(), first.getLine()));
            }
        }
        return tokens;
    }

    /**
     * Splits source into its tokens without the comments.
     *
     * @param source Java source
     * @return the tokens, without the comments
     */
    public static List<JavaToken> code(String source) {
        return tokens(source).stream().filter(token -> token.kind() != JavaToken.Kind.COMMENT).toList();
    }

    private static JavaLanguageLexer lexer(CharStream characters) {
        JavaLanguageLexer lexer = new JavaLanguageLexer(characters, true) {
            /** Skips one character only, so that the text after an unclosed quotation mark is still read. */
            @Override
            public void recover(LexerNoViableAltException problem) {
                characters.seek(_tokenStartCharIndex);
                super.recover(problem);
            }
        };
        lexer.setCommentListener(NO_LISTENER);
        lexer.removeErrorListeners();
        return lexer;
    }

    private static JavaToken.Kind kind(Token token, String text) {
        if (token.getChannel() == JavaLanguageLexer.COMMENTS) {
            return JavaToken.Kind.COMMENT;
        }
        return switch (token.getType()) {
            case JavaLanguageLexer.STRING_LITERAL, JavaLanguageLexer.CHAR_LITERAL, JavaLanguageLexer.TEXT_BLOCK_LITERAL_END
                    -> JavaToken.Kind.TEXT;
            // Checkstyle's lexer takes words like record for keywords everywhere, also where they are names.
            default -> SourceVersion.isName(text) ? JavaToken.Kind.NAME : JavaToken.Kind.SYMBOL;
        };
    }
}
