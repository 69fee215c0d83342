package org.rnnkit.cli;

import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The text of {@code ./rnnkit} without a command: how far the student is, and what to do next. */
public final class Welcome {

    private Welcome() {}

    /** Makes the text. It counts the steps that are written, since finding out whether they pass takes longer. */
    public static String of(Kit kit) {
        List<Step> open = new Intake(kit).take(Layout.EXERCISES).unwritten(kit.steps());
        int all = kit.steps().size();
        if (open.isEmpty()) {
            return String.format(Locale.ROOT, """
                    RNN Kit: all %d steps are written.
                      Check:   ./rnnkit list        tests them and shows the result of each
                      Train:   ./rnnkit train       your model, at full size
                      Play:    ./rnnkit play        you type a beginning, the model goes on
                      Ask:     ./rnnkit experiment  short trainings that answer questions
                    %s  Grade:   ./rnnkit grade       as a course does      More: ./rnnkit --help
                    """, all, bonus(all));
        }
        Step next = open.get(0);
        return String.format(Locale.ROOT, """
                RNN Kit: %d steps to a model that writes. %d of them are written.
                  Next:    step %d, %s
                  Read:    %s
                  Work:    ./rnnkit watch       tests each step as you save it
                  Stuck:   ./rnnkit hint %d      All results: ./rnnkit list
                  More:    ./rnnkit --help      Grade: ./rnnkit grade      Train: ./rnnkit train
                """, all, all - open.size(), next.number(), next.title(), next.chapterFile(), next.number());
    }

    /** Returns the line about the bonus steps, if there are any. */
    private static String bonus(int all) {
        List<Step> bonus = Steps.bonus();
        return bonus.isEmpty() ? "" : String.format(Locale.ROOT,
                "  Bonus:   %-18s  ./rnnkit watch shows them once the %d pass\n",
                Steps.names(bonus).toLowerCase(Locale.ROOT), all);
    }
}
