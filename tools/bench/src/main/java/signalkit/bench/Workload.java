package signalkit.bench;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.lab.LabException;
import signalkit.lab.load.LoadPlan;

/**
 * What the clients do, how many there are and how long a message is.
 *
 * @param mode how the clients behave
 * @param connections how many at once, 1 to 20,000
 * @param size bytes of a message, 1 to {@link LoadPlan#LARGEST}
 */
record Workload(Mode mode, int connections, int size) {
    /** How clients behave. */
    enum Mode {
        /** Each client sends the next message when the last one has come back. */
        CLOSED,
        /** Messages are due at a fixed rate, whether the server keeps up or not. */
        OPEN,
        /** As closed, but of a hundred clients one sends and the others are only connected. */
        IDLE,
        /** Connect, one message, its echo, close; over and over. */
        CHURN,
        /** Clients as in the closed loop; then TERM: how long until the server has ended. */
        TERM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is measured when nothing else is asked for. */
    static final List<String> USUAL =
            List.of(
                    "closed:1x64",
                    "closed:8x64",
                    "closed:64x64",
                    "closed:512x64",
                    "closed:1x4K",
                    "closed:8x4K",
                    "closed:64x4K",
                    "closed:512x4K",
                    "closed:8x64K",
                    "idle:5000x64",
                    "open:8x64",
                    "open:64x64",
                    "term:1000x64",
                    // The last: it leaves many ports in TIME_WAIT.
                    "churn:8x64");

    private static final int MOST = 20_000;
    private static final Pattern SYNTAX =
            Pattern.compile("(closed|open|idle|churn|term):(\\d{1,6})x(\\d{1,6})(K?)");

    /** Reads what {@link #toString} writes. */
    static Workload parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw LabException.usage(
                    "workload '"
                            + text
                            + "' is not MODE:CONNECTIONSxBYTES with closed, open, idle, churn or term;"
                            + " try closed:8x64 or churn:8x4K");
        }
        int connections = Integer.parseInt(parts.group(2));
        int size = Integer.parseInt(parts.group(3)) * (parts.group(4).isEmpty() ? 1 : 1024);
        if (connections < 1 || connections > MOST) {
            throw LabException.usage("workload '" + text + "': connections are 1 to " + MOST);
        }
        if (size < 1 || size > LoadPlan.LARGEST) {
            throw LabException.usage(
                    "workload '" + text + "': a message has 1 to " + LoadPlan.LARGEST + " bytes");
        }
        return new Workload(
                Mode.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), connections, size);
    }

    /** How many of the clients send. */
    int senders() {
        return mode == Mode.IDLE ? Math.max(1, connections / 100) : connections;
    }

    @Override
    public String toString() {
        boolean whole = size % 1024 == 0;
        return mode + ":" + connections + "x" + (whole ? size / 1024 + "K" : size);
    }
}
