package signalkit.lessons.twoservers;

/** How a figure changes an account that adds up. */
enum AccountFault {
    THREADS("8 workers were still there", "Nobody waited for the workers: threads=8."),
    QUEUED("16 jobs were still in the queue", "queued=16: clients that no worker served."),
    OPEN("2 connections were still open", "open=2: their clients were cut off."),
    LOST(
            "one connection is nowhere",
            "accepted is larger than drained + aborted + refused: what became of the others?"),
    TWICE(
            "one connection has two ends",
            "drained + aborted + refused is larger than accepted: the books are wrong."),
    DROPPED(
            "16 jobs were dropped",
            "submitted is larger than run + rejected: jobs were handed in and never run."),
    RUN_TWICE(
            "one job ran twice",
            "run + rejected is larger than submitted: a job was run that nobody had handed in."),
    CUT_OFF("36 bytes were not echoed", "bytes_out is smaller than bytes_in: an echo was cut."),
    ECHOED_TWICE(
            "36 bytes were echoed twice",
            "bytes_out is larger than bytes_in: something was echoed that nobody had sent."),
    SHIFTED(
            "a connection is lost, and a job has run twice",
            "Two faults can cancel each other in one sum. Compare connections with connections,"
                    + " and jobs with jobs."),
    BYTES_FOR_CONNECTION(
            "a connection is lost, and a byte was echoed twice",
            "Bytes cannot make up for a connection. Compare connections with connections, and"
                    + " bytes with bytes."),
    LATE_FOR_ECHOED(
            "bytes were not echoed, and as many came late",
            "Late bytes came after the server had closed its side, and do not count in bytes_in."
                    + " They excuse nothing."),
    STILL_QUEUED(
            "a queued job makes the sum come right",
            "A job in the queue has no end. With queued=1 the end is not clean, whatever adds"
                    + " up."),
    STILL_OPEN(
            "an open connection makes the sum come right",
            "An open connection has no end. With open=1 the end is not clean, whatever adds up.");

    private final String what;
    private final String hint;

    AccountFault(String what, String hint) {
        this.what = what;
        this.hint = hint;
    }

    /** What is wrong, in a few words. */
    String what() {
        return what;
    }

    /** Where to look. */
    String hint() {
        return hint;
    }

    /** The account with this fault. */
    EndFigures in(EndFigures f) {
        return switch (this) {
            case THREADS -> copy(f, 0, 0, 0, 0, 0, 0, 8);
            case QUEUED -> copy(f, 0, 0, 0, 0, 0, 16, 0);
            case OPEN -> copy(f, 0, 0, 0, 0, 2, 0, 0);
            case LOST -> copy(f, 1, 0, 0, 0, 0, 0, 0);
            case TWICE -> copy(f, -1, 0, 0, 0, 0, 0, 0);
            case DROPPED -> copy(f, 0, 0, 16, 0, 0, 0, 0);
            case RUN_TWICE -> copy(f, 0, 0, -1, 0, 0, 0, 0);
            case CUT_OFF -> copy(f, 0, -36, 0, 0, 0, 0, 0);
            case ECHOED_TWICE -> copy(f, 0, 36, 0, 0, 0, 0, 0);
            case SHIFTED -> copy(f, 1, 0, -1, 0, 0, 0, 0);
            case BYTES_FOR_CONNECTION -> copy(f, 1, 1, 0, 0, 0, 0, 0);
            case LATE_FOR_ECHOED -> late(f, 7);
            case STILL_QUEUED -> copy(f, 0, 0, 1, 0, 0, 1, 0);
            case STILL_OPEN -> copy(f, 1, 0, 0, 0, 1, 0, 0);
        };
    }

    private static EndFigures late(EndFigures f, long bytes) {
        return new EndFigures(
                f.accepted(),
                f.drained(),
                f.aborted(),
                f.refused(),
                f.bytesIn() + bytes,
                f.bytesOut(),
                bytes,
                f.submitted(),
                f.run(),
                f.rejected(),
                f.open(),
                f.queued(),
                f.threads());
    }

    private static EndFigures copy(
            EndFigures f,
            int accepted,
            int bytesOut,
            int submitted,
            int run,
            int open,
            int queued,
            int threads) {
        return new EndFigures(
                f.accepted() + accepted,
                f.drained(),
                f.aborted(),
                f.refused(),
                f.bytesIn(),
                f.bytesOut() + bytesOut,
                f.late(),
                f.submitted() + submitted,
                f.run() + run,
                f.rejected(),
                f.open() + open,
                f.queued() + queued,
                f.threads() + threads);
    }
}
