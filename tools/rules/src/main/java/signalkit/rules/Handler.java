package signalkit.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import signalkit.rules.bytecode.Method;

/** A method or lambda that runs in handler context, and how that is known. */
final class Handler {
    /** A call that makes something a handler. */
    record Registration(Method method, AbstractInsnNode call) {}

    final Method method;
    final List<Registration> registrations = new ArrayList<>();

    /** Whether the method, its class or what it overrides bears {@code @HandlerContext}. */
    final boolean annotated;

    Handler(Method method, boolean annotated) {
        this.method = method;
        this.annotated = annotated;
    }

    /** Whether an object of this type is handed to the handler, so that its class is in use. */
    boolean existsAlready(String type) {
        return Stream.of(method.ref.parameters())
                .anyMatch(parameter -> parameter.getInternalName().equals(type));
    }

    @Override
    public String toString() {
        return method.toString();
    }
}
