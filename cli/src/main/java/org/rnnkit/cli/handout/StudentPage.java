package org.rnnkit.cli.handout;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A page of a student's copy: the kit's, without sections for others and without lines that name solutions/. */
final class StudentPage {

    private static final String SECTION = "(?m)^(?=## )";
    private static final List<String> FOR_OTHERS = List.of("## Two commands", "## You want to grade",
            "## You want to change the kit");

    private StudentPage() {}

    /** Makes a student's page from the kit's. */
    static String of(String page) {
        return Arrays.stream(page.split(SECTION))
                .filter(section -> FOR_OTHERS.stream().noneMatch(section::startsWith))
                .flatMap(String::lines)
                .filter(line -> !line.contains("solutions"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
