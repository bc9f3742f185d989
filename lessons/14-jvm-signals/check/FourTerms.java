package signalkit.lessons.jvmsignals;

/** Four TERMs, whose handlers run in any order: the third one may not be another first one. */
public final class FourTerms extends TwoTerms {
    private static final int TERMS = 4;

    @Override
    int terms() {
        return TERMS;
    }
}
