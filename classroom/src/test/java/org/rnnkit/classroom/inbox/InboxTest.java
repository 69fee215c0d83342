package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.Classroom.ClassroomSources;
import org.rnnkit.classroom.ClassroomProcess;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.samework.SourcePrints;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.system.UsageException.RefusedException;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the list of submissions in a folder, and of their names. */
class InboxTest {

    @TempDir
    private Path folder;

    private void folders(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<ClassroomSubmission> read(String inbox) {
        return Inbox.read(folder.resolve(inbox), folder.resolve("out")).submissions();
    }

    @Test
    void listsFoldersAndArchivesAndNothingElse() throws IOException {
        folders("zoe", "out", "__MACOSX", ".git");
        files("bob_1_2_work.zip", "zoe.zip", "carl.rar", "metadata.yml", "scores.csv.zip", "class.json.zip");

        assertThat(read("")).extracting(ClassroomSubmission::name)
                .containsExactly("bob_1_2_work", "carl", "class.json-2", "scores.csv-2", "zoe", "zoe-2");
    }

    /** A student's computer writes the time of a commit, so the report says where a time is from. */
    @Test
    void readsTheTimesOfCommits() throws IOException {
        folders("ada", "bob", "carl");
        Files.writeString(folder.resolve(".commit-times"),
                "ada,2026-12-01T10:00:00+01:00\nbob,yesterday\nnobody,2026-12-01T10:00:00Z\nx\n");

        assertThat(read("")).extracting(submission -> submission.handIn().time()).containsExactly(
                new HandInTime(Instant.parse("2026-12-01T09:00:00Z"), Source.COMMIT), HandInTime.UNKNOWN, HandInTime.UNKNOWN);
    }

    @Test
    void rejectsAFolderWithoutSubmissions() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> Inbox.read(folder, out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no submission");
        assertThatThrownBy(() -> Inbox.read(folder.resolve("x"), out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no folder");
    }

    /** In these folders the results would count as a submission next time, or be mixed with the files of one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ada/marks", "new/marks"})
    void rejectsResultsAmongTheSubmissions(String out) throws IOException {
        Files.createDirectory(folder.resolve("ada"));
        Files.writeString(folder.resolve("ada/A.java"), "");

        assertThatThrownBy(() -> Inbox.read(folder, folder.resolve(out).normalize()))
                .isInstanceOf(UsageException.class).hasMessageContaining("among the submissions");
    }

    /** "NAME.zip" becomes "NAME" without spaces around it, which must not lead out of the results or to the grader's files. */
    @Test
    void noNameLeadsOutOfTheResults() throws IOException {
        files(" .graded.zip", " ...zip", " ..zip", "  .zip", "ADA.zip", "ada.ZIP");
        folders("Ada");

        List<ClassroomSubmission> all = read("");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactlyInAnyOrder("_graded", "_", "_-2", "_-3", "Ada",
                "ADA-2", "ada-3");
        assertThat(all).filteredOn(ClassroomSubmission::isRenamed).hasSize(6);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void comparesFoldersAndNotTheirPaths() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("class/inbox"));
        Files.createDirectories(inbox.resolve("ada"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inbox);
        Path out = Files.createDirectories(inbox.resolve("out"));

        assertThat(Inbox.read(link, out).submissions()).extracting(ClassroomSubmission::name).containsExactly("ada");
        assertThatThrownBy(() -> Inbox.read(link, inbox)).hasMessageContaining("among the submissions");
        assertThatThrownBy(() -> Inbox.read(inbox, link.resolve("ada/new")))
                .hasMessageContaining("among the submissions");
    }

    /** A link could lead to another student's work or to the reference. Each is refused alone, with any name. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsARefusedSubmissionOfItsOwn() throws IOException {
        Path ada = Files.createDirectories(folder.resolve("inbox/Ada_1_assignsubmission_file_"));
        Files.createDirectories(folder.resolve("inbox/Bob_2_assignsubmission_file_"));
        Files.createSymbolicLink(folder.resolve("inbox/eve"), ada);
        Files.createSymbolicLink(folder.resolve("inbox/m.zip"), ada.resolve("other.zip"));
        Files.createSymbolicLink(folder.resolve("inbox/Bob_2_assignsubmission_file_x.zip"), ada);

        List<ClassroomSubmission> all = read("inbox");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactly("Ada_1", "Bob_2", "Bob_2_assignsubmission_file_x",
                "eve", "m");
        assertThat(all).allSatisfy(one -> assertThat(one.paths()).hasSize(1));
        Intake intake = new Intake(Kit.find(Steps.all()));
        assertThat(all.subList(2, 5)).allSatisfy(one -> assertThatThrownBy(() -> intake.take(one.name(), one.paths()))
                .isInstanceOf(RefusedException.class).hasMessageContaining("is a link, and links are never followed"));
    }

    /** A name with two readings is refused alone, with both; it neither joins nor shadows another student's upload. */
    @Test
    void aNameWithTwoReadingsCostsNobodyElse() throws IOException {
        String doubt = "Bob Byte _456_assignsubmission_x_789_assignsubmission_file_";
        folders("Bob Byte_456", "Bob Byte_456_assignsubmission_file_", "Bob Byte_456_assignsubmission_onlinetext_",
                "Cai_457_assignsubmission_file_", doubt);

        List<ClassroomSubmission> all = read("");

        assertThat(all).extracting(ClassroomSubmission::name)
                .containsExactly(doubt, "Bob Byte_456", "Bob Byte_456-2", "Cai_457");
        assertThat(all.get(0).doubt()).contains("\"Bob Byte\" with the number 456 or \"Bob Byte _456_assignsubmission_x\" with "
                + "the number 789");
        assertThat(all.get(1).paths()).hasSize(2);
        assertThat(all.subList(1, 4)).allSatisfy(one -> assertThat(one.doubt()).isEmpty());
    }

    /** Nothing of it is read, and an earlier report, which would be about something else, is deleted. */
    @Test
    void whatIsInDoubtIsNotTaken() throws IOException {
        Path upload = Files.createDirectories(folder.resolve("inbox/Bob_1_assignsubmission_x_2_assignsubmission_file_"));
        Path out = folder.resolve("out");
        Files.writeString(Files.createDirectories(out.resolve(upload.getFileName())).resolve("report.json"), "{}");

        List<ClassroomResult> results = ClassroomProcess.grade(folder.resolve("inbox"), out,
                (submission, steps, scratch) -> null);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.kind()).isEqualTo(ClassroomResult.Kind.REFUSED);
            assertThat(result.reason()).startsWith("It is not clear whose upload this is. Its name can mean \"Bob\" with the "
                    + "number 1 or \"Bob_1_assignsubmission_x\" with the number 2. Look on the platform whose it is");
        });
        assertThat(out.resolve(upload.getFileName()).resolve("report.json")).doesNotExist();
    }

