package org.rnnkit.grader.compile.advice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.Levenshtein;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.Token;
import org.rnnkit.grader.submission.TokenKind;
import org.rnnkit.grader.worker.source.CompileError;

/** Advice on a name that the compiler does not know: it is not imported, misspelt, or called something else in DJL. */
public final class MissingSymbol {

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(class|interface|variable|method) (\\w+)");
    private static final Pattern OWNER = Pattern.compile("location:\\s+(?:variable \\w+ of type|class|interface) ([\\w.]+)");

    /** Keywords that can stand in the place of a name: a misspelt one is reported as an unknown name. */
    private static final Set<String> NAME_LIKE_KEYWORDS = Set.of("boolean", "false", "null", "super", "this", "true");

    /** Names of NumPy, PyTorch and mathematics, and what DJL calls the same method. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("mm", "matMul"),
            Map.entry("multiply", "mul (element by element) or matMul (the matrix product)"),
            Map.entry("times", "mul (element by element) or matMul (the matrix product)"),
            Map.entry("plus", "add"), Map.entry("minus", "sub"), Map.entry("subtract", "sub"), Map.entry("divide", "div"),
            Map.entry("concatenate", "NDArrays.concat"), Map.entry("cat", "NDArrays.concat"),
            Map.entry("detach", "stopGradient"), Map.entry("grad", "getGradient"), Map.entry("gradient", "getGradient"),
            Map.entry("backward", "GradientCollector.backward"), Map.entry("view", "reshape"),
            Map.entry("permute", "transpose(int...)"), Map.entry("item", "getFloat"), Map.entry("numel", "size"),
            Map.entry("permutate", "transpose(int...)"));

    /** One wrong letter is allowed for this many letters; with more, it is probably another name. */
    private static final int LETTERS_PER_ERROR = 3;
    /** Longer names are not compared: it takes longer with each letter. */
    private static final int LONGEST_NAME = 60;

    private MissingSymbol() {}

    /** Tells whether an error is about an unknown name. */
    public static boolean isAbout(CompileError error) {
        return error.code().startsWith("compiler.err.cant.resolve");
    }

    /** Returns the class whose missing import causes an error, if that is the cause. */
    public static Optional<String> missingImport(CompileError error) {
        Matcher symbol = SYMBOL.matcher(error.message());
        return isAbout(error) && symbol.find() && !symbol.group(1).equals("method")
                && Character.isUpperCase(symbol.group(2).charAt(0)) ? KnownTypes.fullName(symbol.group(2)) : Optional.empty();
    }

    static Optional<String> advice(String message, String source) {
        Matcher symbol = SYMBOL.matcher(message);
        if (!symbol.find()) {
            return Optional.empty();
        }
        String name = symbol.group(2);
        if (symbol.group(1).equals("variable") && isMethodOfOwner(name, message)) {
            return Optional.of(name + " is a method: write its parentheses, too: " + name + "().");
        }
        if (symbol.group(1).equals("variable") && Character.isLowerCase(name.charAt(0))) {
            Optional<String> variable = variable(name, message, source);
            if (variable.isPresent()) {
                return variable;
            }
        }
        return symbol.group(1).equals("method") ? method(name, message, source)
                : type(name, source).or(() -> field(name, message));
    }

    private static boolean isMethodOfOwner(String name, String message) {
        Matcher owner = OWNER.matcher(message);
        return owner.find() && KnownTypes.named(owner.group(1))
                .filter(type -> KnownTypes.methods(type).contains(name)).isPresent();
    }

    private static Optional<String> type(String name, String source) {
        boolean likeAClass = Character.isUpperCase(name.charAt(0));
        return nearest(name, likeAClass ? KnownTypes.NAMES : namesIn(source)).map(MissingSymbol::meant);
    }

    /** Returns advice on a field of a library's class. Newer compilers do not see its private fields. */
    private static Optional<String> field(String name, String message) {
        Matcher owner = OWNER.matcher(message);
        return owner.find() && KnownTypes.named(owner.group(1)).isPresent() ? Optional.of(owner.group(1) + " has no field "
                + name + " that your code can use: call one of its methods.") : Optional.empty();
    }

    private static Optional<String> method(String name, String message, String source) {
        Matcher owner = OWNER.matcher(message);
        Optional<Class<?>> type = owner.find() ? KnownTypes.named(owner.group(1)) : Optional.empty();
        if (type.isEmpty()) {
            return nearest(name, namesIn(source)).map(MissingSymbol::meant);
        }
        return nearest(name, KnownTypes.methods(type.get())).map(MissingSymbol::meant)
                .or(() -> toolkit(type.get()))
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(name)).map(here -> "In DJL this is " + here + "."));
    }

    private static Optional<String> toolkit(Class<?> type) {
        List<String> methods = KnownTypes.toolkitMethods(type);
        return methods.isEmpty() ? Optional.empty()
                : Optional.of(type.getSimpleName() + " has: " + String.join(", ", methods) + ".");
    }

    /** Returns advice on a variable that another method declares, or that should be a field. */
    private static Optional<String> variable(String name, String message, String source) {
        Matcher declared = Pattern.compile("\\b((?:[A-Z]\\w*|int|long|float|double|boolean)(?:<[\\w<>, ]{0,100}>|\\[])?)\\s+"
                + name + "\\s*[,;)=:]").matcher(source);
        boolean field = !message.contains("location:");
        if (!field && !declared.find()) {
            return Optional.empty();
        }
        String type = declared.reset().find() ? declared.group(1) : "Type";
        return Optional.of(field || source.contains("implements LanguageModel")
                ? "The class has no field with this name. Declare it above the constructor: private final " + type + " " + name
                        + "; and store the value in the constructor: this." + name + " = ...;"
                : name + " belongs to another method or block. Declare it before the block, or pass it as a parameter.");
    }

    private static String meant(String name) {
        return "Do you mean " + name + "?";
    }

    private static Set<String> namesIn(String source) {
        return JavaLexer.code(source).stream()
                .filter(token -> token.kind() == TokenKind.NAME || NAME_LIKE_KEYWORDS.contains(token.text()))
                .map(Token::text).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Finds the name nearest to a misspelt one, if one is near enough. Upper and lower case count as equal. */
    private static Optional<String> nearest(String misspelt, Collection<String> names) {
        ToIntFunction<String> distance = name -> Levenshtein.distance(misspelt.toLowerCase(Locale.ROOT),
                name.toLowerCase(Locale.ROOT));
        int allowed = misspelt.length() > LONGEST_NAME ? -1 : misspelt.length() / LETTERS_PER_ERROR;
        return names.stream().filter(name -> !name.equals(misspelt) && Math.abs(name.length() - misspelt.length()) <= allowed)
                .min(Comparator.comparingInt(distance).thenComparing(name -> name))
                .filter(name -> distance.applyAsInt(name) <= allowed);
    }
}
