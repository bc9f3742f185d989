package signalkit.lessons.designspace;

import java.util.function.IntConsumer;

/** A loop that waits for two things at once: requests, and TERM. */
public interface RequestLoop {
    /** Gets ready. Main calls it once, before there is another thread; it creates none. */
    void prepare();

    /**
     * Hands a request to the loop, and does not wait for it. Any thread.
     *
     * @param request its number, 1 to 127
     */
    void submit(int request);

    /**
     * Serves each request soon after it was submitted, and returns within a second of TERM. Main
     * calls it once.
     *
     * @param serve takes the number of a request
     */
    void run(IntConsumer serve);
}
