package org.rnnkit.cli.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rnnkit.cli.update.FileSet.ArchiveFiles;
import org.rnnkit.cli.update.FileSet.FolderFiles;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;

/** The handout's texts of files that the copy's owner has changed, and merges with them. They come from git or a folder. */
final class Originals implements UpdatePlan.Merge {

    private static final String FOLDER = Handout.UPDATES + "/originals/";
    private static final String STUBS_POM = "stubs/pom.xml";
    /** build-end/ is a module of older handouts. */
    private static final Set<String> MODULES = Set.of("toolkit/", "testkit/", "standins/", "grader/", "classroom/", "learner/",
            "cli/", "build-end/", "src/", "stubs/");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Path home;
    private final Path scratch;
    private final Handout before;
    private Map<String, byte[]> committed;

    /** Prepares merges. */
    Originals(Path home, Handout before, Path scratch) {
        this.home = home;
        this.before = before;
        this.scratch = scratch;
    }

    /** Returns the place in the copy for the handout's text of a file. */
    static String place(String path) {
        return FOLDER + path;
    }

    /**
     * Makes a record for a copy that has none, because an older kit made its handout: from the first commit of its git
     * repository. Empty if there is no such commit, or if it is not known to be the first. Files outside of the kit's modules
     * may be the owner's, so only those count that the newer handout has, too.
     */
    static Optional<Handout> firstCommit(Path home, Handout next, Path scratch) {
        CommandProbe first = git(home, "rev-list", "--max-parents=0", "HEAD");
        if (!first.succeeded() || !git(home, "rev-parse", "--is-shallow-repository").line().equals("false")) {
            return Optional.empty();
        }
        Map<String, byte[]> files = archive(home, first.line(), scratch);
        if (!files.containsKey(STUBS_POM)) {
            return Optional.empty();
        }
        TreeMap<String, String> hashes = new TreeMap<>();
        files.forEach((path, content) -> {
            boolean ofKit = MODULES.contains(path.substring(0, path.indexOf('/') + 1)) || next.files().containsKey(path);
            if (ofKit && !Handout.isStep(path)) {
                hashes.put(path, Handout.hash(content));
            }
        });
        return Optional.of(new Handout(List.of(new Handout.Version(0, "", "", "")), hashes));
    }

    @Override
    public Optional<byte[]> merge(String path, byte[] mine, byte[] next) {
        return find(path).flatMap(original -> merge(mine, original, next));
    }

    private Optional<byte[]> find(String path) {
        String hash = before.files().get(path);
        return new FolderFiles(home).read(place(path)).filter(text -> Handout.hash(text).equals(hash))
                .or(() -> Optional.ofNullable(committed().get(path)).filter(text -> Handout.hash(text).equals(hash)));
    }

    /** Returns the files of the commit that brought the handout into the repository. */
    private Map<String, byte[]> committed() {
        if (committed == null) {
            CommandProbe commit = before.getVersion() == 0 ? git(home, "rev-list", "--max-parents=0", "HEAD")
                    : git(home, "log", "-1", "--format=%H", "--", Handout.FILE);
            committed = commit.succeeded() ? archive(home, commit.line(), scratch) : Map.of();
        }
        return committed;
    }

    private static Map<String, byte[]> archive(Path home, String commit, Path scratch) {
        Path tar = scratch.resolve("commit.tar");
        return commit.matches("[0-9a-f]{40,64}")
                && git(home, "archive", "--format=tar", "--output=" + tar, commit).succeeded()
                ? ArchiveFiles.read(tar, Handout.FILE).all() : Map.of();
    }

    private Optional<byte[]> merge(byte[] mine, byte[] original, byte[] next) {
        try {
            Path merged = Files.write(scratch.resolve("mine"), mine);
            CommandProbe probe = git(scratch, "merge-file", "--quiet", merged.toString(),
                    Files.write(scratch.resolve("original"), original).toString(),
                    Files.write(scratch.resolve("next"), next).toString());
            return probe.succeeded() ? Optional.of(Files.readAllBytes(merged)) : Optional.empty();
        } catch (IOException e) {
            throw new GraderException("The changes can't be merged in " + scratch + ": " + e, e);
        }
    }

    private static CommandProbe git(Path folder, String... arguments) {
        return CommandProbe.git(folder, TIMEOUT, arguments);
    }
}
