package org.rnnkit.classroom.gradebook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.grader.config.GradingConfig;

/** Made-up exports of learning platforms, with the columns and quotes that each writes. */
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

    static final String MOODLE_GERMAN = """
            \uFEFFID;"Vollständiger Name";E-Mail-Adresse;Status;Bewertung;Bestwertung;"Bewertung kann geändert werden";\
            "Zuletzt geändert (Abgabe)";"Zuletzt geändert (Bewertung)";"Feedback als Kommentar"
            Teilnehmer/in4101;"Jörg Müßig";j@uni.example;"Zur Bewertung abgegeben";;"30,00";Ja;"Montag, 2. März 2026, 21:15";-;
            Teilnehmer/in4102;"Ada Lovelace";ada@uni.example;"Keine Abgabe";;"30,00";Ja;-;-;
            """;

    /** The columns of {@link #MOODLE_GERMAN}, as grading.yaml names them. */
    static final String GERMAN_COLUMNS = """
            roster:
              moodle: true
              id: ID
              name: Vollständiger Name
              email: E-Mail-Adresse
              grade: Bewertung
              maximum: Bestwertung
              locked: {Bewertung kann geändert werden: Nein}
              feedback: Feedback als Kommentar
            """;

    /** The deadline of a course, and the column of {@link #MOODLE_GERMAN} with the times. */
    static final String GERMAN_TIMES = "  time: Zuletzt geändert (Abgabe)\n  timePattern: \"EEEE, d. MMMM yyyy, HH:mm\"\n"
            + "  timeLanguage: de\ndeadline: 2026-03-02T21:00:00+01:00\n";

    static final String MOODLE_GRADEBOOK = """
            "First name","Surname","ID number",Institution,Department,"Email address","Assignment: RNN (Real)",\
            "Quiz: Week 1 (Real)","Course total (Real)","Last downloaded from this course"
            Ada,Lovelace,s1024,,,ada@uni.example,-,7.00,7.00,1772490000
            Zoë,O'Brien,s1025,,,zoe@uni.example,-,9.00,9.00,1772490000
            """;

    static final String CANVAS = """
            Student,ID,SIS User ID,SIS Login ID,Section,RNN Kit (90210),Quiz 1 (90211),Final Score
            ,,,,,Manual Posting,,
                Points Possible,,,,,50.00,10.00,(read only)
            "Lovelace, Ada",4101,s1024,alovelace,Group A,,9.00,90.0
            "O'Brien-Núñez, Zoë",4102,s1025,zobrien,Group A and Group B,12.00,,
            "Student, Test",4199,,abc123def,Group A,,,
            """;

    static final String GRADESCOPE = """
            First Name,Last Name,SID,Email,Sections,Total Score,Max Points,Status,Submission ID,Submission Time,\
            Lateness (H:M:S),View Count
            Ada,Lovelace,s1024,ada@uni.example,,10.0,50.0,Graded,330001,2026-03-02 21:15:00 +0100,00:00:00,1
            Zoë,O'Brien,s1025,zoe@uni.example,,,50.0,Missing,,,,
            """;

    static final String GITHUB = """
            "identifier","github_username","github_id","name"
            "s1024","ada-l","11","Ada Lovelace"
            "s1025","","",""
            """;

    private SampleRosters() {}

    /** Reads a roster, and finds whose submissions these are. */
    static Gradebook read(String roster, String column, GradingConfig config, List<ClassroomSubmission> submissions) {
        Gradebook read = Gradebook.read(roster.getBytes(StandardCharsets.UTF_8), column, config);
        read.match(submissions);
        return read;
    }
}
