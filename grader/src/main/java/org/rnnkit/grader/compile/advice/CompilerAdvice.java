package org.rnnkit.grader.compile.advice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.source.CompileError;

/**
 * Advice on common compiler errors: the likely slip, and how to fix it. A grading makes it outside of the sandbox, so no source
 * may cost it much time or memory.
 */
public final class CompilerAdvice {

    private static final Pattern LOSSY = Pattern.compile("lossy conversion from (\\w+) to (\\w+)");
    private static final Pattern CONVERTED = Pattern.compile("incompatible types: (\\S+) cannot be converted to (\\S+)");
    private static final Pattern PRIVATE = Pattern.compile("^(\\w+) has private access in ([\\w.]+)");
    private static final Pattern NON_STATIC = Pattern.compile("non-static (\\w+) (\\w+)");
    private static final Pattern UNSET = Pattern.compile("variable (\\w+) might not have been initialized");
    private static final Pattern TOOLKIT_CONSTRUCTOR = Pattern.compile("^constructor (\\w+) in (?:record|class)");
    private static final Pattern EXCEPTION = Pattern.compile("unreported exception ([\\w.]+)");

    private static final String OVERLOADED = "compiler.err.cant.apply.symbols";
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(([^()]*)\\)");
    private static final List<String> NUMBERS = List.of("int", "long", "float", "double");

    private CompilerAdvice() {}

    /** Tells whether a call fits no method of its name, so that the compiler lists all of them: too many to read. */
    public static boolean isOverloaded(CompileError error) {
        return error.code().equals(OVERLOADED);
    }

    /** Names the method whose parameters are most like the arguments. */
    private static Optional<String> nearest(String message) {
        List<MatchResult> calls = CALL.matcher(message.replaceAll("\\w+\\.(?=\\w)", "")).results().toList();
        List<String> given = types(calls.get(0));
        return calls.stream().skip(1).filter(call -> call.group(1).equals(calls.get(0).group(1)))
                .max(Comparator.comparingInt(call -> likeness(given, types(call)))).map(best -> {
                    List<String> wanted = types(best);
                    boolean decimal = IntStream.range(0, Math.min(given.size(), wanted.size()))
                            .anyMatch(i -> given.get(i).equals("double") && wanted.get(i).equals("float"));
                    return "No " + best.group(1) + " takes (" + String.join(", ", given) + "). The nearest is "
                            + best.group(1) + "(" + String.join(", ", wanted) + ")." + (decimal
                            ? " A number with a decimal point is a double: write 0.01f." : "");
                });
    }

    private static List<String> types(MatchResult call) {
        return Stream.of(call.group(2).split(",")).map(type -> simple(type.strip())).toList();
    }

    /** Counts the arguments that fit at their places, or are another kind of number; other lengths count against it. */
    private static int likeness(List<String> given, List<String> wanted) {
        return 2 * (int) IntStream.range(0, Math.min(given.size(), wanted.size()))
                .filter(i -> given.get(i).equals(wanted.get(i))
                        || NUMBERS.containsAll(List.of(given.get(i), wanted.get(i)))).count()
                - Math.abs(given.size() - wanted.size());
    }

