package org.rnnkit.cli.command;

import java.util.concurrent.Callable;
import org.rnnkit.cli.doctor.CheckResult;
import org.rnnkit.cli.doctor.MachineCheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Says what the kit can do on this machine, and how to get what is missing. */
@Command(name = "doctor", description = {"Says what the kit can do on this machine, and how to get what is missing.", ""},
    footer = {"%nExit status:",
        "  0 grading works here, if not with everything",
        "  3 it does not"})
public final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        boolean works = true;
        for (CheckResult finding : new MachineCheck(Kit.find(Steps.all())).findings()) {
            String mark = switch (finding.grade()) {
                case GOOD -> "@|green ✔|@";
                case LACKING -> "@|yellow !|@";
                case BAD -> "@|red ✘|@";
            };
            System.out.println(Ansi.AUTO.string(mark) + "  " + pad(finding.subject()) + "  " + finding.words());
            if (!finding.remedy().isEmpty()) {
                System.out.println("   " + pad("") + "  → " + finding.remedy());
            }
            works &= finding.grade() != CheckResult.Grade.BAD;
        }
        System.out.println(works ? "Grading works here." : "Grading does not work here until what has a ✘ is mended.");
        return works ? 0 : 3;
    }

    private static String pad(String subject) {
        return subject + " ".repeat(Math.max(0, 14 - subject.length()));
    }
}
