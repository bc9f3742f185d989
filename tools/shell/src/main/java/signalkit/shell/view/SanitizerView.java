package signalkit.shell.view;

import java.util.Optional;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.SanitizerReport;
import signalkit.lab.server.ServerProcess;

/** Says in one line what the handler sanitizer has found. */
public final class SanitizerView {
    private SanitizerView() {}

    /**
     * The findings in a few words, for the line below a server's end.
     *
     * @param server one that has ended
     * @return empty when it ran without the sanitizer
     * @throws InterruptedException when the wait for an answer is interrupted
     */
    public static Optional<String> summary(ServerProcess server) throws InterruptedException {
        return SanitizerReport.of(server).map(findings -> summary(findings, server.name()));
    }

    private static String summary(SanitizerReport findings, String server) {
        int count = findings.locks().size();
        return count == 0
                ? "sanitizer: " + Style.GOOD.of(count(0))
                : "sanitizer: " + Style.BAD.of(count(count)) + "; see: `findings " + server + "`";
    }

    /**
     * How many locks are shared.
     *
     * @param locks their number
     * @return half a sentence
     */
    public static String count(int locks) {
        return (locks == 0 ? "no lock is" : locks == 1 ? "1 lock is" : locks + " locks are")
                + " shared with a handler";
    }
}
