package org.rnnkit.grader.kit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.GraderException;

/** The folders of the kit's compiled modules, each found by one of its classes. */
public final class ModuleClasses {

    private ModuleClasses() {}

    /**
     * Finds a module's compiled classes.
     *
     * @param type a class of the module
     * @return the folder target/classes of the module, also when this program runs from the module's jar beside it
     * @throws GraderException if it is not found
     */
    public static Path of(Class<?> type) {
        try {
            Path location = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(location) ? location : location.resolveSibling("classes");
        } catch (URISyntaxException e) {
            throw new GraderException("The kit's own classes are not found", e);
        }
    }
}
