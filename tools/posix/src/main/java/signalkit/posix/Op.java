package signalkit.posix;

/** What a thread is about to do at an interruption point. */
public enum Op {
    /** Something that no other thread can see: a call, for example. */
    STEP,
    /** Reads a field or an array element. */
    READ,
    /** Writes a field or an array element. */
    WRITE,
    /** Enters a Java monitor. */
    MONITOR_ENTER,
    /** Leaves a Java monitor. */
    MONITOR_EXIT,
    /** Locks a {@link Mutex}. */
    LOCK,
    /** Unlocks a {@link Mutex}. */
    UNLOCK,
    /** Gives up a mutex and waits on a {@link Cond}. */
    COND_WAIT,
    /** Signals or broadcasts a {@link Cond}. */
    COND_SIGNAL,
    /** Creates a thread. */
    THREAD_CREATE,
    /** Waits for a thread to end. */
    THREAD_JOIN,
    /** Ends, after its last step. */
    THREAD_END,
    /** Uses what a thread has for itself, and shares with its handlers only: errno, its keys. */
    OWN,
    /** Changes or asks for something of the signal state: a mask, an action, a pending set. */
    SIGNAL,
    /** Ends the process, wherever its threads are. */
    PROCESS_END,
    /** Sends a signal, or sets a timer that will. */
    SEND,
    /** Waits for a signal, for time, or for an event. */
    WAIT,
    /**
     * Reads a {@link Pipe}, takes from a semaphore, or looks whether there is something to take.
     */
    INPUT,
    /** Writes to a {@link Pipe}, or posts a semaphore. */
    OUTPUT,
    /** Uses another channel of the kit: an event base, or a child process. */
    IO
}
