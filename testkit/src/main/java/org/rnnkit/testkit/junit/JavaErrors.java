package org.rnnkit.testkit.junit;

import java.util.ConcurrentModificationException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The meanings of the exceptions of Java, and of DJL's own check of data types. */
final class JavaErrors {

    private static final Pattern INDEX
            = Pattern.compile("(?i)index:? (?:out of range: )?(-?\\d++).*?(?:length:?|size:?) (\\d+)");
    /** The end of substring may be the length, so it comes first: "begin 0, end 5, length 4". */
    private static final Pattern CHARACTER = Pattern.compile("(?i)(?:end |range: |index:? )(-?\\d+)");
    private static final Pattern CAST
            = Pattern.compile("(?:class )?\\S*?([A-Z]\\w*) cannot be cast to (?:class )?[^\\sA-Z]*+([A-Z]\\w*)");
    private static final Pattern DATA_TYPE = Pattern.compile("DataType mismatch, Required (\\w+),? Actual (\\w+)");

    /** The data types and the endings of the methods that read them: getFloat and toFloatArray read float32. */
    private static final Map<String, String> GETTERS = Map.of("float32", "Float", "float64", "Double", "int64", "Long",
            "int32", "Int", "uint8", "Uint8", "boolean", "Boolean", "int8", "Byte");

    private JavaErrors() {}

    /** Finds the meaning of an exception by its type. */
    static Optional<ErrorMeaning> meaning(Thrown thrown) {
        Throwable error = thrown.error();
        if (error instanceof NullPointerException) {
            return NullPointer.meaning(thrown);
        }
        if (error instanceof StackOverflowError) {
            return Optional.of(ErrorMeaning.specific("A method calls itself without end."));
        }
        if (thrown.step() != null && thrown.isOwn() && error instanceof UnsupportedOperationException) {
            return Optional.of(ErrorMeaning.specific("A throw in your own code does this. Is the method not written yet?"));
        }
        if (thrown.step() != null && thrown.isOwn() && (error instanceof IllegalArgumentException
                || error instanceof IllegalStateException)) {
            return Optional.of(ErrorMeaning.specific("A throw in your own code does this, but the test's arguments are right: "
                    + "the code refuses what it should accept."));
        }
        if (error instanceof ArithmeticException && thrown.message().contains("by zero")) {
            return Optional.of(
                    ErrorMeaning.specific("A whole number is divided by 0. A count may still be 0, and / between two "
                    + "whole numbers drops the fraction: write (double) in front of the first if you want it."));
        }
        if (error instanceof NegativeArraySizeException) {
            return Optional.of(ErrorMeaning.specific("A Java array can't have the length " + thrown.message()
                    + ". Check the arithmetic between the square brackets."));
        }
        if (error instanceof ConcurrentModificationException) {
            return Optional.of(ErrorMeaning.specific("A list is changed while a for loop goes over it. Add to or remove from "
                    + "another list, or change the list after the loop."));
        }
        if (error instanceof UnsupportedOperationException) {
            return Optional.of(ErrorMeaning.specific(unsupported(thrown)));
        }
        if (error instanceof ClassCastException) {
            return find(CAST, thrown).map(found -> ErrorMeaning.specific("The value is of type " + found.group(1) + ", not "
                    + found.group(2) + ": (" + found.group(2) + ") in front of it can't convert it."
                    + (found.group(1).equals("NDList") ? " Take an array out of the list with get(0)." : "")));
        }
        if (error instanceof StringIndexOutOfBoundsException) {
            return find(CHARACTER, thrown).map(found -> ErrorMeaning.specific("The text has no character with the index "
                    + found.group(1) + ". Indices begin at 0 and end at length() - 1: a loop must end before length()."));
        }
        return error instanceof IndexOutOfBoundsException ? find(INDEX, thrown).map(found -> index(thrown, found))
                : find(DATA_TYPE, thrown).map(found -> ErrorMeaning.specific(dataType(thrown, found)));
    }

    private static String unsupported(Thrown thrown) {
        return thrown.isFrom("ai.djl") ? "DJL's PyTorch engine lacks this form of "
                + thrown.call().orElse("the operation") + ". The chapter names the calls that work."
                : "This list or map can't be changed: List.of(...) and stream().toList() make such lists. "
                        + "Make a new ArrayList<>() or NDList(), and add to that.";
    }

    private static ErrorMeaning index(Thrown thrown, Matcher found) {
        long index = Long.parseLong(found.group(1));
        long length = Long.parseLong(found.group(2));
        if (thrown.isFrom("ai.djl.ndarray.types")) {
            return ErrorMeaning.specific(length == 0
                    ? "The array has no axes, since it is a single number: its shape has no size "
                    + index + ", and it can't be split along an axis. Treat arrays of any number of axes alike, or flatten() "
                    + "them first." : "The array has " + length + (length == 1 ? " axis" : " axes") + ", so its shape has no "
                    + "size " + index + ": indices go from 0 to " + (length - 1) + ".");
        }
        String what = thrown.error() instanceof ArrayIndexOutOfBoundsException ? "Java array" : "list";
        String exist = length == 0 ? "The " + what + " is empty, so it has no element " + index + "."
                : length == 1 ? "The " + what + " has one element, with index 0; there is no " + index + "."
                : "The " + what + " has " + length + " elements, with the indices 0 to " + (length - 1) + "; there is no "
                        + index + ".";
        return length == 0 ? ErrorMeaning.general(exist) : ErrorMeaning.specific(exist
                + (index == length ? " The loop goes one too far, or the counting begins at 1." : ""));
    }

