package signalkit.explorer.jdk;

/** Whether a thread is interrupted; it is what steps of interrupting touch. */
public final class InterruptStatus {
    private boolean marked;

    InterruptStatus() {}

    void set(String name) {
        Here.step(this, Effect.WRITE, "interrupts " + name);
        marked = true;
    }

    boolean isSet() {
        Here.step(this, Effect.READ, "looks for an interrupt");
        return marked;
    }

    /**
     * The same without a step, for a step that looks at more.
     *
     * @return whether the thread is interrupted
     */
    public boolean isMarked() {
        return marked;
    }

    /** Forgets an interrupt, on the thread that finds it. */
    public void take() {
        Here.step(this, Effect.WRITE, "takes the interrupt");
        marked = false;
    }
}
