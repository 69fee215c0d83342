package org.rnnkit.learner.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.learner.compile.CompileError;

/** Advice on common compiler errors: the likely slip, and how to fix it. */
final class CompilerAdvice {

    private static final Pattern LOSSY = Pattern.compile("lossy conversion from (\\w+) to (\\w+)");
    private static final Pattern CONVERTED = Pattern.compile("incompatible types: (\\S+) cannot be converted to (\\S+)");
    private static final Pattern NON_STATIC = Pattern.compile("non-static (\\w+) (\\w+)");
    private static final Pattern EXCEPTION = Pattern.compile("unreported exception ([\\w.]+)");

    private CompilerAdvice() {}

    /**
     * Finds the advice on an error.
     *
     * @param error the error that the compiler reports
     * @param source the text of the source file
     * @return the advice, if there is any
     */
    static Optional<String> on(CompileError error, String source) {
        String message = error.message();
        return switch (error.code()) {
            case "compiler.err.expected" -> message.startsWith("';'")
                    ? Optional.of("A semicolon is missing where the caret points.") : Optional.empty();
            case "compiler.err.premature.eof" -> Optional.of("A closing brace } is missing, here or further up.");
            case "compiler.err.expected4" -> Optional.of("There is a closing brace } too many, here or further up.");
            case "compiler.err.missing.ret.stmt" -> Optional.of("The method can end without a result: a return is missing, "
                    + "perhaps on only one path through it.");
            case "compiler.err.prob.found.req" -> types(message);
            case "compiler.err.operator.cant.be.applied.1" -> operator(message);
            case "compiler.err.array.req.but.found" -> Optional.of("Square brackets are for Java's own arrays: "
                    + "use list.get(i) for an NDList and array.get(i) for an NDArray.");
            case "compiler.err.non-static.cant.be.ref" -> find(NON_STATIC, message).map(CompilerAdvice::notStatic);
            case "compiler.err.cant.apply.symbol" -> message.startsWith("method ") && message.contains("ai.djl.ndarray.")
                    ? Optional.of("\"required\" lists the parameters of the method, \"found\" the arguments you gave. The "
                            + "array in front of the dot is not an argument: a.matMul(b).") : Optional.empty();
            case "compiler.err.unreported.exception.need.to.catch.or.throw" -> find(EXCEPTION, message)
                    .map(found -> unreported(found.group(1).replaceAll(".*\\.", "")));
            default -> MissingSymbol.isAbout(error) ? MissingSymbol.advice(message, source) : Optional.empty();
        };
    }

    private static Optional<String> types(String message) {
        Optional<Matcher> lossy = find(LOSSY, message);
        if (lossy.isPresent()) {
            String from = lossy.get().group(1);
            String to = lossy.get().group(2);
            return Optional.of((from.equals("double") && to.equals("float")
                    ? "A number with a decimal point is a double: write 0.01f. Otherwise "
                    : "Java does not convert " + from + " to " + to + " by itself: ")
                    + "put (" + to + ") in front of the value."
                    + (from.equals("long") ? " The sizes of a Shape are long." : ""));
        }
        return find(CONVERTED, message).flatMap(found -> switch (simple(found.group(1)) + " to " + simple(found.group(2))) {
            case "NDArray to NDList" -> Optional.of("Put the array into a list: new NDList(array).");
            case "NDList to NDArray" -> Optional.of("Take the array out of the list: list.get(0), or "
                    + "list.singletonOrThrow() if it has just one.");
            case "char to String" -> Optional.of("Write Character.toString(c), for a character c.");
            case "int to boolean" -> Optional.of("= assigns; == compares.");
            default -> Optional.empty();
        });
    }

    private static Optional<String> operator(String message) {
        return message.contains("NDArray") ? Optional.of("Java has no operators for arrays. The matrix product is a.matMul(b); "
                + "a.add(b), a.sub(b), a.mul(b) and a.div(b) go element by element.") : Optional.empty();
    }

    private static String notStatic(Matcher found) {
        String name = found.group(2);
        return found.group(1).equals("method")
                ? "\"" + name + "\" belongs to an object: call it on one, such as array." + name + "(...), not on its class."
                : "\"" + name + "\" is a field of an object and this method is static: pass the value as a parameter.";
    }

    private static String unreported(String exception) {
        return "Catch it: try { ... } catch (" + exception + " e) { throw new IllegalStateException(e); }. "
                + "The tests call the method without \"throws\".";
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Optional<Matcher> find(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }
}
