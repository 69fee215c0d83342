package org.rnnkit.testkit.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The meaning of a null, read from the message that Java gives for it. */
final class NullPointer {

    private static final Pattern BECAUSE = Pattern.compile("because (?:\"(.+)\"|the return value of \"(.+)\") is null$");
    private static final Pattern INVOKED = Pattern.compile("Cannot invoke \"[^\"]*?(\\w+)\\([^\"]*\"");
    private static final Pattern FIELD = Pattern.compile("(?:this|[A-Z]\\w*)\\.(\\w+)");
    private static final Pattern ELEMENT = Pattern.compile("(.+)\\[(.+)]");

    private NullPointer() {}

    static Optional<Meaning> meaning(Thrown thrown) {
        Matcher because = BECAUSE.matcher(thrown.message().strip());
        boolean known = because.find();
        if (!thrown.isOwn()) {
            String name = known && thrown.isFrom("org.rnnkit") && because.group(1) != null
                    && because.group(1).matches("\\w+") ? ": its " + because.group(1) + " is null" : "";
            return Optional.of(Meaning.specific(thrown.call().orElse("The function called there")
                    + " gets null, or a list with null in it, from your code" + name
                    + ". Give the variable or field a value before you pass it on."));
        }
        if (!known) {
            return Optional.empty();
        }
        String use = use(thrown.message());
        if (because.group(2) != null) {
            String method = because.group(2).replaceAll("\\(.*", "").replaceAll(".*\\.", "");
            return Optional.of(Meaning.specific(method + " returns null" + use + ". Check what you give it, or handle null."));
        }
        String value = because.group(1);
        Matcher field = FIELD.matcher(value);
        if (field.matches()) {
            return Optional.of(Meaning.specific(field(thrown, field.group(1), use)));
        }
        return Optional.of(Meaning.specific(inWords(value) + " is null" + use + ": nothing was stored in it before. "
                + "Give it its first value before this line."));
    }

    private static String field(Thrown thrown, String name, String use) {
        String constructor = thrown.step().signatures().stream()
                .filter(signature -> signature.contains(thrown.step().className() + "(")).findFirst().orElse("");
        String stored = constructor.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                ? "this." + name + " = " + name + ";" : "this." + name + " = ...;";
        return "The field " + name + " is null" + use + ": the constructor stored nothing in it. Write " + stored + " there. "
                + "Without \"this.\" or with a type in front, the line sets a parameter or a new variable, not the field.";
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
        Matcher element = ELEMENT.matcher(value);
        if (element.matches()) {
            String index = element.group(2).startsWith("<") ? "" : "[" + element.group(2) + "]";
            return element.group(1).startsWith("<") ? (index.isEmpty() ? "An element" : "Element " + element.group(2))
                    + " of a Java array"
                    : "The element " + element.group(1) + (index.isEmpty() ? "[...]" : index);
        }
        return value.startsWith("<local") ? "A local variable" : value.startsWith("<parameter") ? "A parameter"
                : "The variable " + value;
    }
}
