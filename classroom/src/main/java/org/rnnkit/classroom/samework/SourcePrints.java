package org.rnnkit.classroom.samework;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.JavaLexer.NormalizedCode;
import org.rnnkit.grader.submission.JavaLexer.Token;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.testkit.steps.Step;

/** A reader that makes the fingerprints of a submission's files and of the reference's. */
public final class SourcePrints {

    private static final String SOLUTION_MARK = "// <solution";

    private final Kit kit;
    private final Set<String> given = new HashSet<>();
    private final List<SourcePrint> reference;

    /** Reads the reference. */
    public SourcePrints(Kit kit) {
        this.kit = kit;
        this.reference = kit.graded().stream().flatMap(this::ofReference).toList();
    }

    /** Makes the fingerprints of what the reference writes. Its other files are handed out, so all submissions have them. */
    private Stream<SourcePrint> ofReference(Step step) {
        File folder = kit.layout().solution(step).getParent().toFile();
        if (!folder.isDirectory()) {
            return Stream.empty();
        }
        List<SourcePrint> written = new ArrayList<>();
        for (File file : FileUtils.listFiles(folder, new String[] {"java"}, false).stream().sorted().toList()) {
            String text = Uncheck.get(() -> Files.readString(file.toPath()), () -> "can't read " + file);
            SourcePrint print = ComparedSource.of(text).print(step.number());
            if (text.contains(SOLUTION_MARK)) {
                written.add(print);
            } else {
                given.add(print.hash());
            }
        }
        return written.stream();
    }

    /** Returns the fingerprints of the reference; none in a student's copy of the kit. */
    public List<SourcePrint> reference() {
        return reference;
    }

    /**
     * Makes the fingerprints of a submission's steps and of the helper classes that they use. Steps that are not written,
     * also in part, and files that were handed out are left out.
     */
    public List<SourcePrint> of(Submission submission) {
        List<Step> written = kit.graded().stream().filter(submission::isWritten).toList();
        return Stream.concat(written.stream().flatMap(step -> prints(submission.texts(step), step.number())),
                prints(submission.helperTexts(written), SourcePrint.HELPERS))
                .filter(print -> !given.contains(print.hash())).distinct().toList();
    }

    private static Stream<SourcePrint> prints(List<String> texts, int step) {
        return texts.stream().map(text -> ComparedSource.of(text).print(step));
    }

    /**
     * A fingerprint of one source file. Two files have the same fingerprint if their code is equal after normalizing.
     *
     * @param step the number of the step that the file belongs to; {@link #HELPERS} for a helper class, which several steps
     *     may use
     * @param tokens the number of tokens in the bodies of the file's methods
     */
    public record SourcePrint(int step, String hash, int tokens) {

        /** The number that stands for the helper classes of a submission. */
        public static final int HELPERS = 0;

        /**
         * The number of tokens from which an equal file is a reason to look: one and a half times the longest run of equal
         * tokens in two right solutions of different styles. CatalogueSimilarityTest measures that.
         */
        public static final int MIN_TOKENS = 120;

        /** Tells whether an equal file is a reason to look: two people may well write the same short one. */
        @JsonIgnore
        public boolean isLong() {
            return tokens >= MIN_TOKENS;
        }
    }

    /**
     * A source file without everything that a copy can change without effect: what {@link NormalizedCode} leaves out, and the
     * package, imports, modifiers, {@code @Override}, {@code this.}, and the names of the file's own methods and types.
     *
     * @param code the tokens that remain
     */
    record ComparedSource(List<Token> code) {

        private static final Set<String> MODIFIERS = Set.of("public", "protected", "private", "static", "final");
        private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");
        private static final Set<String> PRIMITIVES = Set.of("void", "boolean", "byte", "short", "int", "long", "char", "float",
                "double");
        /** The symbols that can follow the name of a variable where it is declared. */
        private static final Set<String> AFTER_VARIABLE = Set.of("=", ";", ",", ")", ":");
        /** The depth of braces in the body of a method of a top-level class. */
        private static final int BODY_DEPTH = 2;