    /** Finds the advice on an error in a source. */
    public static Optional<String> on(CompileError error, String source) {
        String message = error.message();
        return switch (error.code()) {
            case "compiler.err.expected", "compiler.err.expected2" -> message.startsWith("';'")
                    ? Optional.of("A semicolon is missing here.") : message.startsWith("')'")
                    ? Optional.of("A closing parenthesis ) is missing here.") : Optional.empty();
            case "compiler.err.premature.eof" -> Optional.of(error.file() == null ? "Something is missing at the end."
                    : "A closing brace } is missing, here or further up.");
            case "compiler.err.expected4" -> Optional.of("There is a closing brace } too many, here or further up.");
            case "compiler.err.missing.ret.stmt" -> Optional.of("The method can end without a result: a return is missing, "
                    + "perhaps on only one path through it.");
            case "compiler.err.prob.found.req" -> types(message);
            case "compiler.err.operator.cant.be.applied.1" -> operator(message);
            case "compiler.err.array.req.but.found" -> Optional.of("Square brackets are for Java's own arrays: "
                    + "use list.get(i) for an NDList and array.get(i) for an NDArray.");
            case "compiler.err.non-static.cant.be.ref" -> find(NON_STATIC, message).map(CompilerAdvice::notStatic);
            case "compiler.err.unreachable.stmt" -> Optional.of(unreachable(error, source));
            case "compiler.err.var.might.not.have.been.initialized" -> find(UNSET, message)
                    .map(found -> unset(found.group(1), source));
            case "compiler.err.cant.assign.val.to.final.var", "compiler.err.cant.assign.val.to.var" -> Optional.of(
                    "A final variable gets its value once: take the \"final\" away, or use another variable.");
            case "compiler.err.cant.ref.non.effectively.final.var" -> Optional.of("A lambda (->) can only use variables that "
                    + "never change: use a for loop instead.");
            case "compiler.err.override.weaker.access" -> Optional.of("Write public in front of the method, as in the stub.");
            case "compiler.err.does.not.override.abstract" -> Optional.of("A method of the stub is missing, or its parameters "
                    + "were changed. Keep the names and types of the stub.");
            case "compiler.err.method.does.not.override.superclass" -> Optional.of("The name or the parameters differ from the "
                    + "stub's. Keep them as they were.");
            case "compiler.err.type.found.req" -> Optional.of("A list can't hold a type with a small letter: write "
                    + "Integer for int, Long for long, Float for float, Double for double.");
            case "compiler.err.report.access" -> find(PRIVATE, message)
                    .map(found -> privateField(found.group(1), found.group(2)));
            case "compiler.err.cant.deref" -> Optional.of("A number is no object: it has no methods. An array of "
                    + "one number is read with getFloat() or getLong() first.");
            case "compiler.err.illegal.start.of.expr", "compiler.err.illegal.start.of.type", "compiler.err.not.stmt" ->
                    Optional.of("Something is missing before this place: look for a brace }, a parenthesis ) or a semicolon.");
            case "compiler.err.doesnt.exist" -> Optional.of("Check the import. If it is another step's package: "
                    + "that step's file must have its package line and must compile. A class of your own belongs in the "
                    + "package of the step that uses it.");
            case "compiler.err.class.public.should.be.in.file" -> Optional.of("A public class has the name of its file. "
                    + "Keep the class's name of the stub.");
            case "compiler.err.cant.apply.symbol" -> message.startsWith("method ") && message.contains("ai.djl.ndarray.")
                    ? Optional.of("\"required\" lists the parameters of the method, \"found\" the arguments you gave. The "
                            + "array in front of the dot is not an argument: a.matMul(b).")
                    : find(TOOLKIT_CONSTRUCTOR, message).flatMap(found -> KnownTypes.constructor(found.group(1)))
                            .map(call -> "Write " + call + ".");
            case OVERLOADED -> nearest(message);
            case "compiler.err.ref.ambiguous" -> Optional.of("Several methods of this name fit, because null fits every type: "
                    + "give an array or a number.");
            case "compiler.err.unreported.exception.need.to.catch.or.throw" -> find(EXCEPTION, message)
                    .map(found -> unreported(found.group(1).replaceAll(".*\\.", "")));
            default -> MissingSymbol.isAbout(error) ? MissingSymbol.missingImport(error)
                    .map(name -> "It is not imported. Add at the top: import " + name + ";")
                    .or(() -> MissingSymbol.advice(message, source)) : Optional.empty();
        };
    }

    /** Explains unreachable code; a student most often leaves in the stub's throw. */
    private static String unreachable(CompileError error, String source) {
        String line = source.lines().skip(Math.max(0, error.line() - 1)).findFirst().orElse("");
        String above = source.lines().limit(Math.max(0, error.line() - 1)).filter(text -> !text.isBlank())
                .reduce((one, next) -> next).orElse("");
        if (line.contains("NotImplementedYet")) {
            return "Your code above returns already: delete this line, the stub's throw.";
        }
        return above.contains("NotImplementedYet") ? "The stub's throw, above this line, ends the method. Delete it."
                : "A return, throw, break or endless loop above this line always leaves it out.";
    }

    private static String unset(String name, String source) {
        return Pattern.compile("\\bfinal\\s+[\\w<>]+\\s+" + name + "\\s*;").matcher(source).find()
                ? "The constructor must store a value in this field: this." + name + " = ...; (with \"this.\")"
                : "Give the variable a value where it is declared, or on every path to this line.";
    }

    private static Optional<String> types(String message) {
        if (message.contains("unexpected return value")) {
            return Optional.of("This method returns nothing (void), so write return; without a value.");
        }
        if (message.contains("List<") && message.endsWith(".NDList")) {
            return Optional.of("A List is no NDList: write new NDList(list), or collect in an NDList from the start.");
        }
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

    private static String privateField(String name, String owner) {
        boolean isMethodToo = KnownTypes.named(owner).filter(type -> KnownTypes.methods(type).contains(name)).isPresent();
        return "This is a private field. " + (isMethodToo
                ? "If you mean the method, write its parentheses, too: " + name + "()."
                : "Only the code of " + owner + " can use it: call one of its methods.");
    }
}
