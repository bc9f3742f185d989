package signalkit.shell.tutorial;

import signalkit.cli.Style;
import signalkit.shell.console.CommandText;
import signalkit.shell.console.Screen;
import signalkit.shell.interpreter.Guide;
import signalkit.shell.interpreter.Session;

/** Takes the user of a session from one step of the tour to the next. */
final class TourGuide implements Guide {
    private final Session session;
    private final Tour tour = new Tour();

    TourGuide(Session session) {
        this.session = session;
    }

    @Override
    public void ran(String line) {
        if (tour.isAnswer(line)) {
            String look = tour.step().orElseThrow().look();
            session.screen().hanging(Style.WARN.of("Look: "), look + ".");
            goOn();
        }
    }

    /** Shows the step after this one; the tour is over after the last. */
    void goOn() {
        tour.goOn();
        show();
        if (tour.step().isEmpty()) {
            session.guideBy(null);
        }
    }

    /** Shows the step that is next. */
    void show() {
        Screen screen = session.screen();
        screen.line("");
        if (tour.step().isEmpty()) {
            screen.line(Style.GOOD.of("The tour is over."));
            screen.line(
                    "Next: `lesson` (the course), `demo` (other failures), `why D16` (this one).");
            return;
        }
        Tour.Step step = tour.step().get();
        int all = Tour.STEPS.size();
        String bar =
                Style.GOOD.of("█".repeat(tour.done()))
                        + Style.FAINT.of("░".repeat(all - tour.done()));
        screen.line(Style.TITLE.of("tour") + " " + bar + " " + (tour.done() + 1) + " of " + all);
        screen.line(step.text());
        screen.line("Type: " + CommandText.of(step.command()));
    }
}
