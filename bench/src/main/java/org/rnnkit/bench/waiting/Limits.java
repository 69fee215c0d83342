package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.grader.system.JvmCommand;

/** The limits that the kit's times are compared with: the least that must happen for such an answer. */
final class Limits {

    /** The id of a bare JVM. */
    static final String JVM = "jvm";
    /** The id of a JVM that loads the engine. */
    static final String ENGINE = "engine";
    /** The id of a Maven build without anything to do. */
    static final String MAVEN = "maven";

    /** The plugins that {@code mvn test} runs. Their versions are the kit's, because others may not be on this machine. */
    private static final List<String> PLUGINS = List.of("resources", "compiler", "surefire");
    private static final String EMPTY_POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>empty</groupId>
              <artifactId>empty</artifactId>
              <version>1</version>
              <build><plugins>%s</plugins></build>
            </project>
            """;

    private Limits() {}

    static Timed jvm() {
        return new Timed(JVM, "limit: a JVM that prints a line", null, java(BareJvm.class)::seconds);
    }

    static Timed engine() {
        return new Timed(ENGINE, "limit: a JVM that loads the engine", null, java(BareEngine.class)::seconds);
    }

    private static TimedCommand java(Class<?> main) {
        return new TimedCommand(Path.of("."), JvmCommand.of(List.of(), System.getProperty("java.class.path"), main),
                Map.of(), 0);
    }

    /** Makes a project without sources from the versions in the kit's own POM. */
    static String emptyPom(String kitPom) {
        return String.format(Locale.ROOT, EMPTY_POM, PLUGINS.stream().map(name -> "<plugin><artifactId>maven-" + name
                + "-plugin</artifactId><version>" + version(kitPom, name) + "</version></plugin>")
                .collect(Collectors.joining()));
    }

    private static String version(String kitPom, String plugin) {
        Matcher matcher = Pattern.compile("<" + plugin + "(-plugin)?\\.version>([^<]+)<").matcher(kitPom);
        if (!matcher.find()) {
            throw new BenchException("The kit's pom.xml has no version of Maven's plugin " + plugin + ".");
        }
        return matcher.group(2);
    }

    static Timed maven(TemporaryKit kit) throws IOException {
        Path project = kit.newFolder("empty");
        Files.writeString(project.resolve("pom.xml"), emptyPom(kit.pom()));
        return new Timed(MAVEN, "limit: `mvn test` of an empty project", null, kit.maven(project, "-B", "test")::seconds);
    }
}
