package org.rnnkit.learner.showcase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.background.StepsProcess;
import org.rnnkit.learner.background.StepsProcess.StepsFailure;
import org.rnnkit.learner.compile.InProcessCompiler;
import org.rnnkit.learner.compile.InProcessCompiler.CompileError;
import org.rnnkit.learner.compile.StudentCompiler;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;

/** The studio's part that shows what a step can do. Each step has at most one showcase that runs. */
public final class ShowcasePart implements StudioPart {

    private static final double FIRST_TEMPERATURE = 1;

    private final Kit kit;
    private final Supplier<Submission> submission;
    private final Predicate<Step> passed;
    private final StudioEvents events;
    private final Map<Integer, BackgroundWork<Shown, Void>> works = new ConcurrentHashMap<>();

    /**
     * Makes the part.
     *
     * @param kit the kit, with the bonus steps among its steps
     * @param submission reads the student's sources as they are now
     * @param passed tells which of the student's steps pass now; the reference, if there is one, replaces the others
     */
    public ShowcasePart(Kit kit, Supplier<Submission> submission, Predicate<Step> passed, StudioEvents events) {
        this.kit = kit;
        this.submission = submission;
        this.passed = passed;
        this.events = events;
    }

    /**
     * What a showcase has to show.
     *
     * @param request what the learner has typed; null before the first run
     * @param data the data so far, of the type that {@link Showcase#data} names; null before the first data
     */
    private record Shown(ShowcaseRequest request, Object data) {

        Shown with(Object newer) {
            return new Shown(request, newer);
        }
    }

    /**
     * The data of studio/showcase.jte: the fields of a showcase with what the learner has typed last, and its result.
     *
     * @param text the text in the field for it
     * @param number the number in the field for it
     * @param result the HTML of the result
     */
    public record ShowcaseForm(Showcase showcase, String text, String number, String result) {

        /** Tells whether the result changes several times a second: a screen reader should not read each change then. */
        public boolean isLive() {
            return showcase.data() == ShortTrainings.class || showcase.data() == EmbeddingRows.class;
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("steps/{number}/now", context -> Showcase.find(context.pathParam("number")).map(this::form).orElse(""));
        routes.get("steps/{number}/now/result", context -> result(showcase(context), temperature(context)));
        routes.post("steps/{number}/now", context -> {
            Showcase showcase = showcase(context);
            Map<String, String> fields = new HashMap<>();
            context.formParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
            start(showcase, fields);
            return result(showcase, FIRST_TEMPERATURE);
        });
    }

    private static Showcase showcase(Context context) {
        return Showcase.find(context.pathParam("number")).orElseThrow(() -> new UsageException("There is no such step."));
    }

    private static double temperature(Context context) {
        String given = context.queryParam("temperature");
        double temperature = given == null ? FIRST_TEMPERATURE : FormNumber.orNaN(given);
        if (Double.isNaN(temperature)) {
            throw new UsageException("The temperature must be a number.");
        }
        return temperature;
    }

    /** Starts the showcase of a step, by its number, with the initial values of its fields. */
    public void start(int step) {
        start(Showcase.of(step), Map.of());
    }

    /** Starts a showcase with the values of its fields, by name. It stops the step's one that still runs. */
    void start(Showcase showcase, Map<String, String> fields) {
        ShowcaseRequest request = showcase.request(fields);
        work(showcase).restart(new Shown(request, null), progress -> run(showcase, request, progress));
    }

    private BackgroundWork<Shown, Void> work(Showcase showcase) {
        return works.computeIfAbsent(showcase.step(), step -> {
            Runnable changed = () -> events.publish("showcase-" + step);
            return new BackgroundWork<>("A showcase", new Shown(null, null), changed, changed);
        });
    }

