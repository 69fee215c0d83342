package org.rnnkit.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.train.RunFolder;

/** Checks that several commands make: of the values of options, and of files. */
final class CommandChecks {

    private CommandChecks() {}

    /** Returns a number, if it is large enough. */
    static int atLeast(int smallest, String option, int value) {
        if (value < smallest) {
            throw new UsageException(option + " " + value + ": give a number from " + smallest + " up.");
        }
        return value;
    }

    /** Returns a number, if it is in a range. */
    static int between(int smallest, int largest, String option, int value) {
        if (value < smallest || value > largest) {
            throw new UsageException(option + " " + value + ": give a number from " + smallest + " to " + largest + ".");
        }
        return value;
    }

    /** Returns a temperature, if it is a number from 0 up that the steps can compute with, in float32. */
    static double temperature(double value) {
        if (!(value >= 0) || Float.isInfinite((float) value)) {
            throw new UsageException("The temperature " + value + ": give a number from 0 up.");
        }
        return (float) value == 0 ? 0 : value;
    }

    /** Says if Maven does something else than a command: with other tests, or with a file that a command doesn't compile. */
    static void noteDifferencesFromMaven(Kit kit) {
        String moduleInfo = Layout.EXERCISES + "/src/main/java/" + Layout.MODULE_INFO;
        if (Files.exists(kit.home().resolve(moduleInfo))) {
            System.err.println("rnnkit: Delete " + moduleInfo + ", or Maven stops: " + Layout.NO_MODULE + ".");
        }
        List<String> changed = kit.changedTests();
        if (!changed.isEmpty()) {
            System.err.println("rnnkit: " + changed.get(0) + (changed.size() == 1 ? " differs"
                    : " and " + Plural.of(changed.size() - 1, "other file") + " in src/test differ")
                    + " from the kit's, so Maven may show other results: this command runs the kit's own tests.");
        }
    }

    /** Returns the folder for results: the one given, or else a new one in the kit's runs/. */
    static Path outputFolder(Path given, Kit kit, String command) {
        Path folder = given != null ? given.toAbsolutePath().normalize() : RunFolder.choose(kit, command);
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new UsageException("Results can't be written to " + folder + ": "
                    + (existing == null ? folder.getRoot() : existing) + " is not a folder that can be written to. Choose "
                    + "another --out.");
        }
        return folder;
    }
}
