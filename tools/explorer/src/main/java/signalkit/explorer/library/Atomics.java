package signalkit.explorer.library;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import signalkit.explorer.model.LibraryCall;

/** What the atomics of the JDK hold, for calls that read them as texts or as numbers. */
public final class Atomics {
    private static final String PACKAGE = "java.util.concurrent.atomic.";

    private Atomics() {}

    /** Whether an object has values of its own that change in one step. */
    static boolean isOne(Object object) {
        if (object == null) {
            return false;
        }
        String name = object.getClass().getName();
        return name.startsWith(PACKAGE) && !name.contains("Updater");
    }

    /** Whether an atomic holds several values, or a reference to what has values of its own. */
    public static boolean hasParts(Object object) {
        return isOne(object)
                && (object.getClass().getName().endsWith("Array")
                        || object instanceof AtomicReference);
    }

    /** How many values of atomics a call reads that other threads or handlers use. */
    public static int readBy(LibraryCall call) {
        int count = 0;
        for (LibraryCall.Touch touch : call.touches()) {
            count += touch.place().key.visible && isOne(touch.place().owner) ? 1 : 0;
        }
        return count;
    }

    /** The objects that an atomic refers to, whose texts are parts of its own. */
    static List<Object> references(Object atomic) {
        List<Object> found = new ArrayList<>();
        if (atomic instanceof AtomicReference<?> one) {
            found.add(one.getPlain());
        } else if (atomic instanceof AtomicReferenceArray<?> several) {
            for (int i = 0; i < several.length(); i++) {
                found.add(several.getPlain(i));
            }
        }
        return found;
    }
}
