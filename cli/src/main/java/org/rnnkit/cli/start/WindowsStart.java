package org.rnnkit.cli.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher for Windows runs before each command: a writer of the file with all of Java's arguments except the
 * command's own. For other systems the launcher itself does this, which is faster; Windows' shell breaks at many folders'
 * names.
 */
public final class WindowsStart {

    private WindowsStart() {}

    /**
     * Writes the file.
     *
     * @param args the kit's folder, the built kit, and the file
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            StartFile start = new StartFile(Path.of(args[1]), Path.of(args[2]));
            Optional<List<String>> arguments = start.arguments();
            if (arguments.isEmpty()) {
                System.exit(StartFile.KIT_ERROR);
            }
            List<String> all = new ArrayList<>(arguments.get());
            all.add(StartFile.quoted("-Drnnkit.home=" + Path.of(args[0]).toAbsolutePath().normalize()));
            all.add("org.rnnkit.cli.RnnKit");
            start.write(all);
            start.deleteOldCaches();
        } catch (IOException | RuntimeException problem) {
            StartFile.explain(problem, args[1]);
        }
    }
}
