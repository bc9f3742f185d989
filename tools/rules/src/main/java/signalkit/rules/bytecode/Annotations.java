package signalkit.rules.bytecode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.annotations.HandlerContext;

/**
 * Reads the two annotations of {@code signalkit.annotations} from a class file.
 *
 * <p>The simple name counts, so that a program can declare annotations of its own and depend on
 * nothing.
 */
final class Annotations {
    private static final String NO_REASON = "no reason given";

    private Annotations() {}

    static boolean isHandlerContext(List<AnnotationNode> annotations) {
        return annotations != null
                && annotations.stream().anyMatch(each -> is(each, HandlerContext.class));
    }

    static Optional<String> safeReason(
            List<AnnotationNode> invisible, List<AnnotationNode> visible) {
        return Stream.of(invisible, visible)
                .filter(annotations -> annotations != null)
                .flatMap(List::stream)
                .filter(each -> is(each, AsyncSignalSafe.class))
                .map(Annotations::reason)
                .findFirst();
    }

    private static boolean is(AnnotationNode annotation, Class<?> type) {
        String name = Type.getType(annotation.desc).getInternalName();
        int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('$'));
        return name.substring(end + 1).equals(type.getSimpleName());
    }

    /** The first text among the values of its elements, whatever their names are. */
    private static String reason(AnnotationNode annotation) {
        List<Object> namesAndValues = annotation.values == null ? List.of() : annotation.values;
        for (int i = 1; i < namesAndValues.size(); i += 2) {
            if (namesAndValues.get(i) instanceof String text) {
                return text;
            }
        }
        return NO_REASON;
    }
}
