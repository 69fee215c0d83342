package org.rnnkit.cli.handout;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.rnnkit.cli.start.BuiltKitWriter;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.HandoutVersion;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;

/** The copy of the kit that students get. */
public final class StudentCopy {

    /** The files and folders that are copied as they are. Stubs, chapters and graded tests come from the built kit. */
    private static final List<String> COPIED = List.of(".devcontainer", ".editorconfig", ".github/actions",
            ".github/scripts/grade.sh", ".github/scripts/install-isolation.sh", ".github/scripts/log.sh",
            ".github/workflows/feedback.yml", ".mvn/jvm.config", ".vscode", "LICENSE", "docs/allowed.md",
            "docs/grading.example.yaml", "docs/grading.schema.json", "docs/images", "rnnkit", "rnnkit.cmd");

    /** The pages that are copied without their parts for others. */
    private static final List<String> PAGES = List.of("README.md", "docs/learning.md");

    private static final List<String> FOR_OTHERS = List.of("## Two commands", "## You want to grade",
            "## You want to change the kit");

    /** Maven's options, which depend on the folder in which it is started, and the way from there to the copy. */
    private static final Map<String, String> MAVEN_OPTIONS = Map.of(".mvn/maven.config", "", "exercises/.mvn/maven.config",
            "/..", "exercises/src/.mvn/maven.config", "/../..");

    /** An option for Maven: no headings and no summary, so that few lines follow the board. */
    private static final String QUIET = "-Dorg.slf4j.simpleLogger.log.org.apache.maven.cli.event.ExecutionEventLogger=warn";

    private static final String KIT_VERSION = "${revision}</version>\n";

    private static final String FIRST_MESSAGE = "the RNN Kit, nine steps to write";

    private final Path kit;

    /** Prepares a copy. */
    public StudentCopy(Path kit) {
        this.kit = kit;
    }

