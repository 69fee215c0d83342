package org.rnnkit.grader.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.system.UsageException;
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

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
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
        YamlTree tree = new YamlTree(root, file.getFileName().toString());
        new ConfigSchema(Steps.withBonus()).check(tree);
        checkFile(tree, "overrides");
        checkFile(tree, "times");
        checkTimes(tree);
        checkLate(tree);
        tree.throwIfAny();
        return config(written(tree.json()));
    }

    private static NodePath path(String... keys) {
        NodePath path = new NodePath(PathType.JSON_POINTER);
        for (String key : keys) {
            path = path.append(key);
        }
        return path;
    }

    private void checkFile(YamlTree tree, String key) {
        JsonNode named = tree.json().path(key);
        if (named.isTextual() && findFile(named.asText()).isEmpty()) {
            tree.mistake(tree.value(path(key)), key + ": " + named.asText() + " is not a file that can be "
                    + "read. Its path must be relative to the folder of " + file.getFileName() + ".");
        }
    }

    /** The schema knows the form of a time, but not that there is no 30 February. */
    private void checkTimes(YamlTree tree) {
        checkTime(tree, "deadline");
        tree.json().path("extensions").fieldNames().forEachRemaining(name -> checkTime(tree, "extensions", name));
        for (String key : List.of("late", "extensions", "times")) {
            if (tree.json().has(key) && !tree.json().has("deadline")) {
                tree.mistake(tree.key(path(), key), key + " needs a deadline. Add the key deadline.");
            }
        }
    }

    private void checkLate(YamlTree tree) {
        JsonNode late = tree.json().path("late");
        if (late.has("percent") && late.has("points")) {
            tree.mistake(tree.key(path("late"), "points"), "points: each day costs percent or points. Leave one of them out.");
        } else if (late.has("most") && !late.has("percent") && !late.has("points")) {
            tree.mistake(tree.key(path("late"), "most"), "most limits percent or points. Add one of them.");
        }
    }

    private void checkTime(YamlTree tree, String... keys) {
        JsonNode written = tree.json();
        for (String key : keys) {
            written = written.path(key);
        }
        if (written.isTextual() && written.asText().matches(ConfigSchema.TIME)) {
            try {
                ZonedDateTime time = ZonedDateTime.parse(written.asText());
                if (!OffsetDateTime.parse(written.asText().replaceFirst("\\[.*", "")).equals(time.toOffsetDateTime())) {
                    tree.mistake(tree.value(path(keys)), keys[keys.length - 1] + ": " + time.getZone() + " has "
                            + time.getOffset() + " then, not what is written before it.");
                }
            } catch (DateTimeParseException e) {
                tree.mistake(tree.value(path(keys)), keys[keys.length - 1] + (written.asText().contains("[")
                        ? ": there is no such day, time or zone." : ": there is no such day or time."));
            }
        }
    }

    /** Parses the file. Returns null if it is empty. */
    private Node parse() {
        String name = file.getFileName().toString();
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new LoaderOptions()).compose(reader);
        } catch (MarkedYAMLException e) {
            throw new UsageException(name + ":" + (e.getProblemMark().getLine() + 1) + ": This is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw new UsageException(String.format(Locale.ROOT,
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
    private record Written(Map<String, StepMarks> steps, WrittenLimits limits, TrainingOverrides training, String deadline,
            Map<String, String> extensions, LateSettings late, String times, String overrides,
            boolean bonusSteps) {}

    private record WrittenLimits(Integer memory, Integer processes, Integer disk) {}

    private static Written written(JsonNode json) {
        if (json.at("/late/unknown").isTextual()) {
            ((ObjectNode) json.get("late")).put("unknown", 0);
        }
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
                Optional.ofNullable(written.deadline()).map(at ->
                        new Deadline(ZonedDateTime.parse(at), extensions(written.extensions()), written.late(),
                                written.times() == null ? null : findFile(written.times()).orElseThrow())),
                Optional.ofNullable(written.overrides()).map(name -> findFile(name).orElseThrow()),
                written.bonusSteps());
    }

    private static Map<String, ZonedDateTime> extensions(Map<String, String> written) {
        Map<String, ZonedDateTime> extensions = new TreeMap<>();
        if (written != null) {
            written.forEach((name, time) -> extensions.put(name, ZonedDateTime.parse(time)));
        }
        return extensions;
    }

    private static Limits limits(WrittenLimits written, Limits kit) {
        return written == null ? kit : new Limits(Objects.requireNonNullElse(written.memory(), kit.memoryMegabytes()),
                Objects.requireNonNullElse(written.processes(), kit.tasks()),
                Objects.requireNonNullElse(written.disk(), kit.diskMegabytes()));
    }
}
