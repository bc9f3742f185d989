package signalkit.explorer.model;

import java.util.List;
import signalkit.weaver.Site;

/**
 * A call into the JDK that touches objects that threads may share; it is one step.
 *
 * <p>Each object is one variable, so that use without an order is a data race like any other.
 *
 * @param site the call
 * @param receiver the object that is called; null for a static method
 * @param touches what it reads and writes, at least one
 */
public record LibraryCall(Site site, Object receiver, List<Touch> touches) {
    /**
     * An access to one of the places.
     *
     * @param place an object, or an element of an array
     * @param writes whether it may change there
     * @param isVolatile whether the object orders the threads that use it
     */
    public record Touch(Location place, boolean writes, boolean isVolatile) {
        private boolean conflictsWith(Touch other) {
            return place == other.place && (writes || other.writes);
        }
    }

    /** Whether it may change some of them. */
    public boolean writes() {
        for (Touch touch : touches) {
            if (touch.writes) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of two calls changes what the other one uses. */
    public boolean conflictsWith(LibraryCall other) {
        for (Touch one : touches) {
            for (Touch each : other.touches) {
                if (one.conflictsWith(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether an access to a place changes what this call uses, or the other way round. Nobody can
     * come into the middle of an atomic.
     */
    public boolean conflictsWith(Location place, boolean writes) {
        Touch access = new Touch(place, writes, false);
        return touches.stream()
                .anyMatch(touch -> !touch.isVolatile() && access.conflictsWith(touch));
    }

    /** As it stands in findings: {@code ArrayDeque.addLast}. */
    @Override
    public String toString() {
        String owner = site.owner();
        return owner.substring(owner.lastIndexOf('.') + 1) + "." + site.member();
    }
}
