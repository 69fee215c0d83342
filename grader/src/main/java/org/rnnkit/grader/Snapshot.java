package org.rnnkit.grader;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The compiled parts of the kit as they were when a grading began. Its kit has copies of them, so that an editor or another
 * build can't change what later submissions are graded with. What can't be copied, because the virtual machine runs from it,
 * must stay unchanged: the jars of this program. {@link #requireUnchanged()} looks before each result is kept.
 */
public final class Snapshot implements AutoCloseable {

    private static final Set<Snapshot> OPEN = ConcurrentHashMap.newKeySet();

    private final Scratch scratch = new Scratch();
    private final Kit kit;
    private final List<Path> places;
    private final Map<Path, State> used;

    /** The state of a file, by which a change is noticed. The key is the file's number, which a replaced file has not. */
    private record State(long bytes, long changed, Object key) {}

    /**
     * Takes a snapshot.
     *
     * @throws GraderException if the kit is being built at the moment
     */
    public Snapshot(Kit kit) {
        this(kit, classPath());
    }

    /** Takes a snapshot for a program with another class path. */
    Snapshot(Kit kit, List<Path> program) {
        try {
            List<Path> sources = new ArrayList<>(program);
            sources.addAll(List.of(kit.libraries().get(0), kit.stepClasses(), kit.standIns(), kit.tests()));
            Map<Path, State> before = states(sources);
            List<Path> libraries = new ArrayList<>(kit.libraries());
            // The copies have the same names as in the kit, where the one folder is found beside the other.
            libraries.set(0, copy(ModuleClasses.read(libraries.get(0)), "toolkit"));
            Path steps = copy(ModuleClasses.read(kit.stepClasses()), "steps/classes");
            Path standIns = copy(ModuleClasses.read(kit.standIns()), "stand-ins");
            Path tests = copy(ModuleClasses.read(kit.tests()), "steps/test-classes");
            List.of(LanguageModel.class, Steps.class, Kit.class).forEach(ModuleClasses::files);
            this.kit = new Kit(kit.layout(), kit.steps(), kit.bonus(), kit.reference().map(folder -> steps), standIns, tests,
                    libraries);
            places = Stream.concat(program.stream(), Stream.of(scratch.folder())).toList();
            used = states(places);
            if (!states(sources).equals(before)) {
                throw new GraderException("The kit is being built at the moment. Start the same command again when the build "
                        + "has finished.");
            }
        } catch (RuntimeException | Error e) {
            scratch.close();
            throw e;
        }
        OPEN.add(this);
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }

    private Path copy(Map<String, byte[]> files, String name) {
        Path folder = Scratch.createSubfolder(scratch.folder(), name);
        files.forEach((file, content) -> Scratch.write(folder, file, content));
        return folder;
    }

    /** Returns the states of files and of all files in folders. */
    private static Map<Path, State> states(List<Path> places) {
        Map<Path, State> states = new TreeMap<>();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes now) {
                states.put(file, new State(now.size(), now.lastModifiedTime().toMillis(), now.fileKey()));
                return FileVisitResult.CONTINUE;
            }

            /** A class path may name folders that do not exist. A file that has gone is a change. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException missing) {
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            for (Path place : places) {
                Files.walkFileTree(place, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
            }
        } catch (IOException e) {
            throw new GraderException("The kit's files can't be read: " + e.getMessage(), e);
        }
        return states;
    }

    /** Returns the kit with the copies, to grade with. */
    public Kit kit() {
        return kit;
    }

    /**
     * Checks that this program and the copies are still those that the hash of the kit was computed from.
     *
     * @throws GraderException if a file has changed since: a result may come from two builds then
     */
    public static void requireUnchanged() {
        OPEN.forEach(Snapshot::require);
    }

    private void require() {
        Map<Path, State> now = states(places);
        if (now.equals(used)) {
            return;
        }
        if (ShutdownHooks.hasBegun()) {
            throw new GraderException("interrupted");
        }
        scratch.requireIntact();
        Path changed = Stream.of(used, now).flatMap(states -> states.keySet().stream())
                .filter(file -> !Objects.equals(used.get(file), now.get(file))).findFirst().orElseThrow();
        throw new GraderException("The kit was built again while it graded: " + changed + " has changed. Start the same "
                + "command again. It keeps what was graded with the same kit.");
    }

    @Override
    public void close() {
        OPEN.remove(this);
        scratch.close();
    }
}
