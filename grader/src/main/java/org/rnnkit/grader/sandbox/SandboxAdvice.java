package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Advice on how to make sandboxes work on a machine. */
public final class SandboxAdvice {

    private SandboxAdvice() {}

    /**
     * Finds the setting of this machine that prevents sandboxes.
     *
     * @return what to do about it
     */
    public static String forThisMachine() {
        return SandboxTrial.candidates().isEmpty()
                ? "Sandboxes need Linux. On other systems, grade in a container or virtual machine that you delete afterwards."
                : of(Path.of("/proc/sys"));
    }

    /** Returns the advice for a machine with these settings, a folder like /proc/sys. */
    static String of(Path settings) {
        if (is(settings, "kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return "AppArmor does not let users make namespaces (Ubuntu 24.04). Allow it: "
                    + "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        }
        if (is(settings, "kernel/unprivileged_userns_clone", "0")) {
            return "Users may not make namespaces. Allow it: sudo sysctl -w kernel.unprivileged_userns_clone=1";
        }
        if (is(settings, "user/max_user_namespaces", "0")) {
            return "Users may not make namespaces. Allow it: sudo sysctl -w user.max_user_namespaces=10000";
        }
        return "Install bubblewrap (sudo apt install bubblewrap; sudo dnf install bubblewrap). In a container, start it with "
                + "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined.";
    }

    private static boolean is(Path settings, String name, String value) {
        try {
            return Files.readString(settings.resolve(name)).strip().equals(value);
        } catch (IOException notThere) {
            return false;
        }
    }
}