    /**
     * Writes the copy: into a new folder completely or not at all; into a folder with an earlier handout as a commit on top
     * of it. If nothing has changed since the earlier handout, nothing is written.
     *
     * @param target a folder that is empty, does not exist, or has an earlier handout
     * @throws UsageException if a part of the reference would be in it, or if the folder has other files
     */
    public WrittenHandout write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            Optional<Handout> earlier = isEmpty(target) ? Optional.empty() : Optional.of(requireHandout(target));
            try (Scratch scratch = new Scratch(target.getParent())) {
                Path copy = Files.createDirectory(scratch.folder().resolve("copy"));
                fill(copy);
                requireNoLeak(copy);
                Handout handout = record(copy, earlier);
                Files.write(copy.resolve(Handout.FILE), handout.toJson());
                return earlier.isPresent() ? replace(target, earlier.get(), copy, handout) : create(target, copy, handout);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    /** Searches a copy, and the sources of what is compiled in its built kit. */
    void requireNoLeak(Path copy) throws IOException {
        SolutionLeaks leaks = new SolutionLeaks(kit);
        Optional<String> leak = leaks.findIn(copy);
        for (String module : BuiltKitWriter.MODULES) {
            leak = leak.isPresent() ? leak
                    : leaks.findIn(kit.resolve(module).resolve("src/main")).map(found -> module + "/src/main/" + found);
        }
        if (leak.isPresent()) {
            throw new UsageException("Nothing is written: " + leak.get() + ". Remove it from " + kit + ".");
        }
    }

    private static boolean isEmpty(Path target) {
        String[] files = target.toFile().list();
        return !Files.exists(target) || files != null && files.length == 0;
    }

    private static Handout requireHandout(Path folder) {
        Handout handout = Handout.find(folder).orElseThrow(() -> new UsageException(folder + " is not an empty folder, and "
                + "not an earlier handout: it has no valid " + Handout.FILE + ". Choose another folder."));
        HandoutRepository repository = new HandoutRepository(folder);
        if (repository.exists() && repository.hasChanges()) {
            throw new UsageException("Nothing is written: there are changes in " + folder + " that are not committed. "
                    + "Commit them or undo them (git status lists them), then run the same command again.");
        }
        return handout;
    }

    /** Makes the record. Its history goes on from the newest handout of the kit, or of the folder if that is newer. */
    private Handout record(Path copy, Optional<Handout> earlier) {
        SortedMap<String, String> files = new TreeMap<>();
        SortedMap<String, String> stubs = new TreeMap<>();
        ModuleClasses.read(copy).forEach((path, content) ->
                (Handout.isStep(path) ? stubs : files).put(path, Handout.hash(content)));
        Optional<Handout> previous = Stream.concat(earlier.stream(), Handout.find(kit).stream())
                .max(Comparator.comparingInt(Handout::getVersion));
        List<HandoutVersion> history = new ArrayList<>(previous.map(Handout::history).orElse(List.of()));
        history.add(new HandoutVersion(previous.map(Handout::getVersion).orElse(0) + 1, LocalDate.now().toString(),
                new HandoutRepository(kit).commit()));
        Handout next = new Handout(history, files, stubs);
        return previous.filter(next::hasSameFiles).orElse(next);
    }

    private static WrittenHandout create(Path target, Path copy, Handout handout) throws IOException {
        HandoutRepository repository = new HandoutRepository(copy);
        boolean committed = repository.create();
        if (committed) {
            repository.commit("Handout " + handout.getVersion() + ": " + FIRST_MESSAGE);
        }
        Files.deleteIfExists(target);
        Files.move(copy, target);
        return new WrittenHandout(handout, written(handout, target) + (committed
                ? "It is a git repository with one commit, to work in, or to push as a template for a class."
                : "git is not installed, so the folder is not a repository yet.")
                + "\nTo learn with it: cd " + target + " and ./rnnkit studio");
    }

    private static String written(Handout handout, Path target) {
        return "Written: handout " + handout.getVersion() + " in " + target + ", without the reference.\n";
    }

    private static WrittenHandout replace(Path target, Handout earlier, Path copy, Handout handout) {
        if (earlier.hasSameFiles(handout)) {
            return new WrittenHandout(earlier, "Nothing has changed since handout " + earlier.getVersion() + " in " + target
                    + ". Nothing is written.");
        }
        new CopyUpdate(target).replaceBy(copy);
        HandoutRepository repository = new HandoutRepository(target);
        if (repository.exists()) {
            repository.commit("Handout " + handout.getVersion());
        }
        return new WrittenHandout(handout, written(handout, target)
                + (repository.exists() ? "It is a commit on top of the earlier handout, which can be pushed. " : "")
                + "Students update their copies with ./rnnkit update.");
    }

    /** Writes the files of the copy, which nobody has checked for leaks yet. */
    void fill(Path copy) throws IOException {
        copyAll(COPIED, copy);
        String hash = fillKit(copy);
        fillCourse(copy, hash);
        fillGitSettings(copy);
        for (String page : PAGES) {
            write(copy.resolve(page), studentPage(Files.readString(kit.resolve(page))));
        }
        fillPoms(copy, hash);
    }

    /** Writes the settings of a repository that has a built kit. */
    private void fillGitSettings(Path copy) throws IOException {
        write(copy.resolve(".gitignore"), without("/kit/", Files.readString(kit.resolve(".gitignore"))));
        // An archive that git makes must have the same files as the copy, or an update from it would be refused.
        write(copy.resolve(".gitattributes"), without("export-subst", Files.readString(kit.resolve(".gitattributes")))
                + "kit/** binary\n");
    }

    /** Writes stubs, chapters and graded tests, as the built kit has them. */
    private void fillCourse(Path copy, String hash) throws IOException {
        Map<String, byte[]> course = ModuleClasses.read(copy.resolve("kit").resolve(hash).resolve(BuiltKit.COURSE));
        for (Map.Entry<String, byte[]> file : course.entrySet()) {
            String path = file.getKey().replaceFirst("^" + Layout.STUBS + "/", Layout.EXERCISES + "/");
            Scratch.write(copy, path, file.getValue());
        }
    }

    /** Writes the built kit. Returns its hash. */
    private String fillKit(Path copy) throws IOException {
        Path kits = Files.createDirectories(copy.resolve("kit"));
        Optional<Path> running = BuiltKit.ofProgram().filter(folder -> folder.startsWith(kit));
        String hash = (running.isPresent() ? running.get() : new BuiltKitWriter(kit).write(kits)).getFileName().toString();
        if (running.isPresent()) {
            PathUtils.copyDirectory(running.get(), kits.resolve(hash));
        }
        write(kits.resolve("current"), hash + "\n");
        return hash;
    }

    /** Writes the files that name the built kit for Maven. */
    private void fillPoms(Path copy, String hash) throws IOException {
        for (Map.Entry<String, String> options : MAVEN_OPTIONS.entrySet()) {
            fillMavenOptions(copy, options.getKey(), options.getValue(), hash);
        }
        write(copy.resolve("pom.xml"), resource("copy/pom.xml"));
        String exercises = resource("copy/exercises.pom.xml").replace("@HASH@", hash);
        write(copy.resolve("exercises/pom.xml"), exercises);
        String repositories = exercises.substring(exercises.indexOf("  <repositories>"), exercises.indexOf("</project>"));
        write(copy.resolve("src/pom.xml"), Files.readString(kit.resolve("src/pom.xml"))
                .replace(KIT_VERSION, hash + "</version>\n    <relativePath>../kit/" + hash + "/org/rnnkit/rnnkit/" + hash
                        + "/rnnkit-" + hash + ".pom</relativePath>\n")
                .replace("  <dependencies>", repositories + "\n  <dependencies>"));
    }

    /** Writes Maven's options for a folder, and the way from there to the built kit, in which Maven finds its artifacts. */
    private void fillMavenOptions(Path copy, String file, String way, String hash) throws IOException {
        write(copy.resolve(file), without(QUIET, Files.readString(kit.resolve(file))) + QUIET
                + "\n-Dmaven.repo.local.tail=${session.rootDirectory}" + way + "/kit/" + hash + "\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = StudentCopy.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns a text without the lines that have a word. */
    private static String without(String word, String text) {
        return text.lines().filter(line -> !line.contains(word)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Copies files and folders of the kit. */
    private void copyAll(List<String> names, Path copy) throws IOException {
        for (String name : names) {
            File from = kit.resolve(name).toFile();
            if (from.isDirectory()) {
                FileUtils.copyDirectory(from, copy.resolve(name).toFile(), false);
            } else {
                FileUtils.copyFile(from, copy.resolve(name).toFile(), false);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Returns a page of the kit without sections for others, lines that name solutions/, and links to the kit's sources. */
    private static String studentPage(String page) {
        return without("solutions", Arrays.stream(page.split("(?m)^(?=## )"))
                .filter(section -> FOR_OTHERS.stream().noneMatch(section::startsWith)).collect(Collectors.joining()))
                .replaceAll("\\[([^]]*)]\\(toolkit/[^)]*\\)", "$1").replaceAll("\n{3,}", "\n\n");
    }

    /** The git repository of a handout or of the kit. */
    static final class HandoutRepository {

        private static final Duration TIMEOUT = Duration.ofMinutes(1);

        private static final List<String> SCRIPTS = List.of("rnnkit", ".github/scripts/grade.sh",
                ".github/scripts/install-isolation.sh");

        private final Path folder;

        HandoutRepository(Path folder) {
            this.folder = folder;
        }

        /** Tells whether the folder is a git repository. */
        boolean exists() {
            return Files.exists(folder.resolve(".git"));
        }

        /** Makes the folder a git repository with a branch main and adds all files. Returns false if there is no git. */
        boolean create() {
            if (!CommandProbe.run(List.of("git", "--version"), TIMEOUT).succeeded()) {
                return false;
            }
            git("init", "--quiet");
            git("symbolic-ref", "HEAD", "refs/heads/main");
            // --force also adds files that this machine's own git settings ignore.
            git("add", "--all", "--force");
            return true;
        }

        /** Tells whether a change is not committed. The record of the kit's newest handout does not count. */
        boolean hasChanges() {
            return !run("status", "--porcelain", "--", ".", ":!" + Handout.FILE).isSilent();
        }

        /** Returns the commit of the work tree, and says if there are changes on top of it; empty without a repository. */
        String commit() {
            CommandProbe head = exists() ? run("rev-parse", "HEAD") : new CommandProbe(false, "");
            return !head.succeeded() ? "" : head.line() + (hasChanges() ? " with changes" : "");
        }

        /** Commits all files of the folder that its own .gitignore does not name. */
        void commit(String message) {
            // A kit from an archive may have lost the executable bits, and Windows has none that git could take over.
            SCRIPTS.forEach(script -> folder.resolve(script).toFile().setExecutable(true, false));
            git("-c", "core.excludesFile=/dev/null", "add", "--all");
            SCRIPTS.forEach(script -> git("update-index", "--chmod=+x", script));
            git("-c", "user.name=RNN Kit", "-c", "user.email=rnnkit@localhost", "-c", "commit.gpgSign=false", "commit",
                    "--quiet", "--no-verify", "--message=" + message);
        }

        private void git(String... arguments) {
            CommandProbe probe = run(arguments);
            if (!probe.succeeded()) {
                throw new GraderException("git can't commit the handout in " + folder + ": " + probe.line());
            }
        }

        private CommandProbe run(String... arguments) {
            return CommandProbe.git(folder, TIMEOUT, arguments);
        }
    }
}
