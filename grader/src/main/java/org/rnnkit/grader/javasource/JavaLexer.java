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
 * A lexer for Java: Checkstyle's, which the grader needs for style points anyway. The JDK offers a parser and no lexer,
 * and a parser needs whole files that are right. This one also reads bodies of methods, code in comments, and files
 * that do not compile.
 *
 * <p>It is for sources of the kit and of the person who runs it: a file can be made that takes it half an hour.
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
     * @param source Java, of which characters that begin no token are left out
     * @return the tokens with the comments among them
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
     * @param source Java
     * @return the tokens of its code
     */
    public static List<JavaToken> code(String source) {
        return tokens(source).stream().filter(token -> token.kind() != JavaToken.Kind.COMMENT).toList();
    }

    private static JavaLanguageLexer lexer(CharStream characters) {
        JavaLanguageLexer lexer = new JavaLanguageLexer(characters, true) {
            /** Leaves out one character only: the text after an unclosed quotation mark is read, too. */
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
            // The lexer takes words such as record for keywords wherever they stand.
            default -> SourceVersion.isName(text) ? JavaToken.Kind.NAME : JavaToken.Kind.SYMBOL;
        };
    }
}
