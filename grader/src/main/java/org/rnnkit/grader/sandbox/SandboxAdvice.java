package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a machine could be made to have sandboxes. */
public final class SandboxAdvice {

    private SandboxAdvice() {}

    /**
     * Looks for what stands in the way.
     *
     * @return what to do about it
     */
    public static String here() {
        return SandboxProbe.candidates().isEmpty()
                ? "Sandboxes need Linux. Elsewhere, grade in a container or a virtual machine that can be thrown away."
                : of(Path.of("/proc/sys"));
    }

    /** The advice for a machine with these settings. */
    static String of(Path settings) {
        if (is(settings, "kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return "AppArmor keeps users from having namespaces of their own (Ubuntu 24.04): "
                    + "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        }
        if (is(settings, "kernel/unprivileged_userns_clone", "0")) {
            return "Users may not have namespaces of their own: sudo sysctl -w kernel.unprivileged_userns_clone=1";
        }
        if (is(settings, "user/max_user_namespaces", "0")) {
            return "Users may not have namespaces of their own: sudo sysctl -w user.max_user_namespaces=10000";
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
