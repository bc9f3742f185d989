package signalkit.shell.view;

import signalkit.cli.Style;
import signalkit.lab.diagnosis.Health;
import signalkit.shell.console.CommandText;

/** Shows how a server is. */
public final class StateView {
    private StateView() {}

    /**
     * How a state looks: green is for servers that serve.
     *
     * @param state of {@link Health}
     * @return its style
     */
    public static Style style(String state) {
        return switch (state) {
            case "READY" -> Style.GOOD;
            case "STOPPED", "EXITED" -> Style.FAINT;
            case Health.HUNG -> Style.BAD;
            default -> Style.WARN;
        };
    }

    /**
     * Says why a server is hung or suspended, and what to do.
     *
     * @param name of the server
     * @param state HUNG or SUSPENDED
     * @param why as {@link Health#why()} says
     * @return one line with markup
     */
    public static String explain(String name, String state, String why) {
        String remedy =
                state.equals(Health.HUNG)
                        ? "look: "
                                + CommandText.of("threads " + name)
                                + ", "
                                + CommandText.of("locks " + name)
                                + "; end it: "
                                + CommandText.of("kill " + name)
                        : "continue it: " + CommandText.of("send CONT " + name);
        return Style.BAD.of(name + " is " + state) + ": " + why + "; " + remedy;
    }
}
