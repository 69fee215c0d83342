package org.rnnkit.cli.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * @param args the kit's folder; the built kit; the file; the name of the command, or an empty text
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Optional<List<String>> arguments = arguments(Path.of(args[0]).toAbsolutePath().normalize(), Path.of(args[1]),
                    Path.of(args[2]).toAbsolutePath(), args[3]);
            if (arguments.isEmpty()) {
                System.exit(StartFile.KIT_ERROR);
            }
            StartFile start = new StartFile(Path.of(args[1]), Path.of(args[2]));
            start.write(arguments.get());
            start.deleteOldCaches();
        } catch (IOException | RuntimeException problem) {
            StartFile.explain(problem, args[1]);
        }
    }

    private static Optional<List<String>> arguments(Path home, Path kit, Path file, String command)
            throws IOException, InterruptedException {
        boolean bench = command.equals("bench") && Files.isDirectory(home.resolve("bench"));
        Optional<List<String>> arguments = new StartFile(kit, file).arguments(!bench ? ""
                : home.resolve("bench/target/classes") + File.pathSeparator + home.resolve("solutions/target/classes"));
        // An archive fits one class path and one Java.
        String key = Integer.toHexString((arguments + System.getProperty("java.home")).hashCode());
        Path archive = file.resolveSibling(key + "-classes.jsa");
        arguments.ifPresent(list -> {
            list.add(archive.toFile().length() > 0 ? StartFile.quoted("-XX:SharedArchiveFile=" + archive) : "-Xshare:auto");
            list.add(StartFile.quoted("-Drnnkit.home=" + home));
            list.add(StartFile.quoted("-Drnnkit.archive=" + archive));
            list.add(bench ? "org.rnnkit.bench.Bench" : "org.rnnkit.cli.RnnKit");
        });
        return arguments;
    }
}
