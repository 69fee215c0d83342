package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.worker.Messages;

/** The class path of a worker. Of the kit's own classes a worker gets copies of a few packages and nothing else. */
public final class WorkerClasses {

    private WorkerClasses() {}

    /**
     * Copies packages, and the package of the messages, which every worker needs.
     *
     * @param scratch the folder to make the copy in
     * @param members one class of each package
     * @return the copy, a folder for a class path
     */
    public static Path copy(Path scratch, Class<?>... members) {
        Path target = scratch.resolve("worker");
        copyPackage(Messages.class, target);
        for (Class<?> member : members) {
            copyPackage(member, target);
        }
        return target;
    }

    /**
     * Copies one package.
     *
     * @param member a class of the package
     * @param target the copy, a folder for a class path
     */
    public static void copyPackage(Class<?> member, Path target) {
        Path folder = Path.of(member.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(ModuleClasses.of(member).resolve(folder))) {
            Files.createDirectories(target.resolve(folder));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    /**
     * Makes a class path. The kit's classes come first, so that a student's class of the same name can't replace them.
     *
     * @param kit the kit
     * @param workers the folder with the worker's classes
     * @param steps the folders with the steps' classes
     * @return the class path
     */
    public static List<Path> path(Kit kit, Path workers, List<Path> steps) {
        List<Path> path = new ArrayList<>(List.of(workers));
        path.addAll(kit.libraries());
        path.addAll(steps);
        return path;
    }
}
