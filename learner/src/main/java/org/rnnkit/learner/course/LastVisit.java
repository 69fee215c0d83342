package org.rnnkit.learner.course;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The end of the last visit: what held when the studio of this copy was open last. It is kept in a file in runs/.
 *
 * @param millis the time, in milliseconds since 1970
 * @param kit the hash of the kit
 * @param passed the ids of the steps that passed
 */
public record LastVisit(long millis, String kit, Set<String> passed) {

    private static final String FILE = ".studio-visit.json";
    private static final long HOURS_IN_WORDS = 48;

    /**
     * What has happened since then without the studio.
     *
     * @param ago how long ago the visit was
     * @param sentences what has changed
     * @param trainings the trainings that have ended, the newest first
     */
    public record News(String ago, List<String> sentences, List<RunRow> trainings) {

        /** Nothing has happened. */
        static final News NONE = new News("", List.of(), List.of());

        /** Tells whether there is nothing to say. */
        public boolean isEmpty() {
            return sentences.isEmpty() && trainings.isEmpty();
        }
    }

    /** Describes this moment. */
    static LastVisit now(Kit kit, StepStates states) {
        return new LastVisit(System.currentTimeMillis(),
                kit.built().folder().map(folder -> folder.getFileName().toString()).orElse(""),
                states.steps().stream().filter(states::isPassed).map(Step::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Reads the last visit; empty before the first one. */
    static Optional<LastVisit> read(Kit kit) {
        return OutputFile.read(file(kit), LastVisit.class).filter(visit -> visit.kit != null && visit.passed != null);
    }

    /** Keeps this visit as the last one. A folder that can't be written only means that nothing is said the next time. */
    void write(Kit kit) {
        try {
            OutputFile.write(this, file(kit));
        } catch (GraderException notWritable) {
            return;
        }
    }

    private static Path file(Kit kit) {
        return RunFolder.parent(kit).resolve(FILE);
    }

    /** Compares this visit with a later moment: steps that others than the studio have tested, trainings, another kit. */
    News until(LastVisit now, Kit all) {
        return new News(ago(now.millis - millis), List.of(
                steps(all, now.passed, passed, " passes now", " pass now"),
                steps(all, passed, now.passed, " passes no longer", " pass no longer"),
                kit.equals(now.kit) ? "" : "the kit was updated").stream().filter(words -> !words.isEmpty()).toList(),
                RunList.read(RunFolder.parent(all)).runs().stream()
                        .filter(run -> run.folder().resolve(TrainingSummary.FILE).toFile().lastModified() > millis)
                        .map(RunRow::of).toList());
    }

    private static String steps(Kit all, Set<String> these, Set<String> others, String one, String several) {
        List<Step> steps = all.steps().stream()
                .filter(step -> these.contains(step.id()) && !others.contains(step.id())).toList();
        return steps.isEmpty() ? "" : Steps.names(steps).replaceFirst("S", "s") + (steps.size() == 1 ? one : several);
    }

    private static String ago(long millis) {
        int minutes = (int) Math.max(1, TimeUnit.MILLISECONDS.toMinutes(millis));
        int hours = minutes / (int) TimeUnit.HOURS.toMinutes(1);
        return (hours == 0 ? Plural.of(minutes, "minute") : hours < HOURS_IN_WORDS ? Plural.of(hours, "hour")
                : Plural.of(hours / (int) TimeUnit.DAYS.toHours(1), "day")) + " ago";
    }
}
