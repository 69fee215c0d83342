package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of the system properties that the engine reads when it loads. */
class EngineSettingsTest {

    private static final List<String> NAMES =
            List.of("ai.djl.pytorch.num_threads", "ai.djl.pytorch.num_interop_threads", "OPT_OUT_TRACKING");

    private Properties before;

    @BeforeEach
    void clear() {
        before = (Properties) System.getProperties().clone();
        NAMES.forEach(System::clearProperty);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void setsThePropertiesOfTheEngine() {
        EngineSettings.apply(3);

        assertThat(NAMES).extracting(System::getProperty).containsExactly("3", "1", "true");
    }

    @Test
    void rejectsLessThanOneThreadAndSetsNothing() {
        assertThatThrownBy(() -> EngineSettings.apply(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, but is 0");
        assertThat(NAMES).extracting(System::getProperty).containsOnlyNulls();
    }
}
