package signalkit.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import signalkit.rules.bytecode.Method;

/** A method or lambda that runs in handler context, and how that is known. */
public final class Handler {
    /** A call that makes something a handler. */
    record Registration(Method method, AbstractInsnNode call) {}

    public final Method method;
    final List<Registration> registrations = new ArrayList<>();

    /** Whether the method, its class or what it overrides bears {@code @HandlerContext}. */
    final boolean annotated;

    /** Why the code of the handler cannot be seen; then the method is the one that registers it. */
    public final Optional<String> unseen;

    Handler(Method method, boolean annotated) {
        this.method = method;
        this.annotated = annotated;
        this.unseen = Optional.empty();
    }

    private Handler(Registration place, String why) {
        this.method = place.method();
        this.annotated = true;
        this.unseen = Optional.of(why);
        registrations.add(place);
    }

    /** A handler of which only the registration is seen. */
    static Handler unseen(Method method, AbstractInsnNode call, String why) {
        return new Handler(new Registration(method, call), why);
    }

    /** Whether an object of this type is handed to the handler, so that its class is in use. */
    boolean isGiven(String type) {
        return Stream.of(method.ref.parameters())
                .anyMatch(parameter -> parameter.getInternalName().equals(type));
    }

    @Override
    public String toString() {
        return (unseen.isPresent() ? "a handler registered in " : "") + method;
    }
}