    /** A class that was collected with fetch-submissions.sh may be compared with this year's. */
    @Test
    void comparesOnlyWhatWasFetched() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("earlier/.not-fetched")).resolve("ada"), "no repository");
        Kit kit = Kit.find(Steps.all());

        assertThatCode(() -> new ClassroomSources(new SourcePrints(kit))
                .compareWith(folder.resolve("earlier"), new Intake(kit))).doesNotThrowAnyException();
    }

    /** The class is graded, also if a reason is in another encoding. */
    @Test
    void aReasonThatIsNotUtf8CostsNobodyElse() throws IOException {
        Path reasons = Files.createDirectories(folder.resolve("inbox/.not-fetched"));
        Files.write(reasons.resolve("ada"), "caf\u00e9 is closed".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectory(reasons.resolve("folder"));
        Files.createDirectory(folder.resolve("inbox/bob"));

        List<ClassroomSubmission> all = read("inbox");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactly("ada", "bob");
        assertThat(all.get(0).notFetched()).isEqualTo("caf\uFFFD is closed");
    }

    /** In Gradescope students can write their own name and number. */
    @Test
    void neverJoinsWhatGradescopesListNames() throws IOException {
        Files.writeString(folder.resolve("submission_metadata.yml"), """
                submission_1:
                  :submitters:
                  - :name: Bob Byte
                    :sid: '456'
                submission_2:
                  :submitters:
                  - :name: Bob Byte
                    :sid: '456'
                submission_3:
                  :submitters:
                  - :name: Bob Byte, Eve
                    :sid: 456, 789
                """);
        folders("submission_1", "submission_2", "submission_3");

        List<ClassroomSubmission> all = read("");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactly("Bob Byte, Eve_456, 789", "Bob Byte_456",
                "Bob Byte_456-2");
        assertThat(all.get(0).handIn().students()).hasSize(1);
    }

    /** In a folder to which students upload files of any name, such a list may be theirs. */
    @Test
    void aListOfGradescopesNamesOnlyGradescopesFolders() throws IOException {
        Files.writeString(folder.resolve("submission_metadata.yml"), """
                ada.zip:
                  :submitters:
                  - :name: Eve
                    :sid: '789'
                """);
        files("ada.zip");

        assertThat(read("")).extracting(ClassroomSubmission::name)
                .containsExactly("ada");
    }

    /** grade reads the same tables of overrides and extensions as grade-all. */
    @Test
    void knowsTheNameOfASingleUpload() throws IOException {
        folders("Ada_1_assignsubmission_file_", "Bob_2_assignsubmission_file_");
        files("cai.tar.gz");

        assertThat(Inbox.nameOf(folder.resolve("Ada_1_assignsubmission_file_"))).isEqualTo("Ada_1");
        assertThat(Inbox.nameOf(folder.resolve("cai.tar.gz"))).isEqualTo("cai");
    }

    /** Otherwise the report of a submission called inbox would be written into the inbox. */
    @Test
    void theInboxKeepsItsNameInTheResults() throws IOException {
        Files.createDirectories(folder.resolve("inbox/inbox"));

        assertThat(Inbox.read(folder.resolve("inbox"), folder).submissions()).extracting(ClassroomSubmission::name)
                .containsExactly("inbox-2");
    }
}
