package signalkit.explorer.junit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedMethods;
import static org.junit.platform.commons.support.HierarchyTraversalMode.BOTTOM_UP;
import static org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.load.ValueCopy;

/**
 * What one run of a test does: a new object, the methods before the test, the test, those after.
 *
 * <p>Thread-safe; its methods are those that JUnit finds, and runs call the same ones of the woven
 * classes.
 */
final class TestProgram implements ScenarioCode.Entry {
    private static final String ABORTED = "org.opentest4j.TestAbortedException";

    private final Class<?> testClass;
    private final Method test;
    private final Object[] arguments;
    private final List<Method> before = new ArrayList<>();
    private final List<Method> after = new ArrayList<>();
    private final AtomicBoolean aborted = new AtomicBoolean();

    /** Says now, with an IllegalArgumentException, what no run can do. */
    TestProgram(Class<?> testClass, Method test, Object[] arguments) {
        this.testClass = testClass;
        this.test = test;
        this.arguments = arguments;
        for (Class<?> each : outermostFirst()) {
            before.addAll(findAnnotatedMethods(each, BeforeAll.class, TOP_DOWN));
        }
        for (Class<?> each : outermostFirst()) {
            before.addAll(findAnnotatedMethods(each, BeforeEach.class, TOP_DOWN));
            after.addAll(0, findAnnotatedMethods(each, AfterEach.class, BOTTOM_UP));
        }
        List<Class<?>> innermostFirst = outermostFirst();
        Collections.reverse(innermostFirst);
        for (Class<?> each : innermostFirst) {
            after.addAll(findAnnotatedMethods(each, AfterAll.class, BOTTOM_UP));
        }
        before.forEach(TestProgram::checkParameters);
        after.forEach(TestProgram::checkParameters);
        outermostFirst().forEach(TestProgram::constructor);
        for (Object argument : arguments) {
            checkArgument(argument);
        }
    }

    ScenarioCode code() {
        String name = testClass.getSimpleName() + "." + test.getName();
        return ScenarioCode.program(name, testClass.getClassLoader(), this);
    }

    /** Whether an assumption of the test did not hold in a run. */
    boolean wasAborted() {
        return aborted.get();
    }

    /** The classes around the test's whose objects it needs, and its own. */
    private List<Class<?>> outermostFirst() {
        List<Class<?>> classes = new ArrayList<>();
        Class<?> each = testClass;
        classes.add(each);
        while (isInner(each)) {
            each = each.getEnclosingClass();
            classes.add(0, each);
        }
        return classes;
    }

    private static boolean isInner(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    private static void checkParameters(Method method) {
        if (method.getParameterCount() > 0) {
            throw new IllegalArgumentException(
                    method.getDeclaringClass().getSimpleName()
                            + "."
                            + method.getName()
                            + " has parameters, and no run can have them; leave them out, or use"
                            + " @Test for this class");
        }
    }

    private void checkArgument(Object argument) {
        try {
            ValueCopy.of(argument, testClass.getClassLoader());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "an argument of "
                            + test.getName()
                            + " is "
                            + e.getMessage()
                            + ", which all runs would share; pass values and make the object in"
                            + " the test");
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        Class<?>[] outer =
                isInner(type) ? new Class<?>[] {type.getEnclosingClass()} : new Class<?>[0];
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(outer);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName()
                            + " has no constructor without parameters; each run needs one");
        }
    }

    @Override
    public Callable<?> in(ClassLoader loader) throws ClassNotFoundException, NoSuchMethodException {
        List<Constructor<?>> constructors = new ArrayList<>();
        for (Class<?> each : outermostFirst()) {
            constructors.add(constructor(Class.forName(each.getName(), false, loader)));
        }
        List<Method> first = twins(before, loader);
        List<Method> last = twins(after, loader);
        Method middle = twin(test, loader);
        return () -> {
            run(constructors, first, middle, last, loader);
            return null;
        };
    }

    private static List<Method> twins(List<Method> methods, ClassLoader loader)
            throws ClassNotFoundException, NoSuchMethodException {
        List<Method> twins = new ArrayList<>();
        for (Method method : methods) {
            twins.add(twin(method, loader));
        }
        return twins;
    }

    private static Method twin(Method method, ClassLoader loader)
            throws ClassNotFoundException, NoSuchMethodException {
        Class<?> type = Class.forName(method.getDeclaringClass().getName(), false, loader);
        Class<?>[] parameters = new Class<?>[method.getParameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (Class<?>) ValueCopy.of(method.getParameterTypes()[i], loader);
        }
        Method twin = type.getDeclaredMethod(method.getName(), parameters);
        twin.setAccessible(true);
        return twin;
    }

    private void run(
            List<Constructor<?>> constructors,
            List<Method> first,
            Method middle,
            List<Method> last,
            ClassLoader loader)
            throws Exception {
        try {
            List<Object> objects = new ArrayList<>();
            for (Constructor<?> constructor : constructors) {
                Object[] outer =
                        constructor.getParameterCount() == 0
                                ? new Object[0]
                                : new Object[] {objects.get(objects.size() - 1)};
                objects.add(constructor.newInstance(outer));
            }
            Throwable thrown = null;
            try {
                for (Method method : first) {
                    method.invoke(ownerOf(method, objects));
                }
                middle.invoke(ownerOf(middle, objects), copies(loader));
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            }
            for (Method method : last) {
                try {
                    method.invoke(ownerOf(method, objects));
                } catch (InvocationTargetException e) {
                    thrown = thrown == null ? e.getCause() : thrown;
                }
            }
            if (thrown != null) {
                throw new InvocationTargetException(thrown);
            }
        } catch (InvocationTargetException e) {
            end(e.getCause());
        }
    }

    private Object[] copies(ClassLoader loader) {
        return Arrays.stream(arguments).map(each -> ValueCopy.of(each, loader)).toArray();
    }

    private static Object ownerOf(Method method, List<Object> objects) {
        for (int i = objects.size() - 1; i >= 0; i--) {
            if (method.getDeclaringClass().isInstance(objects.get(i))) {
                return objects.get(i);
            }
        }
        throw new IllegalStateException("no object has " + method);
    }

    /** An assumption that does not hold ends the run; it fails nothing. */
    private void end(Throwable thrown) {
        if (thrown.getClass().getName().equals(ABORTED)) {
            aborted.set(true);
            return;
        }
        throw TestProgram.<RuntimeException>sneaky(thrown);
    }

    @SuppressWarnings("unchecked") // the compiler's view of T only
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
