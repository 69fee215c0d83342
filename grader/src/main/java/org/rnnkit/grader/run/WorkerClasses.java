package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.Probe;

/** What of the grader a worker gets to see: the worker package and its probes, and nothing else. */
final class WorkerClasses {

    private WorkerClasses() {}

    /**
     * Copies the worker's classes.
     *
     * @param kit the kit
     * @param scratch where to
     * @return the folder to put on a class path
     */
    static Path copy(Kit kit, Path scratch) {
        Path target = scratch.resolve("worker");
        copy(kit, Messages.class.getPackageName(), target);
        copy(kit, Probe.class.getPackageName(), target);
        return target;
    }

    /**
     * Copies one package.
     *
     * @param kit the kit
     * @param packageName its name
     * @param target the folder to put on a class path
     */
    static void copy(Kit kit, String packageName, Path target) {
        Path folder = Path.of(packageName.replace('.', '/'));
        try (Stream<Path> files = Files.list(kit.grader().resolve(folder))) {
            Files.createDirectories(target.resolve(folder));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    /**
     * Puts a class path together. What is trusted comes first, so that nothing of a student's can stand in its
     * place.
     *
     * @param kit the kit
     * @param workers the worker's classes
     * @param steps the classes of the steps
     * @return the class path
     */
    static List<Path> path(Kit kit, Path workers, List<Path> steps) {
        List<Path> path = new ArrayList<>(List.of(workers));
        path.addAll(kit.libraries());
        path.addAll(steps);
        return path;
    }
}
