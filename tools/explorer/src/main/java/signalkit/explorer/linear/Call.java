package signalkit.explorer.linear;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import signalkit.explorer.jdk.Here;

/**
 * One call of an operation, with small numbers as arguments.
 *
 * @param operation the method's name, with a number when several have the same name
 * @param arguments 1 or more each
 */
record Call(String operation, List<Integer> arguments) {
    /** What {@link #toString} writes. */
    static Call of(String text) {
        String[] parts = text.split("-");
        List<Integer> arguments =
                Arrays.stream(parts).skip(1).map(Integer::valueOf).collect(Collectors.toList());
        return new Call(parts[0], Collections.unmodifiableList(arguments));
    }

    /** As people write it: {@code add(1)}. */
    String words() {
        return operation
                + arguments.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As {@link #on} when nobody else is there; null when it waits forever. */
    String alone(Object object, Method method) {
        try {
            return text(method, method.invoke(object, values(method)));
        } catch (InvocationTargetException e) {
            Here.pass(e.getCause());
            return Here.waitsAlone(e.getCause())
                    ? null
                    : "throws " + e.getCause().getClass().getSimpleName();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the method on an object; what it returns or throws, as text. */
    String on(Object object, Method method) {
        try {
            return text(method, method.invoke(object, values(method)));
        } catch (InvocationTargetException e) {
            Here.pass(e.getCause());
            return "throws " + e.getCause().getClass().getSimpleName();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object[] values(Method method) {
        List<Object> values = new ArrayList<>();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            values.add(value(types[i], arguments.get(i)));
        }
        return values.toArray();
    }

    private static Object value(Class<?> type, int number) {
        if (type == long.class || type == Long.class) {
            return (long) number;
        }
        if (type == boolean.class || type == Boolean.class) {
            return number == 1;
        }
        if (type == String.class || type == CharSequence.class) {
            return "v" + number;
        }
        return number;
    }

    /** No code of the program runs here. */
    private static String text(Method method, Object result) {
        if (method.getReturnType() == void.class) {
            return "nothing";
        }
        boolean isValue =
                result == null
                        || result instanceof Number
                        || result instanceof Boolean
                        || result instanceof Character
                        || result instanceof String;
        return isValue ? String.valueOf(result) : "a " + result.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return operation + arguments.stream().map(each -> "-" + each).collect(Collectors.joining());
    }
}
