package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;

/** What options have to be like. */
final class OptionChecks {

    private OptionChecks() {}

    /** A number of things. */
    static int atLeast(int smallest, String option, int value) {
        if (value < smallest) {
            throw new UsageException(option + " " + value + ": give a number from " + smallest + " up.");
        }
        return value;
    }

    /** The folder for results: the one given, else a new one of the kit's own. */
    static Path outputFolder(Path given, Kit kit, String command) {
        Path folder = given != null ? given.toAbsolutePath().normalize() : newFolder(kit, command);
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            throw new UsageException("There is no " + folder.getRoot() + " for " + folder + ". Choose another --out.");
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new UsageException("Results can't be written to " + folder + ": " + there
                    + (Files.isDirectory(there) ? " is not yours to write to" : " is not a folder")
                    + ". Choose another --out.");
        }
        return folder;
    }

    private static Path newFolder(Kit kit, String command) {
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path folder = kit.home().resolve("runs").resolve(now + "-" + command);
        for (int i = 2; Files.exists(folder); i++) {
            folder = folder.resolveSibling(now + "-" + command + "-" + i);
        }
        return folder;
    }
}
