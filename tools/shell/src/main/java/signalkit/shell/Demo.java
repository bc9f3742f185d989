package signalkit.shell;

import java.util.List;

/** Scripted walk-throughs: both servers meet the same thing, and the outcome is shown. */
final class Demo {
    private static final int TRIES = 40;

    private final Session session;

    Demo(Session session) {
        this.session = session;
    }

    void show(String name) throws InterruptedException {
        switch (name) {
            case "clean" -> once("safe", Scenario.LOAD);
            case "lost-clients" -> {
                once("unsafe", Scenario.LOAD);
                once("unsafe", Scenario.CROWD);
                once("safe", Scenario.CROWD);
            }
            case "nested-handler" -> untilItBreaks(Scenario.NESTED);
            case "churn-hang" -> untilItBreaks(Scenario.CHURN);
            default ->
                    throw Failure.usage(
                            name
                                    + " is no demo; there are clean, lost-clients, nested-handler,"
                                    + " churn-hang");
        }
    }

    private Scenario.Verdict once(String kind, Scenario scenario) throws InterruptedException {
        Scenario.Result result = scenario.run(session.home(), kind, List.of());
        session.say(
                "echo-%s, %s: %s, %s",
                kind, scenario.description(), result.verdict(), result.details());
        result.evidence().forEach(line -> session.say("  %s", line));
        return result.verdict();
    }

    /** Where the signal lands is luck here, so the unsafe server gets several chances to hang. */
    private void untilItBreaks(Scenario scenario) throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            Scenario.Result result = scenario.run(session.home(), "unsafe", List.of());
            if (result.verdict() == Scenario.Verdict.HUNG) {
                session.say(
                        "echo-unsafe, %s: HUNG in run %d, %s",
                        scenario.description(), i, result.details());
                result.evidence().forEach(line -> session.say("  %s", line));
                break;
            }
            session.say("echo-unsafe, run %d: %s, %s", i, result.verdict(), result.details());
        }
        once("safe", scenario);
    }
}
