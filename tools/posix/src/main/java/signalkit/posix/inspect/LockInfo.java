package signalkit.posix.inspect;

import java.util.List;
import javax.management.ConstructorParameters;

/** One row of a lock table: a snapshot that JMX can carry. */
public final class LockInfo {
    private final String name;
    private final String kind;
    private final String owner;
    private final boolean ownerEnded;
    private final List<String> waiters;

    /**
     * A row.
     *
     * @param name the lock's
     * @param kind NORMAL, ERRORCHECK, RECURSIVE, or COND for a condition variable
     * @param owner the name of the thread that holds it, or null
     * @param ownerEnded whether that thread has ended and left the lock stranded
     * @param waiters the names of the threads that wait, the longest first
     */
    @ConstructorParameters({"name", "kind", "owner", "ownerEnded", "waiters"})
    public LockInfo(
            String name, String kind, String owner, boolean ownerEnded, List<String> waiters) {
        this.name = name;
        this.kind = kind;
        this.owner = owner;
        this.ownerEnded = ownerEnded;
        this.waiters = List.copyOf(waiters);
    }

    /**
     * The lock's name.
     *
     * @return as given at its creation
     */
    public String getName() {
        return name;
    }

    /**
     * The lock's kind.
     *
     * @return NORMAL, ERRORCHECK, RECURSIVE or COND
     */
    public String getKind() {
        return kind;
    }

    /**
     * The thread that holds it.
     *
     * @return its name, or null
     */
    public String getOwner() {
        return owner;
    }

    /**
     * Whether the owner has ended.
     *
     * @return true for a stranded lock
     */
    public boolean isOwnerEnded() {
        return ownerEnded;
    }

    /**
     * The threads that wait.
     *
     * @return their names, the longest first
     */
    public List<String> getWaiters() {
        return waiters;
    }

    @Override
    public String toString() {
        return name
                + " ("
                + kind
                + ") held by "
                + (owner == null ? "nobody" : owner)
                + (ownerEnded ? ", which has ended" : "")
                + ", waiting "
                + waiters;
    }
}
