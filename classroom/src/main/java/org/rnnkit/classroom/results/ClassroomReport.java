package org.rnnkit.classroom.results;

import java.nio.file.Path;

/** The files about a whole class: tables for a spreadsheet and a page. Each submission has its own report besides. */
public final class ClassroomReport {

    private ClassroomReport() {}

    /**
     * Writes the tables and the page. Each file is written completely or not at all.
     *
     * @param overview the class
     * @param folder the folder for the files
     * @return the path of the page
     */
    public static Path write(ClassroomOverview overview, Path folder) {
        ScoresCsv.write(overview.results(), overview.steps(), overview.bonus(), folder);
        SameWorkCsv.write(overview.sameWork(), folder);
        return ClassroomPage.write(overview, folder);
    }
}
