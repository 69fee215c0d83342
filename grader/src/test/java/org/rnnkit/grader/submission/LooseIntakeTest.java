package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.steps.Steps;

/** Tests of source files that were handed in without the folders of their packages. */
class LooseIntakeTest extends SubmissionFolder {

    @Test
    void placesAFileByItsPackageLine() throws IOException {
        write("1.java", "/* package a; */\npackage org.rnnkit . step1onehot;\n@SuppressWarnings(\"class X\") public class "
                + "OneHotEncoding {}");

        assertThat(take().fileOf(FIRST)).isEqualTo(STEP);
        assertThat(take().isWritten(FIRST)).isTrue();
    }

    /** The compiler names the mistake. */
    @Test
    void placesAFileWithAMistakeInItsClassLineByItsName() throws IOException {
        write("steps/OneHotEncoding.java", "package org.rnnkit.step1onehot;\nfinal clas OneHotEncoding {}\n");

        assertThat(take().has(FIRST)).isTrue();
    }

    /** The package line is put in front of the first line, so that messages name the lines that the student sees. */
    @Test
    void placesAFileWithoutPackageLineByItsClassAndKeepsItsLines() throws IOException {
        write("sub/OneHotEncoding (1).java", "// mine\nclass OneHotEncoding {}\n");

        assertThat(take().texts(FIRST)).containsExactly("package org.rnnkit.step1onehot; // mine\nclass OneHotEncoding {}\n");
    }

    /** A step's class may be the last of many files. */
    @Test
    void takesAStepBesideManyOtherFiles() throws IOException {
        for (int i = 0; i < 230; i++) {
            write("A" + i + ".java", "package other" + i + "; class A" + i + " {}");
        }
        write("OneHotEncoding.java", "class OneHotEncoding {}");

        assertThat(take().isWritten(FIRST)).isTrue();
    }

    @Test
    void takesASingleFile() throws IOException {
        write("OneHotEncoding.java", "class OneHotEncoding {}");
        write("other/RnnParameters.java", "class RnnParameters {}");

        Submission taken = intake.take("ada", folder.resolve("OneHotEncoding.java"));

        assertThat(Steps.all()).filteredOn(taken::has).containsExactly(FIRST);
    }

    @Test
    void doesNotChooseBetweenTwoFilesForAClass() throws IOException {
        write("a/OneHotEncoding.java", "class OneHotEncoding {}");
        write("b/OneHotEncoding.java", "class OneHotEncoding { int newer; }");

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class).hasMessageContaining(
                "two different files for the class OneHotEncoding, a/OneHotEncoding.java and b/OneHotEncoding.java");
    }

    @Test
    void takesOneOfTwoEqualFiles() throws IOException {
        write("OneHotEncoding.java", "class OneHotEncoding {}");
        write("OneHotEncoding (1).java", "class OneHotEncoding {}");

        assertThat(take().files(Steps.all())).hasSize(1);
    }

    /** The mark stays at the beginning, where it is explained. */
    @Test
    void placesAFileWithAByteOrderMark() throws IOException {
        write("1.java", "\uFEFFclass OneHotEncoding {}");
        write("2.java", "\uFEFFpackage org.rnnkit.step3state; class HiddenState {}");

        assertThat(take().texts(FIRST)).containsExactly("\uFEFFpackage org.rnnkit.step1onehot; class OneHotEncoding {}");
        assertThat(take().texts(Steps.all().get(2)))
                .containsExactly("\uFEFFpackage org.rnnkit.step3state; class HiddenState {}");
    }

    @Test
    void placesHelpersByTheirPackageLineAndListsTheRest() throws IOException {
        write("OneHotEncoding.java", "class OneHotEncoding {}");
        write("Sizes.java", "package org.rnnkit.step1onehot; class Sizes {}");
        write("Shapes.java", "package util; class Shapes {}");
        write("Alone.java", "class Alone {}");
        write("Text.java", "package org.rnnkit.toolkit; class Text {}");
        write("OneHotEncodingTest.java", "package org.rnnkit.step1onehot; import org.junit.jupiter.api.Test; class A {}");

        Submission taken = take();

        assertThat(taken.ignored()).containsExactly("Alone.java (it has neither a package line nor a step's class)",
                "OneHotEncodingTest.java (the kit's own tests are used)",
                "org/rnnkit/toolkit/Text.java (not in one of the steps' packages)",
                "util/Shapes.java (not in one of the steps' packages)");
        assertThat(taken(taken)).containsExactly(STEP, "org/rnnkit/step1onehot/Sizes.java");
    }

    @Test
    void namesTheJavaFilesIfNoneIsAStep() throws IOException {
        write("OneHotEncoding.java", "package com.ada; class OneHotEncoding {}");

        assertThatThrownBy(() -> take()).isInstanceOf(RefusedException.class)
                .hasMessageContaining("no class of a step: OneHotEncoding.java")
                .hasMessageContaining("the package org.rnnkit.step1onehot");
    }
}
