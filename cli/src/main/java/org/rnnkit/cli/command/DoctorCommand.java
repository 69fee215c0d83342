package org.rnnkit.cli.command;

import java.util.concurrent.Callable;
import org.rnnkit.cli.doctor.CheckResult;
import org.rnnkit.cli.doctor.MachineCheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command that says what the kit can do on this machine, and how to get what is missing. */
@Command(name = "doctor", description = {"Says what the kit can do on this machine, and how to get what is missing.", ""},
    footer = {"%nExit status:",
        "  0 grading works here, perhaps not with everything",
        "  3 grading does not work here"})
public final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        boolean works = true;
        for (CheckResult result : new MachineCheck(Kit.find(Steps.all())).run()) {
            String mark = switch (result.grade()) {
                case GOOD -> "@|green ✔|@";
                case LACKING -> "@|yellow !|@";
                case BAD -> "@|red ✘|@";
            };
            System.out.println(Ansi.AUTO.string(mark) + "  " + pad(result.subject()) + "  " + result.words());
            if (!result.remedy().isEmpty()) {
                System.out.println("   " + pad("") + "  → " + result.remedy());
            }
            works &= result.grade() != CheckResult.Grade.BAD;
        }
        System.out.println(works ? "Grading works here." : "Grading does not work here until everything with a ✘ is fixed.");
        return works ? 0 : 3;
    }

    private static String pad(String subject) {
        return subject + " ".repeat(Math.max(0, 14 - subject.length()));
    }
}
