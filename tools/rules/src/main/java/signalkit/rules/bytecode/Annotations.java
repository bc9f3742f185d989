package signalkit.rules.bytecode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import signalkit.posix.AsyncSignalSafe;
import signalkit.posix.HandlerContext;

/** Reads the two annotations of {@code signalkit.posix} from a class file. */
final class Annotations {
    private static final String HANDLER_CONTEXT = Type.getDescriptor(HandlerContext.class);
    private static final String ASYNC_SIGNAL_SAFE = Type.getDescriptor(AsyncSignalSafe.class);

    private Annotations() {}

    static boolean isHandlerContext(List<AnnotationNode> annotations) {
        return annotations != null
                && annotations.stream().anyMatch(a -> a.desc.equals(HANDLER_CONTEXT));
    }

    static Optional<String> safeReason(
            List<AnnotationNode> invisible, List<AnnotationNode> visible) {
        return Stream.of(invisible, visible)
                .filter(annotations -> annotations != null)
                .flatMap(List::stream)
                .filter(a -> a.desc.equals(ASYNC_SIGNAL_SAFE))
                .map(a -> String.valueOf(a.values.get(1)))
                .findFirst();
    }
}
