package org.rnnkit.testkit.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.rnnkit.testkit.steps.Step;

/**
 * A check that a step can be called from outside its package. Its tests are in the same package, so they would not notice;
 * other steps and the training would.
 */
final class PublicMembers {

    private PublicMembers() {}

    /** Throws the error of the virtual machine if the class is missing or it or one of its methods is not public. */
    static void check(Step step, ClassLoader loader) {
        Class<?> type;
        try {
            type = Class.forName(step.fullName(), false, loader);
        } catch (ClassNotFoundException missing) {
            throw new NoClassDefFoundError(step.fullName());
        }
        require(Modifier.isPublic(type.getModifiers()), step.className(), "must be public");
        for (String signature : step.signatures()) {
            String before = signature.substring(0, signature.indexOf('('));
            String name = before.substring(before.lastIndexOf(' ') + 1);
            if (name.equals(step.className())) {
                require(type.getConstructors().length > 0, "the constructor of " + name, "must be public");
                continue;
            }
            Method[] named = Arrays.stream(type.getDeclaredMethods()).filter(m -> m.getName().equals(name))
                    .toArray(Method[]::new);
            require(named.length == 0 || Arrays.stream(named).anyMatch(m -> Modifier.isPublic(m.getModifiers())),
                    step.className() + "." + name + "(...)", "must be public");
        }
    }

    private static void require(boolean holds, String what, String must) {
        if (!holds) {
            throw new IncompatibleClassChangeError(what + " " + must);
        }
    }
}
