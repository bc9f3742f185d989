package signalkit.explorer.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls of copied collections are one step, because they take effect at one moment.
 *
 * <p><b>How it works.</b> Such a call is a section: only its first step is a point. That is right
 * as long as nobody looks at the collection from step to step meanwhile. When a call that has
 * several steps, such as an iterator's, could overlap with another one, the steps of all sections
 * of that class become points, and the search begins anew. The same happens when a section runs a
 * function of the program that has steps of its own, or that calls the collection again.
 *
 * <p>The thread that has the turn uses it.
 */
public final class AtomicSections {
    /** When each thread has called an object last; 0 for never. */
    private static final class Calls {
        private final List<Integer> any = new ArrayList<>();
        private final List<Integer> withSteps = new ArrayList<>();

        private static int of(List<Integer> times, int thread) {
            return thread < times.size() ? times.get(thread) : 0;
        }

        private static void set(List<Integer> times, int thread, int time) {
            while (times.size() <= thread) {
                times.add(0);
            }
            times.set(thread, time);
        }

        /** Whether a call that has steps could overlap with another one. */
        private boolean add(Task task, boolean hasSteps) {
            List<Integer> others = hasSteps ? any : withSteps;
            boolean overlaps = false;
            for (int i = 0; i < others.size(); i++) {
                overlaps |= i != task.id && of(others, i) > task.clock.of(i);
            }
            // What the call releases has it before it, and what was released earlier has not.
            int time = task.clock.of(task.id) + 1;
            set(any, task.id, time);
            if (hasSteps) {
                set(withSteps, task.id, time);
            }
            return overlaps;
        }
    }

    private static final String COPY = "explored.";

    /** With those of method references, which are the program's. */
    private static final StackWalker FRAMES =
            StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES);

    private static final ClassValue<List<Field>> BASES =
            new ClassValue<>() {
                @Override
                protected List<Field> computeValue(Class<?> type) {
                    return basesOf(type);
                }
            };

    private final SiteMeanings sites;
    private final Map<Object, Calls> calls = new IdentityHashMap<>();

    public AtomicSections(SiteMeanings sites) {
        this.sites = sites;
    }

    /**
     * A thread calls a method that takes effect at one moment.
     *
     * @param mayBeOne whether nothing can come into the middle of it: there are no signals
     */
    public void begin(Task self, Object object, boolean mayBeOne) {
        Object base = base(object);
        Key steps = sites.stepsOf(outermost(object.getClass().getName()));
        note(self, base, steps, false);
        if (self.sections++ == 0) {
            self.inSection = mayBeOne && !steps.visible;
            self.sectionBegun = false;
            self.sectionObject = base;
            self.sectionSteps = steps;
        } else if (self.inSection
                && (base != self.sectionObject || steps.visible || !isCalledByItsOwn())) {
            sites.show(self.sectionSteps);
        }
    }

    /** Whether a method of the collection, not a function of the program, begins the section. */
    private static boolean isCalledByItsOwn() {
        List<String> classes =
                FRAMES.walk(
                        frames ->
                                frames.map(StackWalker.StackFrame::getClassName)
                                        .dropWhile(name -> !name.startsWith(COPY))
                                        .limit(2)
                                        .map(AtomicSections::outermost)
                                        .toList());
        return classes.size() == 2 && classes.get(0).equals(classes.get(1));
    }

    /** It returns or throws. */
    public void end(Task self) {
        if (--self.sections == 0) {
            self.inSection = false;
            self.sectionObject = null;
        }
    }

    /** A thread calls a method that goes from step to step. */
    public void callWithSteps(Task self, Object object) {
        Object base = base(object);
        Key steps = sites.stepsOf(outermost(object.getClass().getName()));
        note(self, base, steps, true);
        if (self.inSection) {
            sites.show(self.sectionSteps);
        }
    }

    private void note(Task self, Object base, Key steps, boolean hasSteps) {
        if (steps.visible) {
            return;
        }
        boolean overlaps =
                base == null
                        || calls.computeIfAbsent(base, absent -> new Calls()).add(self, hasSteps);
        // What became visible in this run may be what orders the two.
        if (overlaps && !sites.hasGrown()) {
            sites.show(steps);
        }
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    // ---- what a view looks at

    /** The collection that an object is or looks at; null when nobody knows. */
    static Object base(Object object) {
        Object each = object;
        while (each != null && each.getClass().getName().indexOf('$') > 0) {
            each = next(each);
        }
        return each;
    }

    private static Object next(Object view) {
        try {
            for (Field field : BASES.get(view.getClass())) {
                Object base = field.get(view);
                if (base != null) {
                    return base;
                }
            }
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot look into " + view.getClass(), e);
        }
    }

    /** The fields through which an object of a class looks at a collection. */
    private static List<Field> basesOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().startsWith(COPY)) {
                for (Field field : each.getDeclaredFields()) {
                    boolean isBase =
                            !Modifier.isStatic(field.getModifiers())
                                    && (field.getName().startsWith("this$")
                                            || field.getName().equals("map")
                                            || field.getName().equals("m"));
                    if (isBase) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
        }
        return fields;
    }
}
