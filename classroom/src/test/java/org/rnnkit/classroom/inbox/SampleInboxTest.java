package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.TimeSource;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the intake with 20 submissions as students really hand them in. */
class SampleInboxTest {

    private static final Intake INTAKE = new Intake(Kit.find(Steps.all()));

    @TempDir
    private static Path folder;
    private static Inbox inbox;

    @BeforeAll
    static void write() throws IOException {
        SampleInbox.write(folder.resolve("inbox"));
        inbox = Inbox.read(folder.resolve("inbox"), folder.resolve("marks"), UploadNames.MOODLE);
    }

    @Test
    void accountsForEveryEntry() {
        assertThat(inbox.submissions()).extracting(ClassroomSubmission::name).containsExactlyInAnyOrder("ada", "bob", "carl",
                "erik", "Fay Fox_101", "gus", "Hal Hill_103", "jack", "kim", "leo", "mia", "ned",
                "olga", "Pia Pohl_109", "quin", "rosa", "sam", "tess", "uma", "vic").hasSize(20);
        assertThat(inbox.ignored()).extracting(Inbox.Ignored::name).containsExactlyInAnyOrder(".DS_Store", "Training.java",
                "__MACOSX", "ivyines_201_902_RnnParameters-1.java",
                "ivyines_LATE_201_901_OneHotEncoding.java", "readme.txt", "roster.csv");
        assertThat(inbox.ignored()).allSatisfy(entry -> assertThat(entry.reason()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"ada, 123456789", "bob, 123456789", "carl, 123456789", "erik, 123456789", "Fay Fox_101, 123456789",
        "gus, 123456789", "Hal Hill_103, 12", "jack, 13", "kim, 123456789"})
    void takesTheSteps(String name, String steps) {
        Submission taken = INTAKE.take(name, submission(name).paths());

        List<Step> written = Steps.all().stream().filter(step -> steps.contains(String.valueOf(step.number()))).toList();
        assertThat(Steps.all()).filteredOn(taken::has).isEqualTo(written);
        assertThat(Steps.all()).filteredOn(taken::isWritten).isEqualTo(written);
        assertThat(taken.ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"leo, Your folder is empty.", "mia, Your archive is empty.", "ned, Your archive can't be opened:",
        "olga, Your archive is protected by a password.", "Pia Pohl_109, Your submission has only the text that you typed",
        "quin, Your steps are too deep inside other folders", "rosa, Your archive is packed as rar",
        "sam, Your submission has two different files for the class OneHotEncoding",
        "tess, 'Your submission has Java files, but no class of a step: Main.java, Rnn.java.'",
        "uma, 'Your submission has compiled classes, but not their sources: OneHotEncoding.class.'"})
    void saysToEachStudentInItsOwnWordsWhatIsWrong(String name, String reason) {
        RefusedException refused = catchThrowableOfType(RefusedException.class,
                () -> INTAKE.take(name, submission(name).paths()));

        assertThat(refused.forStudent()).startsWith(reason).doesNotContain(folder.toString()).doesNotContain("/tmp");
        assertThat(refused).hasMessage(submission(name).paths().get(0) + ": " + refused.forStudent());
    }

    @Test
    void knowsTheStudents() {
        assertThat(submission("Fay Fox_101").handIn()).isEqualTo(HandIn.of("Fay Fox", "101", TimeSource.NONE));
        assertThat(submission("vic").notFetched()).isEqualTo("there is no repository course/vic");
    }

    /** Canvas's names are read only for Canvas's gradebook. */
    @Test
    void joinsTheFilesThatCanvasHasNamed() {
        ClassroomSubmission ivy = Inbox.read(folder.resolve("inbox"), folder.resolve("marks"),
                UploadNames.canvas(handIn -> true)).submissions().stream().filter(one -> one.name().equals("ivyines_201"))
                .findFirst().orElseThrow();

        assertThat(ivy.handIn().time().source()).isEqualTo(TimeSource.MARKED_LATE);
        assertThat(INTAKE.take(ivy.name(), ivy.paths()).isWritten(Steps.all().get(1))).isTrue();
        assertThat(ivy.paths()).hasSize(2);
    }

    private static ClassroomSubmission submission(String name) {
        return inbox.submissions().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }
}
