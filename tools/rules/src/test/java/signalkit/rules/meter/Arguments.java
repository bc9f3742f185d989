package signalkit.rules.meter;

import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One argument for each type that a measured method may take. */
final class Arguments {
    private Arguments() {}

    /** The arguments of a call; empty when there is a parameter of a type that is not known. */
    static Optional<List<Object>> forParameters(Executable member) {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : member.getParameterTypes()) {
            Object argument = of(type);
            if (argument == null) {
                return Optional.empty();
            }
            arguments.add(argument);
        }
        return Optional.of(arguments);
    }

    private static Object of(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == char.class || type == Character.class) {
            return 'a';
        } else if (type == byte.class || type == Byte.class) {
            return (byte) 1;
        } else if (type == short.class || type == Short.class) {
            return (short) 1;
        } else if (type == float.class || type == Float.class) {
            return 1f;
        } else if (type == double.class || type == Double.class) {
            return 1d;
        } else if (type == String.class || type == CharSequence.class || type == Object.class) {
            return "12";
        }
        return type.isArray() ? array(type) : function(type);
    }

    private static Object array(Class<?> type) {
        boolean known = type.getComponentType().isPrimitive() || type == Object[].class;
        return known ? java.lang.reflect.Array.newInstance(type.getComponentType(), 4) : null;
    }

    private static Object function(Class<?> type) {
        if (type == IntUnaryOperator.class) {
            return (IntUnaryOperator) x -> x + 1;
        } else if (type == IntBinaryOperator.class) {
            return (IntBinaryOperator) (x, y) -> x + y;
        } else if (type == LongUnaryOperator.class) {
            return (LongUnaryOperator) x -> x + 1;
        } else if (type == LongBinaryOperator.class) {
            return (LongBinaryOperator) (x, y) -> x + y;
        } else if (type == DoubleBinaryOperator.class) {
            return (DoubleBinaryOperator) (x, y) -> x + y;
        } else if (type == UnaryOperator.class) {
            return UnaryOperator.identity();
        } else if (type == BinaryOperator.class) {
            return (BinaryOperator<Object>) (x, y) -> x;
        } else if (type == Function.class) {
            return Function.identity();
        } else if (type == Supplier.class) {
            return (Supplier<Object>) () -> "x";
        }
        return type == TimeUnit.class || type == Enum.class ? TimeUnit.SECONDS : null;
    }
}