    private static String dataType(Thrown thrown, Matcher found) {
        String actual = found.group(2);
        String getter = GETTERS.get(actual);
        String call = thrown.call().filter(name -> name.matches("(get|to)[A-Z].*")).orElse("");
        String other = getter == null ? "" : call.startsWith("to") ? "to" + getter + "Array()" : "get" + getter + "()";
        return (call.isEmpty() ? "This call" : call) + " reads only arrays of data type "
                + found.group(1).replace("double", "float64").replaceAll("^float$", "float32").replace("long", "int64")
                        .replaceAll("^int$", "int32") + ", and this array has " + actual + ". "
                + (other.isEmpty() ? "Convert it first with toType." : "Read it with " + other
                        + ", or convert it first with toType.");
    }

    private static Optional<Matcher> find(Pattern pattern, Thrown thrown) {
        Matcher matcher = pattern.matcher(thrown.message());
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** The meaning of a null, read from the message that Java gives for it. */
    static final class NullPointer {

        private static final Pattern BECAUSE = Pattern.compile("because (?:\"(.+)\"|the return value of \"(.+)\") is null$");
        private static final Pattern INVOKED = Pattern.compile("Cannot invoke \"[^\"]*?(\\w+)\\([^\"]*\"");
        private static final Pattern FIELD = Pattern.compile("(?:this|[A-Z]\\w*)\\.(\\w+)");

        private NullPointer() {}

        static Optional<ErrorMeaning> meaning(Thrown thrown) {
            Matcher because = BECAUSE.matcher(thrown.message().strip());
            boolean known = because.find();
            if (!thrown.isOwn()) {
                String name = known && thrown.isFrom("org.rnnkit") && because.group(1) != null
                        && because.group(1).matches("\\w+") ? ": its " + because.group(1) + " is null" : "";
                return Optional.of(ErrorMeaning.specific(thrown.call().orElse("The function called there")
                        + " gets null, or a list with null in it, from your code" + name
                        + ". Give the variable or field a value before you pass it on."));
            }
            if (!known) {
                return Optional.empty();
            }
            String use = use(thrown.message());
            if (because.group(2) != null) {
                String method = because.group(2).replaceAll("\\(.*", "").replaceAll(".*\\.", "");
                return Optional.of(ErrorMeaning.specific(method + " returns null" + use
                        + ". Check what you give it, or handle null."));
            }
            String value = because.group(1);
            Matcher field = FIELD.matcher(value);
            if (field.matches()) {
                return Optional.of(ErrorMeaning.specific(field(thrown, field.group(1), use)));
            }
            return Optional.of(ErrorMeaning.specific(inWords(value) + " is null" + use + ": nothing was stored in it before. "
                    + "Give it its first value before this line."));
        }

        private static String field(Thrown thrown, String name, String use) {
            String constructor = thrown.step() == null ? "" : thrown.step().signatures().stream()
                    .filter(signature -> signature.contains(thrown.step().className() + "(")).findFirst().orElse("");
            String stored = constructor.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                    ? "this." + name + " = " + name + ";" : "this." + name + " = ...;";
            return "The field " + name + " is null" + use + ": the constructor stored nothing in it. Write " + stored
                    + " there. Without \"this.\" or with a type in front, the line sets a parameter or a new variable, not the "
                    + "field.";
        }

        /** Returns how the null is used: " when add is called on it". */
        private static String use(String message) {
            Matcher invoked = INVOKED.matcher(message);
            if (invoked.find()) {
                return " when " + invoked.group(1) + " is called on it";
            }
            return message.startsWith("Cannot read the array length") ? " when its length is read"
                    : message.startsWith("Cannot load") ? " when an element is read from it"
                    : message.startsWith("Cannot store") ? " when an element is stored in it" : "";
        }

        /** Writes a variable or an element of an array in words. Code compiled without its variables' names has numbers. */
        private static String inWords(String value) {
            int bracket = value.endsWith("]") ? value.lastIndexOf('[') : -1;
            if (bracket > 0) {
                String array = value.substring(0, bracket);
                String index = value.substring(bracket + 1, value.length() - 1);
                boolean isNamed = !index.startsWith("<");
                return array.startsWith("<") ? (isNamed ? "Element " + index : "An element") + " of a Java array"
                        : "The element " + array + (isNamed ? "[" + index + "]" : "[...]");
            }
            return value.startsWith("<local") ? "A local variable" : value.startsWith("<parameter") ? "A parameter"
                    : "The variable " + value;
        }
    }
}
