package org.rnnkit.grader.report;

import org.rnnkit.testkit.translation.Translation;

/** A report in the language that the user has chosen, for a format of plain text. report.json stays English. */
public final class TranslatedReport {

    private TranslatedReport() {}

    /**
     * Translates the messages of a report.
     *
     * @param report the report, in English
     * @return the same report with each message and each test's name that has a translation
     */
    public static Report of(Report report) {
        Translation translation = Translation.chosen();
        return translation.isEnglish() ? report : report.withEachStep(step -> step(step, translation))
                .withTraining(report.training(), translation.text(report.trainingMessage()));
    }

    private static StepReport step(StepReport step, Translation translation) {
        IndependentCheck check = step.check();
        return step.withMessage(translation.text(step.message()))
                .with(step.location(), check.withMessage(translation.text(check.message())))
                .withTests(step.tests().stream().map(test -> test.withTexts(translation.testName(test.name()),
                        translation.text(test.message()))).toList());
    }
}