        /** Reads the source of a file. */
        static ComparedSource of(String source) {
            List<Token> plain = withoutHeader(JavaLexer.code(source));
            Set<String> own = ownNames(plain);
            Set<String> variables = variables(plain);
            List<Token> code = new ArrayList<>();
            for (int i = 0; i < plain.size(); i++) {
                Token token = plain.get(i);
                code.add(isTypeOrMethod(plain, i) && own.contains(token.text())
                        ? new Token(Token.Kind.NAME, "Own", token.line())
                        : isVariable(plain, i) && variables.contains(token.text())
                        ? new Token(Token.Kind.NAME, "v", token.line()) : token);
            }
            return new ComparedSource(code);
        }

        /** Tells whether a token may be the name of a type or a method. A variable may have the same name as a method. */
        private static boolean isTypeOrMethod(List<Token> code, int i) {
            return code.get(i).kind() == Token.Kind.NAME && (!Character.isLowerCase(code.get(i).text().charAt(0))
                    || i + 1 < code.size() && code.get(i + 1).is("(") || i > 0 && code.get(i - 1).is("::"));
        }

        private static List<Token> withoutHeader(List<Token> tokens) {
            List<Token> kept = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                Token next = tokens.get(Math.min(i + 1, tokens.size() - 1));
                if (token.is("package") || token.is("import")) {
                    while (i < tokens.size() && !tokens.get(i).is(";")) {
                        i++;
                    }
                } else if (token.is("@") && next.text().equals("Override") || token.is("this") && next.is(".")) {
                    i++;
                } else if (!MODIFIERS.contains(token.text())) {
                    kept.add(token);
                }
            }
            return kept;
        }

        /** Finds the names of the types and methods that the file declares. */
        private static Set<String> ownNames(List<Token> code) {
            Set<String> own = new HashSet<>();
            for (int i = 1; i < code.size(); i++) {
                Token before = code.get(i - 1);
                boolean method = i + 1 < code.size() && code.get(i + 1).is("(") && endsType(before);
                if (code.get(i).kind() == Token.Kind.NAME && (method || TYPES.contains(before.text()))) {
                    own.add(code.get(i).text());
                }
            }
            return own;
        }

        /** Finds the names of the variables that the file declares: a copy can write them with a capital letter or a "_". */
        private static Set<String> variables(List<Token> code) {
            Set<String> variables = new HashSet<>();
            for (int i = 1; i + 1 < code.size(); i++) {
                String next = code.get(i + 1).text();
                if (code.get(i).kind() == Token.Kind.NAME && (endsType(code.get(i - 1)) && AFTER_VARIABLE.contains(next)
                        || next.equals("->") && !code.get(i - 1).is("case"))) {
                    variables.add(code.get(i).text());
                }
            }
            return variables;
        }

        private static boolean isVariable(List<Token> code, int i) {
            return code.get(i).kind() == Token.Kind.NAME && !code.get(Math.min(i + 1, code.size() - 1)).is("(")
                    && !code.get(Math.max(i - 1, 0)).is(".");
        }

        private static boolean endsType(Token token) {
            return token.kind() == Token.Kind.NAME || PRIMITIVES.contains(token.text()) || token.is("]") || token.is(">");
        }

        /** Returns the normalized tokens of the whole file. */
        List<String> normalized() {
            return NormalizedCode.of(code).tokens();
        }

        /** Returns the normalized tokens in the bodies of methods, braces included. */
        List<String> normalizedBodies() {
            List<Token> inside = new ArrayList<>();
            int depth = 0;
            for (Token token : code) {
                depth += token.is("{") ? 1 : 0;
                if (depth >= BODY_DEPTH) {
                    inside.add(token);
                }
                depth -= token.is("}") ? 1 : 0;
            }
            return NormalizedCode.of(inside).tokens();
        }

        /** Makes the fingerprint of the file. */
        SourcePrint print(int step) {
            return new SourcePrint(step, new Fingerprint().add(normalized()).finish(), normalizedBodies().size());
        }
    }
}
