package signalkit.explorer.linear;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.jdk.Here;

/** The operations of a class: the public methods that it declares, by name. */
final class Operations {
    private static final Set<Class<?>> NUMBERS =
            Set.of(
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    Object.class,
                    Number.class,
                    Comparable.class);

    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);
    private static final Set<Class<?>> TEXTS = Set.of(String.class, CharSequence.class);

    /** Each number, flag or text is one of so many. */
    private static final int VALUES = 2;

    private final Constructor<?> constructor;
    private final Map<String, Method> methods = new TreeMap<>();

    /** Those of a class; a ScenarioException says why it has none. */
    Operations(Class<?> type) {
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new ScenarioException(
                    type.getName()
                            + " has no constructor without arguments; write a class with one");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ScenarioException(type.getName() + " is abstract; name a class of it");
        }
        Arrays.stream(type.getDeclaredMethods())
                .filter(Operations::isOperation)
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .forEach(this::add);
        if (methods.isEmpty()) {
            throw new ScenarioException(
                    type.getName()
                            + " declares no public method that takes numbers, texts or flags");
        }
    }

    private static boolean isOperation(Method method) {
        int modifiers = method.getModifiers();
        return Modifier.isPublic(modifiers)
                && !Modifier.isStatic(modifiers)
                && !method.isSynthetic()
                && !isOfObject(method)
                && Arrays.stream(method.getParameterTypes()).allMatch(Operations::isKnown);
    }

    private static boolean isOfObject(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean isKnown(Class<?> type) {
        return NUMBERS.contains(type) || FLAGS.contains(type) || TEXTS.contains(type);
    }

    private void add(Method method) {
        method.setAccessible(true);
        String name = method.getName();
        for (int i = 2; methods.containsKey(name); i++) {
            name = method.getName() + i;
        }
        methods.put(name, method);
    }

    /** Every operation with all its arguments, by name. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        methods.forEach(
                (name, method) -> {
                    List<List<Integer>> lists = List.of(List.of());
                    for (int i = 0; i < method.getParameterCount(); i++) {
                        lists = longer(lists);
                    }
                    lists.forEach(arguments -> calls.add(new Call(name, arguments)));
                });
        return calls;
    }

    private static List<List<Integer>> longer(List<List<Integer>> lists) {
        List<List<Integer>> longer = new ArrayList<>();
        for (List<Integer> list : lists) {
            for (int value = 1; value <= VALUES; value++) {
                List<Integer> each = new ArrayList<>(list);
                each.add(value);
                longer.add(List.copyOf(each));
            }
        }
        return longer;
    }

    /** The method of a call; a ScenarioException says what there is when there is none. */
    Method method(Call call) {
        Method method = methods.get(call.operation());
        if (method == null || method.getParameterCount() != call.arguments().size()) {
            throw new ScenarioException(
                    "there is no operation " + call.words() + "; there are: " + methods.keySet());
        }
        return method;
    }

    /** A new object of the class. */
    Object make() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Here.pass(e.getCause());
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
