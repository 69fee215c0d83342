package org.rnnkit.testkit.allowed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * The members of a class that may be used.
 *
 * @param all whether all may be used that are not excluded
 * @param named the names of those that may be used; a constructor is {@code <init>}, and parameters may follow:
 *     {@code format(String)}
 * @param excluded the names of those that may not be used
 */
record MemberRule(boolean all, Set<String> named, Set<String> excluded) {

    static final MemberRule NONE = new MemberRule(false, Set.of(), Set.of());

    /** Reads the words of a line after the class's name. Without a name of a member, all may be used. */
    static MemberRule parse(List<String> words) {
        Set<String> named = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                excluded.add(word.substring(1));
            } else {
                named.add(word.replaceFirst("^new\\b", "<init>"));
            }
        }
        return new MemberRule(named.isEmpty(), named, excluded);
    }

    boolean allows(String name, String descriptor) {
        return named.contains(name) || named.contains(name + parameters(descriptor))
                || all && !excluded.contains(name) && !excluded.contains(name + parameters(descriptor));
    }

    /** Writes the parameters as the list does, such as "(String,int)"; a field has none. */
    private static String parameters(String descriptor) {
        if (!descriptor.startsWith("(")) {
            return "";
        }
        StringBuilder types = new StringBuilder();
        for (Type type : Type.getArgumentTypes(descriptor)) {
            String name = type.getClassName();
            types.append(types.isEmpty() ? "" : ",").append(name.substring(name.lastIndexOf('.') + 1));
        }
        return "(" + types + ")";
    }
}
