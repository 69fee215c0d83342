package org.rnnkit.learner.studio;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The start of the user's browser with an address. */
public final class BrowserStart {

    private static final long SECONDS = 5;

    private BrowserStart() {}

    /** Opens an address, and tells whether a program took it. */
    public static boolean open(String address) throws InterruptedException {
        for (String program : programs()) {
            try {
                List<String> command = program.equals("rundll32")
                        ? List.of(program, "url.dll,FileProtocolHandler", address) : List.of(program, address);
                Process started = new ProcessBuilder(command).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                // A browser that is started itself, instead of a program that calls it, goes on running.
                if (!started.waitFor(SECONDS, TimeUnit.SECONDS) || started.exitValue() == 0) {
                    return true;
                }
            } catch (IOException missing) {
                continue;
            }
        }
        return false;
    }

    /** Lists the programs that open an address on this system. A codespace names its own. */
    private static List<String> programs() {
        String named = System.getenv("BROWSER");
        if (named != null && !named.isBlank()) {
            return List.of(named);
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("win") && !system.contains("darwin") ? List.of("rundll32")
                : system.contains("mac") ? List.of("open") : List.of("xdg-open");
    }
}
