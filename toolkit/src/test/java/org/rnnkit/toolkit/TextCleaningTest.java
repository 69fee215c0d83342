package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.toolkit.TextSource.TextCleaning;

/** Tests of the cleaning of texts, case by case. */
class TextCleaningTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(nullValues = "none", textBlock = """
            'The Time Traveller (for so',      'the time traveller for so'
            '  it''s 12 o''clock!  ',          'it s o clock'
            'one line\nand the next',          'one lineand the next'
            'one line \r\n  and the next',     'one lineand the next'
            'a\r\rb',                          'ab'
            'café naïve',                      'caf na ve'
            '\uFEFFa byte order mark',         'a byte order mark'
            'a_b',                             'a b'
            'I',                               'i'
            '12345 ... \n\n',                  ''
            """)
    void reducesTheTextToLettersAndSpaces(String raw, String cleaned) {
        String lines = raw.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
        assertThat(TextCleaning.clean(lines)).isEqualTo(cleaned);
    }
}
