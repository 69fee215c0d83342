package org.rnnkit.grader.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.config.GradingConfig.StepMarks;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.config.GradingConfig.Training;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.testkit.steps.Steps;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A reader of grading.yaml. It reports every mistake with its line and with the allowed values. */
public final class ConfigFile {

    private final Path file;
    private final ConfigMistakes mistakes;

    private ConfigFile(Path file) {
        this.file = file;
        this.mistakes = new ConfigMistakes(file.getFileName().toString());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the settings in it
     * @throws UsageException if it can't be read, or if it has mistakes; the message has a line for each mistake
     */
    public static GradingConfig read(Path file) {
        return new ConfigFile(file).read();
    }

    private GradingConfig read() {
        Node root = parse();
        if (root == null) {
            return GradingConfig.DEFAULT;
        }
        YamlTree tree = new YamlTree(root, mistakes);
        new MistakeSentences(new ConfigSchema(Steps.withBonus()), tree, mistakes).addAll();
        JsonNode rules = tree.json().at("/style/config");
        if (rules.isTextual() && findFile(rules.asText()).isEmpty()) {
            mistakes.add(tree.value(new NodePath(PathType.JSON_POINTER).append("style").append("config")), "config: "
                    + rules.asText() + " is not a file that can be read. Its path must be relative to the folder of "
                    + file.getFileName() + ".");
        }
        mistakes.throwIfAny();
        return config(written(tree.json()));
    }

    /** Parses the file. Returns null if it is empty. */
    private Node parse() {
        String name = file.getFileName().toString();
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new LoaderOptions()).compose(reader);
        } catch (MarkedYAMLException e) {
            throw new UsageException(name + ":" + (e.getProblemMark().getLine() + 1) + ": This is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw new UsageException(String.format(
                    "%s is not YAML text: its character %d is U+%04X. Save it as UTF-8 text.",
                    name, e.getPosition() + 1, e.getCodePoint()));
        } catch (YAMLException e) {
            throw e.getCause() instanceof IOException unreadable ? unreadable(unreadable)
                    : new UsageException(name + " is not YAML that can be read: " + e.getMessage());
        } catch (RuntimeException e) { // SnakeYAML has no exception of its own for some broken escapes and tags
            throw new UsageException(name + " is not YAML that can be read. Look for a backslash in double quotes that begins "
                    + "no escape, and for a tag (a word after !) that is not closed (" + e.getMessage() + ").");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UsageException unreadable(IOException e) {
        return e instanceof CharacterCodingException
                ? new UsageException(file.getFileName() + " is not UTF-8 text. Save it as UTF-8.")
                : new UsageException("The configuration " + file + " can't be read. Name a file like "
                        + "docs/grading.example.yaml.");
    }

    /** Finds a file that the configuration names, by its path from the configuration's folder. */
    private Optional<Path> findFile(String name) {
        try {
            return Optional.of(file.toAbsolutePath().resolveSibling(name).normalize())
                    .filter(path -> Files.isReadable(path) && Files.isRegularFile(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The content of grading.yaml as it is written there; null stands for a missing key. */
    private record Written(Map<String, StepMarks> steps, WrittenLimits limits, Training training, FeedbackDetail feedback,
            List<Bonus> bonus, WrittenStyle style) {}

    private record WrittenLimits(Integer memory, Integer processes, Integer disk) {}

    private record WrittenStyle(int points, Integer lost, String config) {}

    private static Written written(JsonNode json) {
        try {
            return JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build()
                    .treeToValue(json, Written.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of grading.yaml allows a value that the grader can't use", e);
        }
    }

    private GradingConfig config(Written written) {
        GradingConfig kit = GradingConfig.DEFAULT;
        return new GradingConfig(Objects.requireNonNullElse(written.steps(), kit.steps()),
                limits(written.limits(), kit.limits()), Objects.requireNonNullElse(written.training(), kit.training()),
                Objects.requireNonNullElse(written.feedback(), kit.feedback()),
                Objects.requireNonNullElse(written.bonus(), kit.bonus()),
                Optional.ofNullable(written.style()).map(this::style));
    }

    private static Limits limits(WrittenLimits written, Limits kit) {
        return written == null ? kit : new Limits(Objects.requireNonNullElse(written.memory(), kit.memoryMegabytes()),
                Objects.requireNonNullElse(written.processes(), kit.tasks()),
                Objects.requireNonNullElse(written.disk(), kit.diskMegabytes()), kit.outputKilobytes());
    }

    private Style style(WrittenStyle written) {
        int lost = Objects.requireNonNullElse(written.lost(), 1);
        if (written.config() == null) {
            return new Style(written.points(), lost, null, "");
        }
        Path rules = findFile(written.config()).orElseThrow();
        return new Style(written.points(), lost, rules.toString(), content(rules));
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UsageException(path + " can't be read as text: " + e.getMessage());
        }
    }
}
