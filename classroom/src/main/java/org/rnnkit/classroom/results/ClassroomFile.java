package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;

/**
 * A file with all results of a class, or of a part of one, as data. Several of them can be merged to one class.
 *
 * @param results the results of all submissions
 * @param sources the fingerprints of each submission's files, by the submission's name
 */
public record ClassroomFile(List<ClassroomResult> results, Map<String, List<SourcePrint>> sources) {

    /** The file name. */
    public static final String FILE = "class.json";

    /** Writes the file. */
    public void write(Path folder) {
        OutputFile.stream(new ClassroomFile(results.stream().map(ClassroomFile::withoutHistory).toList(), sources),
                folder.resolve(FILE));
    }

    /** The scores of an earlier run, without all that is much larger than they are. */
    private record EarlierFile(List<EarlierResult> results) {}

    private record EarlierResult(String name, Score report) {}

    private record Score(int score, int maxScore) {

        private static Score of(Report report) {
            return new Score(report.getScore(), report.getMaxScore());
        }

        private String words() {
            return score + " of " + maxScore;
        }
    }

    /** Names the submissions that have another score than in the earlier results in a folder, with both scores. */
    public List<String> changedSince(Path folder) {
        Map<String, Score> before = new HashMap<>();
        OutputFile.read(folder.resolve(FILE), EarlierFile.class).ifPresent(file -> file.results()
                .forEach(result -> before.put(result.name(), result.report())));
        return results.stream().filter(result -> result.report() != null && before.get(result.name()) != null)
                .filter(result -> !before.get(result.name()).equals(Score.of(result.report())))
                .map(result -> result.name() + " from " + before.get(result.name()).words() + " to "
                        + Score.of(result.report()).words()).toList();
    }

    /** Leaves out what only the page of the training shows, and what is much larger than all the rest. */
    private static ClassroomResult withoutHistory(ClassroomResult result) {
        Report report = result.report();
        TrainingReport training = report == null ? null : report.training();
        return training == null ? result : new ClassroomResult(result.name(), result.kind(),
                report.withTraining(training.withoutHistory(), report.trainingMessage()), result.reason(), result.kept());
    }

    /**
     * Reads the files of a class's parts and merges them, in the order of the roster. A submission of the roster without a
     * result has a line that says so.
     */
    public static ClassroomFile merge(List<Path> folders, List<String> roster) {
        Map<String, ClassroomResult> results = new LinkedHashMap<>();
        roster.forEach(name -> results.put(name, ClassroomResult.missing(name,
                "There is no result: its part of the class was not graded.")));
        Map<String, List<SourcePrint>> sources = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Path folder : folders) {
            OutputFile.read(folder.resolve(FILE), ClassroomFile.class).ifPresent(part -> {
                part.results().forEach(result -> {
                    if (!seen.add(result.name())) {
                        throw new UsageException(result.name() + " is in two of the folders. Merge each submission once.");
                    }
                    results.put(result.name(), result);
                });
                sources.putAll(part.sources());
            });
        }
        return new ClassroomFile(List.copyOf(results.values()), sources);
    }
}
