package org.rnnkit.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the numbers in messages. */
class ShortNumberTest {

    @ParameterizedTest
    @CsvSource({"0.0, 0", "-0.0, 0", "1, 1", "100.0, 100", "0.76159415595, 0.76159", "-1234.5678, -1234.6", "28, 28",
        "3e23, 3e23", "-1.23456789e-9, -1.2346e-9", "0.00001, 0.00001", "9999999, 10000000", "NaN, NaN",
        "-Infinity, -Infinity", "0.1, 0.1"})
    void hasFiveDigitsAndNoZerosAtTheEnd(double value, String text) {
        assertThat(ShortNumber.of(value)).isEqualTo(text);
    }

    @Test
    void hasAsManyDigitsAsTellTwoNumbersApart() {
        assertThat(ShortNumber.of(1.23456789, 1.23456111)).isEqualTo("1.23457");
        assertThat(ShortNumber.of(1.23456111, 1.23456789)).isEqualTo("1.23456");
        assertThat(ShortNumber.of(2, 2)).isEqualTo("2");
        assertThat(ShortNumber.of(0.1f, 0.1)).isNotEqualTo(ShortNumber.of(0.1, 0.1f));
    }
}
