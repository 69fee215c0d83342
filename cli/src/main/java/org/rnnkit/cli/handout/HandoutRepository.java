package org.rnnkit.cli.handout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.GraderException;

/** The git repository of a handout or of the kit. */
final class HandoutRepository {

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
        git("-c", "user.name=RNN Kit", "-c", "user.email=rnnkit@localhost", "-c", "commit.gpgSign=false", "commit", "--quiet",
                "--no-verify", "--message=" + message);
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
