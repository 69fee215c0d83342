package org.rnnkit.testkit.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.rnnkit.testkit.steps.Step;

/**
 * Whether a step can be called from outside its package. Its tests stand in the same package, so they would not
 * notice; whoever puts the nine steps together does.
 */
final class PublicMembers {

    private PublicMembers() {}

    /** Throws what the virtual machine would, where the class or one of its members is not public or not static. */
    static void check(Step step, ClassLoader loader) {
        Class<?> type;
        try {
            type = Class.forName(step.packageName() + "." + step.className(), false, loader);
        } catch (ClassNotFoundException missing) {
            throw new NoClassDefFoundError(step.packageName() + "." + step.className());
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
