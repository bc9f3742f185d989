package signalkit.explorer.jdk.lock;

import java.io.Serializable;
import signalkit.explorer.jdk.ModelThread;

/**
 * Stands for AbstractOwnableSynchronizer. Only the owner can rely on what it reads here, so it is
 * no step.
 */
public abstract class ModelOwnableSynchronizer implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient ModelThread exclusiveOwner;

    /** As in AbstractOwnableSynchronizer. */
    protected ModelOwnableSynchronizer() {}

    /** As in AbstractOwnableSynchronizer. */
    protected final void setExclusiveOwnerThread(ModelThread thread) {
        exclusiveOwner = thread;
    }

    /** As in AbstractOwnableSynchronizer. */
    protected final ModelThread getExclusiveOwnerThread() {
        return exclusiveOwner;
    }
}
