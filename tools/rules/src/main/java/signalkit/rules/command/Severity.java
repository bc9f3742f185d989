package signalkit.rules.command;

import signalkit.cli.Style;
import signalkit.rules.Kind;

/** How much a finding matters; the worst first. */
enum Severity {
    /** The program may hang or end in a state that nobody meant. */
    ERROR,
    /** Something is lost or torn when the signal comes at a bad moment. */
    WARNING,
    /** It may matter: what cannot be seen, and what is done once. */
    NOTE;

    static Severity of(Kind kind) {
        return switch (kind) {
            case SELF_DEADLOCK, LOCK, BLOCK, EXIT, THREAD -> ERROR;
            case IO, LOG, REGISTER, SHARED_STATE, LOST_UPDATE -> WARNING;
            case THROW, FIRST_USE, ALLOCATE, UNVERIFIED, UNANNOTATED -> NOTE;
        };
    }

    /** The word for it in SARIF, and for people. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** How a terminal shows it. */
    Style style() {
        return switch (this) {
            case ERROR -> Style.BAD;
            case WARNING -> Style.WARN;
            case NOTE -> Style.FAINT;
        };
    }
}
