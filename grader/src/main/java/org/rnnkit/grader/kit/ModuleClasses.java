package org.rnnkit.grader.kit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.error.GraderException;

/** The compiled classes of one of the kit's modules, found by a class in it. */
public final class ModuleClasses {

    private ModuleClasses() {}

    /**
     * Finds a module's classes.
     *
     * @param type a class of the module
     * @return the folder of its classes, also where this program has them from the jar that Maven put beside it
     */
    public static Path of(Class<?> type) {
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isDirectory(place) ? place : place.resolveSibling("classes");
        } catch (URISyntaxException e) {
            throw new GraderException("The kit's own classes are not found", e);
        }
    }
}