    private Void run(Showcase showcase, ShowcaseRequest request, Progress<Shown> progress) {
        Submission sources = submission.get();
        Step step = kit.steps().stream().filter(each -> each.number() == showcase.step()).findFirst().orElseThrow();
        if (!sources.isWritten(step)) {
            throw new UsageException("Step " + step.number() + " is not written yet.");
        }
        try (Scratch scratch = new Scratch()) {
            List<Path> classes = compile(sources, step, Scratch.createSubfolder(scratch.folder(), "compiled"));
            JsonNode answer = new StepsProcess("", kit, scratch.folder(), classes, ShowcaseWorker.class).run(request,
                    JsonNode.class, showcase.limit(), line -> partial(showcase, line)
                            .ifPresent(data -> progress.update(shown -> shown.with(data))));
            Object data = showcase.read(answer).orElseThrow(() -> new UsageException(
                    "Your code’s process sent an answer that can’t be drawn."));
            progress.update(shown -> shown.with(data));
            return null;
        } catch (StepsFailure e) {
            throw new UsageException(e.getMessage() + ".");
        }
    }

    /**
     * Compiles the classes that a showcase runs: the student's step, the student's other steps where they pass, and the
     * reference's for the rest. A student's copy has no reference; there, all steps are the student's.
     *
     * @return the folders of the classes, for a class path
     */
    List<Path> compile(Submission sources, Step step, Path scratch) {
        StudentCompiler student = new StudentCompiler(kit, sources, scratch);
        if (!student.errors(step).isEmpty()) {
            throw new UsageException("Step " + step.number() + " does not compile. Its verdict shows the line.");
        }
        Path own = student.classes();
        if (kit.reference().isEmpty()) {
            return List.of(own);
        }
        List<Step> others = kit.steps().stream().filter(each -> !each.equals(step) && !passed.test(each)).toList();
        others.forEach(each -> RecursiveDelete.deleteRecursively(own.resolve(each.packageName().replace('.', '/'))));
        if (others.isEmpty()) {
            return List.of(own);
        }
        Path reference = Scratch.createSubfolder(scratch, "reference");
        List<CompileError> errors = InProcessCompiler.errors(others.stream().map(kit.layout()::solution).toList(),
                kit.built().libraries(), kit.layout().solutions().resolve("src/main/java"), reference);
        if (!errors.isEmpty()) {
            throw new GraderException("The reference does not compile: " + errors.get(0).message());
        }
        return List.of(own, reference);
    }

    /** Reads a line of the process. A student's code may print lines of its own, which are not data. */
    private static Optional<Object> partial(Showcase showcase, String line) {
        try {
            return showcase.read(Messages.JSON.readTree(line));
        } catch (JsonProcessingException notData) {
            return Optional.empty();
        }
    }

    /** Returns the HTML of a showcase: its fields and its result. */
    String form(Showcase showcase) {
        ShowcaseRequest last = work(showcase).state().progress().request();
        String text = showcase.text() == null ? "" : last == null ? showcase.text().initial() : last.text();
        String number = showcase.number() == null ? "" : last == null ? showcase.number().initial()
                : String.valueOf(last.number()).replaceFirst("\\.0$", "");
        return Pages.render("studio/showcase.jte", new ShowcaseForm(showcase, text, number,
                result(showcase, FIRST_TEMPERATURE)));
    }

    /** Returns the HTML of a step's result: empty before the first run. */
    String result(Showcase showcase, double temperature) {
        State<Shown, Void> state = work(showcase).state();
        Object data = state.progress().data();
        boolean failed = state.phase() == Phase.FAILED;
        if (data == null) {
            return failed ? Pages.render("studio/showcaseFailed.jte", state.message())
                    : state.isActive() ? Pages.render("studio/showcaseState.jte", "Your code runs …") : "";
        }
        return (failed ? Pages.render("studio/showcaseState.jte", state.message() + " This is what was ready.") : "")
                + showcase.html(data, state.isActive(), temperature);
    }

    /** Stops what runs, and waits until its process has ended. */
    @Override
    public void close() {
        works.values().forEach(BackgroundWork::stop);
        works.values().forEach(BackgroundWork::close);
    }
}
