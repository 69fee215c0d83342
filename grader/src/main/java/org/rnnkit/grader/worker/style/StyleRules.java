package org.rnnkit.grader.worker.style;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.DefaultConfiguration;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checkstyle rules for sources that can't be trusted: the filters by which a comment or an annotation could switch rules off
 * are removed from the configuration.
 */
public final class StyleRules {

    private static final Set<String> SUPPRESSIONS = Set.of("SuppressionCommentFilter", "SuppressWarningsFilter",
            "SuppressWarningsHolder", "SuppressWithNearbyCommentFilter", "SuppressWithNearbyTextFilter",
            "SuppressWithPlainTextCommentFilter");

    private final DefaultConfiguration configuration;

    /**
     * Reads the rules.
     *
     * @param file a Checkstyle configuration
     * @throws CheckstyleException if it is not a valid one
     */
    public StyleRules(Path file) throws CheckstyleException {
        configuration = (DefaultConfiguration) ConfigurationLoader.loadConfiguration(file.toString(),
                new PropertiesExpander(new Properties()));
        removeSuppressions(configuration);
    }

    private static void removeSuppressions(DefaultConfiguration configuration) {
        for (Configuration child : configuration.getChildren()) {
            String name = child.getName().replaceAll("^.*\\.|Check$", "");
            if (SUPPRESSIONS.contains(name)) {
                configuration.removeChild(child);
            } else {
                removeSuppressions((DefaultConfiguration) child);
            }
        }
    }

    /**
     * Makes a checker for these rules.
     *
     * @return the checker; the caller destroys it
     * @throws CheckstyleException if a rule or one of its settings does not exist
     */
    public Checker checker() throws CheckstyleException {
        Checker checker = new Checker();
        checker.setModuleClassLoader(Checker.class.getClassLoader());
        checker.configure(configuration);
        return checker;
    }

    /**
     * Lists the files that the rules name, such as a list of suppressions. A process needs them to use the rules.
     *
     * @return the files, by their paths in the rules
     */
    public List<Path> files() {
        return values(configuration).flatMap(StyleRules::file).distinct().toList();
    }

    private static Stream<String> values(Configuration module) {
        return Stream.concat(Arrays.stream(module.getPropertyNames()).map(name -> value(module, name)),
                Arrays.stream(module.getChildren()).flatMap(StyleRules::values));
    }

    private static String value(Configuration module, String name) {
        try {
            return module.getProperty(name);
        } catch (CheckstyleException e) {
            throw new IllegalStateException("a property that the module has listed", e);
        }
    }

    private static Stream<Path> file(String value) {
        try {
            return Stream.of(Path.of(value)).filter(Files::isRegularFile);
        } catch (InvalidPathException notAFile) {
            return Stream.empty();
        }
    }
}
