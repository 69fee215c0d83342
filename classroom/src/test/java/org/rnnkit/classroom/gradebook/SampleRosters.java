package org.rnnkit.classroom.gradebook;

import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.testkit.steps.Steps;

/** Made-up exports of learning platforms, with the columns and quotes that each writes, and a list of one's own. */
final class SampleRosters {

    static final String MOODLE = """
            Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
            "Last modified (submission)","Last modified (grade)","Feedback comments"
            "Participant 4101","Ada Lovelace",ada@uni.example,"Submitted for grading",,100.00,Yes,\
            "Monday, 2 March 2026, 9:15 PM",-,
            "Participant 4102","Zoë O'Brien-Núñez",zoe@uni.example,"Submitted for grading",40.00,100.00,Yes,\
            "Monday, 2 March 2026, 9:20 PM","Tuesday, 3 March 2026, 8:00 AM","<p>Well begun, ""Zoë"".</p>"
            "Participant 4103","Cai, Wen",cai@uni.example,"No submission",,100.00,Yes,-,-,
            "Participant 4104","=Eve Locked",eve@uni.example,"Submitted for grading",55.00,100.00,No,\
            "Monday, 2 March 2026, 9:25 PM",-,
            """.replace("\n", "\r\n");

    static final String CANVAS = """
            Student,ID,SIS User ID,SIS Login ID,Section,RNN Kit (90210),Quiz 1 (90211),Final Score
            ,,,,,Manual Posting,,
                Points Possible,,,,,50.00,10.00,(read only)
            "Lovelace, Ada",4101,s1024,alovelace,Group A,,9.00,90.0
            "O'Brien-Núñez, Zoë",4102,s1025,zobrien,Group A and Group B,12.00,,
            "Student, Test",4199,,abc123def,Group A,,,
            """;

    static final String LIST = """
            id,name,email,login
            s1002,Ada Lovelace,ada@uni.example,ada-l
            S1002,Bob Byte,Bob@Uni.example,s1024
            4102,"Wen, Cai",cai@uni.example,
            """;

    private SampleRosters() {}

    /** Reads a roster. */
    static Gradebook read(String roster, String column, GradingConfig config) {
        return Gradebook.of(CsvFile.of("roster.csv", roster), column, config);
    }

    /** Makes the rules for marks of a class without overrides. */
    static Marking marking(Gradebook gradebook) {
        return marking(gradebook, Overrides.none());
    }

    static Marking marking(Gradebook gradebook, Overrides overrides) {
        return new Marking(Kit.find(Steps.all()), GradingConfig.DEFAULT, overrides, gradebook.people());
    }
}
