package signalkit.rules.meter;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One public method or constructor that can be measured. */
final class Leaf {
    /** They wait, or need another thread. */
    private static final Set<String> LEFT_OUT = Set.of("wait", "notify", "notifyAll", "await");

    final Executable member;
    final Supplier<Object> object;

    private Leaf(Executable member, Supplier<Object> object) {
        this.member = member;
        this.object = object;
    }

    /** All leaves in a fixed order; the same in each JVM of the same release. */
    static List<Leaf> all() {
        List<Leaf> leaves = new ArrayList<>();
        for (Subjects.Subject subject : Subjects.all()) {
            Stream.of(subject.type().getMethods(), subject.type().getConstructors())
                    .flatMap(Arrays::stream)
                    .map(member -> new Leaf(member, subject.object()))
                    .filter(leaf -> leaf.isWanted(subject))
                    .sorted(Comparator.comparing(Leaf::key))
                    .forEach(leaves::add);
        }
        return leaves;
    }

    private boolean isWanted(Subjects.Subject subject) {
        boolean bridge = member instanceof Method m && isDuplicate(m);
        boolean named = subject.names().isEmpty() || subject.names().contains(name());
        boolean own = member.getDeclaringClass() != Object.class || subject.type() == Object.class;
        return own
                && named
                && !bridge
                && !LEFT_OUT.contains(member.getName())
                && Modifier.isPublic(owner(subject).getModifiers())
                && Arguments.forParameters(member).isPresent();
    }

    /** A bridge beside the method it leads to; one that only makes a method public is none. */
    private static boolean isDuplicate(Method method) {
        return method.isBridge()
                && Stream.of(method.getDeclaringClass().getDeclaredMethods())
                        .filter(other -> !other.isBridge())
                        .filter(other -> other.getName().equals(method.getName()))
                        .anyMatch(
                                other ->
                                        Arrays.equals(
                                                other.getParameterTypes(),
                                                method.getParameterTypes()));
    }

    private Class<?> owner(Subjects.Subject subject) {
        return member.getDeclaringClass().isInterface()
                ? member.getDeclaringClass()
                : subject.type();
    }

    String name() {
        return member instanceof Constructor<?> ? "<init>" : member.getName();
    }

    /** As in the table of verdicts: {@code java.util.HashMap.put(Object,Object)}. */
    String key() {
        String parameters =
                Arrays.stream(member.getParameterTypes())
                        .map(Leaf::simpleName)
                        .collect(Collectors.joining(","));
        return member.getDeclaringClass().getName() + "." + name() + "(" + parameters + ")";
    }

    private static String simpleName(Class<?> type) {
        String name = type.getCanonicalName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean needsObject() {
        return member instanceof Method && !Modifier.isStatic(member.getModifiers());
    }

    /** A fresh object and arguments, in the order of a call. */
    Object[] operands() {
        List<Object> operands = new ArrayList<>();
        if (needsObject()) {
            operands.add(object.get());
        }
        Optional<List<Object>> arguments = Arguments.forParameters(member);
        operands.addAll(arguments.orElseThrow());
        return operands.toArray();
    }
}
