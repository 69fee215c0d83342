package org.rnnkit.grader.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.config.GradingConfig.StepMarks;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.config.GradingConfig.Training;
import org.rnnkit.grader.error.WrongUse;
import org.rnnkit.grader.report.Detail;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads grading.yaml and says of everything that is wrong with it where it is and what may be there. */
public final class ConfigFile {

    private static final int MAX_POINTS = 1_000;
    private static final int MAX_SECONDS = 3_600;
    /** A quarter of the default is what the reference takes; with hardly more than that, right steps may fail. */
    private static final int LEAST_MEMORY = 768;
    private static final int MAX_MEMORY = 65_536;
    private static final int LEAST_PROCESSES = 32;
    private static final int MAX_PROCESSES = 4_096;
    private static final int MAX_DISK = 65_536;
    private static final int MAX_EPOCHS = 100_000;
    private static final int MAX_MINUTES = 1_440;
    private static final double MAX_PERPLEXITY = 1_000;
    private static final String SHORT = "short";

    private final Path file;
    private final Problems problems;

    private ConfigFile(Path file) {
        this.file = file;
        this.problems = new Problems(file.getFileName().toString());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return what it says
     * @throws WrongUse if it can't be read, or if something in it is not right: a line each
     */
    public static GradingConfig read(Path file) {
        return new ConfigFile(file).read();
    }

    private GradingConfig read() {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            GradingConfig config = root == null ? GradingConfig.DEFAULT : read(new ConfigNode(root,
                    allowed("steps", "limits", "training", "feedback", "bonus", "style"), problems));
            problems.check();
            return config;
        } catch (MarkedYAMLException e) {
            throw new WrongUse(file.getFileName() + ":" + (e.getProblemMark().getLine() + 1) + ": no YAML: "
                    + e.getProblem());
        } catch (YAMLException | CharacterCodingException e) {
            throw new WrongUse(file + " is no text in YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new WrongUse("The configuration " + file + " can't be read. Name a file like docs/grading.example.yaml.");
        }
    }

    private static Set<String> allowed(String... keys) {
        return new LinkedHashSet<>(Arrays.asList(keys));
    }

    private GradingConfig read(ConfigNode root) {
        String feedback = root.word("feedback", allowed("full", "cut", "none"));
        return new GradingConfig(steps(root), limits(root), training(root),
                feedback == null ? Detail.FULL : Detail.valueOf(feedback.toUpperCase(Locale.ROOT)), bonus(root), style(root));
    }

    private Map<String, StepMarks> steps(ConfigNode root) {
        Set<String> ids = Steps.withBonus().stream().map(Step::id).collect(Collectors.toCollection(LinkedHashSet::new));
        ConfigNode section = root.section("steps", ids);
        Map<String, StepMarks> steps = new LinkedHashMap<>();
        if (section != null) {
            for (String id : section.keys()) {
                ConfigNode step = section.section(id, allowed("points", "seconds"));
                steps.put(id, new StepMarks(step.integer("points", 0, MAX_POINTS), step.integer("seconds", 1, MAX_SECONDS)));
            }
        }
        return steps;
    }

    private static Limits limits(ConfigNode root) {
        ConfigNode limits = root.section("limits", allowed("memory", "processes", "disk"));
        Limits kit = Limits.DEFAULT;
        return limits == null ? kit : new Limits(
                Objects.requireNonNullElse(limits.integer("memory", LEAST_MEMORY, MAX_MEMORY), kit.memoryMegabytes()),
                Objects.requireNonNullElse(limits.integer("processes", LEAST_PROCESSES, MAX_PROCESSES), kit.tasks()),
                Objects.requireNonNullElse(limits.integer("disk", 1, MAX_DISK), kit.diskMegabytes()), kit.outputKilobytes());
    }

    private static Training training(ConfigNode root) {
        ConfigNode training = root.section("training", allowed("epochs", "minutes", SHORT));
        if (training == null) {
            return GradingConfig.DEFAULT.training();
        }
        boolean isShort = "true".equals(training.word(SHORT, allowed("true", "false")));
        if (isShort && training.keys().contains("epochs")) {
            training.wrong(SHORT, "true", "possible beside epochs, as a short training has its own: leave one of them out");
        }
        return new Training(training.integer("epochs", 1, MAX_EPOCHS), training.integer("minutes", 1, MAX_MINUTES), isShort);
    }

    private static List<Bonus> bonus(ConfigNode root) {
        List<Bonus> all = new ArrayList<>();
        for (ConfigNode one : root.list("bonus", allowed("perplexity", "points"))) {
            one.demand("perplexity", "points");
            Double perplexity = one.number("perplexity", 1, MAX_PERPLEXITY);
            Integer points = one.integer("points", 1, MAX_POINTS);
            if (perplexity != null && points != null) {
                all.add(new Bonus(perplexity, points));
            }
        }
        return List.copyOf(all);
    }

    private Optional<Style> style(ConfigNode root) {
        ConfigNode style = root.section("style", allowed("points", "lost", "config"));
        if (style == null) {
            return Optional.empty();
        }
        style.demand("points");
        Integer points = style.integer("points", 1, MAX_POINTS);
        Integer lost = style.integer("lost", 1, MAX_POINTS);
        String rules = style.text("config");
        if (points == null) {
            return Optional.empty();
        }
        return rules == null ? Optional.of(new Style(points, lost == null ? 1 : lost, null, ""))
                : rules(style, rules).map(path -> new Style(points, lost == null ? 1 : lost, path.toString(), content(path)));
    }

    /** The rules' place counts from the configuration's. */
    private Optional<Path> rules(ConfigNode style, String name) {
        try {
            Path rules = file.toAbsolutePath().resolveSibling(name).normalize();
            if (Files.isReadable(rules) && Files.isRegularFile(rules)) {
                return Optional.of(rules);
            }
        } catch (InvalidPathException e) {
            // No path at all is no file either.
        }
        style.wrong("config", name, "a file that can be read beside " + file.getFileName());
        return Optional.empty();
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new WrongUse(path + " can't be read as text: " + e.getMessage());
        }
    }
}
