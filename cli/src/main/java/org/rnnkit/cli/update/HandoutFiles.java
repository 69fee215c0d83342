package org.rnnkit.cli.update;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;

/**
 * A handout with the contents of its files, each as its record says.
 *
 * @param handout the record
 * @param contents the content of each file of the record
 */
record HandoutFiles(Handout handout, SortedMap<String, byte[]> contents) {

    /**
     * Reads a handout. Only the files of its record are read, so nothing else in the folder or archive matters.
     *
     * @param files the folder or archive
     * @param name the name of the folder or archive, for messages
     * @throws UsageException if it is not a handout, or if a file differs from the record
     */
    static HandoutFiles read(FileSet files, String name) {
        Handout handout = files.read(Handout.FILE).flatMap(Handout::parse).orElseThrow(() -> new UsageException(name
                + " is not a handout that a copy can be updated to: it has no valid " + Handout.FILE
                + (files.read("solutions/pom.xml").isPresent()
                ? ". It is the instructor's kit: make a handout from it first (./rnnkit handout DIR)."
                : ". Name the folder, the archive or the git address that your instructor gave you.")));
        SortedMap<String, byte[]> contents = new TreeMap<>();
        handout.files().forEach((path, hash) -> contents.put(path, files.read(path)
                .filter(content -> Handout.hash(content).equals(hash))
                .orElseThrow(() -> new UsageException(name + " is not complete: " + path + " is missing or was changed. "
                        + "Get the handout again."))));
        return new HandoutFiles(handout, contents);
    }
}
