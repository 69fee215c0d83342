package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of formulas. */
class FormulaTest {

    @Test
    void bracketsAreOperatorsBecauseBrowsersIgnoreMfenced() {
        assertThat(Formula.mathMl("f(x, y)", false)).isEqualTo("<math alttext=\"f(x, y)\"><mi>f</mi><mrow>"
                + "<mo stretchy=\"false\">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy=\"false\">)</mo></mrow></math>");
    }

    @Test
    void onlyBracketsAroundSomethingTallStretch() {
        assertThat(Formula.mathMl("\\exp\\left(\\frac{a}{b}\\right)", true)).contains("<mo>(</mo>", "<mo>)</mo>");
        assertThat(Formula.mathMl("\\exp\\left(y_i\\right)", true)).contains("<mo stretchy=\"false\">(</mo>");
    }

    @Test
    void uprightLettersAreOneWord() {
        assertThat(Formula.mathMl("\\mathrm{softmax}", false)).contains("<mi>softmax</mi>");
        assertThat(Formula.mathMl("\\mathrm{T}", false)).contains("<mi mathvariant=\"normal\">T</mi>");
    }

    @Test
    void minusAndPrimeAreSignsOfMathematics() {
        assertThat(Formula.mathMl("a' - 1", true)).isEqualTo("<math alttext=\"a' - 1\" display=\"block\"><msup><mi>a</mi>"
                + "<mi>′</mi></msup><mo>−</mo><mn>1</mn></math>");
    }

    @Test
    void textIsEscaped() {
        assertThat(Formula.mathMl("a < b", false)).isEqualTo(
                "<math alttext=\"a &lt; b\"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\unknown x", "\\frac{1", "a$ b $c", "x$ \\href{javascript:alert(1)}{a} $y",
        "\\mbox{\\href{a}{b}}", "\\newcommand{\\a}{x}\\newcommand{\\b}{\\a\\a}\\b"})
    void rejectsWhatIsNotAFormula(String tex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Formula.mathMl(tex, false));
    }
}
