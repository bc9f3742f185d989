package signalkit.explorer.library;

import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.StringWriter;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signalkit.explorer.model.CallEffects;
import signalkit.explorer.model.Handles;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.LibraryCall.Touch;
import signalkit.explorer.model.LibraryKinds.Kind;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.Range;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.weaver.Site;
import signalkit.weaver.WeavingClassLoader;

/**
 * Tells which objects and elements a call of the JDK reads and writes: its receiver, what that
 * looks at, and some of its arguments. The thread that has the turn uses it.
 */
public final class TouchFinder {
    /** Memory that keeps what was written before, where accesses may see older values. */
    public interface Histories {
        /** An element that is going to be touched, at a place. */
        Location element(Location place, Object array, int index);

        /** A field that is going to be touched, at a place. */
        Location field(Location place, Field field, Object owner);

        /** The value of an atomic, or an element of an atomic array, that is going to be read. */
        Location atomic(Location place, Object atomic, Object[] index);
    }

    /** They say what they do to themselves, and not what they do to what they are given. */
    private static final String MODELS = "signalkit.explorer.jdk.";

    /** Their methods that look into an argument, or fill it. */
    private static final Set<String> LOOKS =
            Set.of(
                    "addAll",
                    "contains",
                    "containsAll",
                    "drainTo",
                    "invokeAll",
                    "invokeAny",
                    "remove",
                    "removeAll",
                    "retainAll",
                    "toArray");

    /** In a longer list, to set one element is to change all of it. */
    private static final int MOST_ELEMENTS = 64;

    private static final Set<String> ONE_ELEMENT = Set.of("get", "set");
    private static final Set<String> SIZES = Set.of("size", "isEmpty");

    /** What {@code Arrays.asList} makes. */
    private static final String LIST_OF_ARRAY = "java.util.Arrays$ArrayList";

    private final SiteMeanings sites;
    private final Places places;
    private final Histories histories;
    private final Views views;
    private final Overlaps overlaps = new Overlaps();

    /** Maps whose readers change the order of their entries. */
    private final Map<Object, Boolean> ordered = new IdentityHashMap<>();

    /** No call has returned anything yet. */
    public TouchFinder(SiteMeanings sites, Places places, Histories histories) {
        this.sites = sites;
        this.places = places;
        this.histories = histories;
        this.views = new Views(sites.kinds());
    }

    /** Notes what a call has returned. */
    public void note(Object result, Site site, Object receiver, Object[] arguments) {
        if (site.member().equals("<init>")
                && result instanceof LinkedHashMap
                && arguments.length == 3
                && Boolean.TRUE.equals(arguments[2])) {
            ordered.put(result, true);
        }
        if (Handles.isUpdater(result) || result instanceof VarHandle) {
            sites.handles().note(result, arguments);
        }
        if (receiver instanceof StringWriter && result instanceof StringBuffer) {
            views.link(result, receiver);
        }
        views.note(site, result, receiver, arguments);
    }

    /**
     * Whether a call meets another one, through another object, of what both look at: two writers
     * of one buffer may take different locks, and a call of a writer is several of the buffer.
     */
    public boolean meetsThroughAnother(Task self, Object receiver) {
        return meetsThroughAnother(self, receiver, receiver);
    }

    private boolean meetsThroughAnother(Task self, Object looked, Object through) {
        boolean meets = false;
        if (looked.getClass().getName().startsWith("java.io.")) {
            meets = overlaps.add(self, looked, through);
        }
        for (Object base : views.basesOf(looked)) {
            meets |= meetsThroughAnother(self, base, through);
        }
        return meets;
    }

    /** What a call is about to touch; empty when that is nothing that threads could share. */
    public List<Touch> of(Site site, Object target, Object[] arguments) {
        return new Touches(site, target, arguments).all();
    }

    /** What one call touches. */
    private final class Touches {
        private final Site site;
        private final Object target;
        private final Object[] arguments;
        private final List<Touch> touches = new ArrayList<>(2);
        private final Map<Object, Boolean> seen = new IdentityHashMap<>(4);

        /** Whether the call looks into what is in what it is given. */
        private boolean deep;

        Touches(Site site, Object target, Object[] arguments) {
            this.site = site;
            this.target = target;
            this.arguments = arguments;
            this.deep = CallEffects.isDeep(site) || Comparisons.looksInto(site, target);
        }

        List<Touch> all() {
            if (target != null) {
                if (site.isSuper() && site.member().equals("clone")) {
                    touchFields(target.getClass());
                }
                if (sites.kinds().of(target, site) == Kind.WOVEN) {
                    boolean isModel = target.getClass().getName().startsWith(MODELS);
                    return isModel && LOOKS.contains(site.member()) ? touchArguments() : List.of();
                }
                if (target instanceof Field field && Reflection.isFieldAccess(site, target)) {
                    touchField(field, arguments[0], Reflection.isWrite(site));
                    return touches;
                }
                if (Buffers.isOfArray(target)) {
                    Buffers.Use use = Buffers.use((Buffer) target, site, arguments);
                    touchBuffer((Buffer) target, use);
                    return touchArguments();
                }
                boolean changes =
                        CallEffects.changesReceiver(target, site) || ordered.containsKey(target);
                touch(target, changes);
                touchBases(target, CallEffects.changesBase(target, site));
                if (arguments.length > 0 && sites.kinds().of(target) != Kind.WOVEN) {
                    Comparisons.lookAtKeys(target, this::lookAt);
                }
            }
            return touchArguments();
        }

        private List<Touch> touchArguments() {
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                boolean changes = Fills.changes(site, argument, i);
                if (argument instanceof Record && Comparisons.isOfRecord(site)) {
                    Comparisons.lookAtComponents(argument, this::lookAt);
                }
                boolean isKey = Comparisons.isKey(site, target, i);
                if (argument != null && (changes || isKey || CallEffects.readsArguments(site))) {
                    boolean wasDeep = deep;
                    deep |= isKey;
                    touch(argument, changes, i);
                    deep = wasDeep;
                }
            }
            return touches;
        }

        private void touch(Object argument, boolean changes, int number) {
            if (argument.getClass().isArray()) {
                Range range = Range.of(site, arguments, number);
                touchElements(argument, range, changes);
            } else if (Buffers.isOfArray(argument)) {
                Buffer buffer = (Buffer) argument;
                boolean reads = changes && Fills.onlyMoves(site, number);
                touchBuffer(buffer, reads ? Buffers.read(buffer) : Buffers.all(buffer, changes));
            } else {
                touch(argument, changes);
                touchBases(argument, changes);
            }
        }

        /** Its position is its own; the elements are those of its array. */
        private void touchBuffer(Buffer buffer, Buffers.Use use) {
            Key key = sites.keyOf(buffer.getClass());
            touches.add(new Touch(places.location(buffer, key, key), use.moves(), false));
            touchElements(buffer.array(), use.elements(), use.changes());
        }

        private void touch(Object object, boolean changes) {
            if (object.getClass().isArray()) {
                touchElements(object, Range.all(object), changes);
                return;
            }
            if (Buffers.isOfArray(object)) {
                touchBuffer((Buffer) object, Buffers.all((Buffer) object, changes));
                return;
            }
            Kind kind =
                    object == target ? sites.kinds().of(object, site) : sites.kinds().of(object);
            if (kind == Kind.WOVEN || seen.put(object, true) != null) {
                return;
            }
            if (Atomics.isOne(object)) {
                if (object == target || CallEffects.isDeep(site)) {
                    readAtomic(object);
                }
                return;
            }
            sites.missIfUnordered(site, object);
            boolean compares = CallEffects.compares(site) && views.basesOf(object).isEmpty();
            if (compares || CallEffects.isDeep(site)) {
                CallEffects.lookInto(object, this::lookAt);
            } else if (deep) {
                Comparisons.lookInto(object, this::lookAt);
            }
            boolean isOnlyAView =
                    object.getClass().getName().equals(LIST_OF_ARRAY)
                            && !views.basesOf(object).isEmpty();
            if (kind == Kind.IMMUTABLE || isOnlyAView) {
                return;
            }
            boolean isThrowable = object instanceof Throwable;
            Key key = sites.keyOf(isThrowable ? Throwable.class : object.getClass());
            Location place = places.location(object, key, key);
            // Who only reads enters the monitor, too.
            boolean writes = changes || kind == Kind.SYNCHRONIZED;
            if (object.getClass() == ArrayList.class) {
                touchList((ArrayList<?>) object, place, writes);
            } else {
                touches.add(new Touch(place, writes, kind != Kind.PLAIN));
            }
        }

        /** The values that the text of an atomic shows, and that a {@link Number} gives. */
        private void readAtomic(Object atomic) {
            for (Handles.Place each : sites.handles().partsOf(atomic)) {
                Object[] index = each.index() < 0 ? new Object[0] : new Object[] {each.index()};
                Object part = each.index() < 0 ? each.key() : (Object) each.index();
                Location place = places.location(atomic, part, each.key());
                touches.add(new Touch(histories.atomic(place, atomic, index), false, true));
            }
            Atomics.references(atomic).forEach(this::lookAt);
        }

        /**
         * A list has its elements and the rest. Who changes more than one element changes the rest,
         * which all others read.
         */
        private void touchList(ArrayList<?> list, Location rest, boolean writes) {
            int index = list == target ? index(list.size()) : -1;
            boolean isInSight = list.size() <= MOST_ELEMENTS;
            boolean setsOne = writes && index >= 0 && isInSight;
            touches.add(new Touch(rest, writes && !setsOne, false));
            boolean readsAll = !writes && index < 0 && !SIZES.contains(site.member());
            int first = index >= 0 ? index : 0;
            int end = index >= 0 ? index + 1 : readsAll ? list.size() : 0;
            for (int i = first; isInSight && i < end; i++) {
                touches.add(new Touch(places.location(list, i, rest.key), setsOne, false));
            }
        }

        /** The one element that a call gets or sets; -1 when there is none, or it is not one. */
        private int index(int size) {
            boolean isOne =
                    ONE_ELEMENT.contains(site.member())
                            && arguments.length > 0
                            && arguments[0] instanceof Integer;
            int index = isOne ? (Integer) arguments[0] : -1;
            return index < size ? index : -1;
        }

        /** A clone of an object is a read of all that it has. */
        private void touchFields(Class<?> type) {
            if (sites.kinds().isWoven(type)) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        touchField(field, target, false);
                    }
                }
                touchFields(type.getSuperclass());
            }
        }

        private void touchField(Field field, Object object, boolean changes) {
            boolean isStatic = Modifier.isStatic(field.getModifiers());
            boolean isExplored = sites.kinds().isWoven(field.getDeclaringClass());
            if (isExplored && !WeavingClassLoader.isFinal(field) && (isStatic || object != null)) {
                Key key = sites.keyOf(field);
                Location place = places.location(isStatic ? key : object, key, key);
                histories.field(place, field, object);
                boolean isVolatile = Modifier.isVolatile(field.getModifiers());
                touches.add(new Touch(place, changes, isVolatile));
            }
        }

        private void touchBases(Object view, boolean changes) {
            boolean isList = view == target && view.getClass().getName().equals(LIST_OF_ARRAY);
            boolean reads = view instanceof ByteArrayInputStream || view instanceof CharArrayReader;
            boolean changesBase = changes && !reads;
            for (Object base : views.basesOf(view)) {
                boolean isArray = isList && base.getClass().isArray();
                int index = isArray ? index(Range.all(base).to()) : -1;
                if (index >= 0) {
                    touchElements(base, new Range(index, index + 1), changesBase);
                } else if (Buffers.isOfArray(base)) {
                    touchBuffer((Buffer) base, Buffers.all((Buffer) base, changesBase));
                } else if (!isList || !SIZES.contains(site.member())) {
                    touch(base, changesBase);
                    touchBases(base, changesBase);
                }
            }
        }

        private void touchElements(Object array, Range range, boolean changes) {
            Key key = sites.key(Keys.ELEMENTS);
            for (int i = range.from(); i < range.to(); i++) {
                Location place = histories.element(places.location(array, i, key), array, i);
                touches.add(new Touch(place, changes, false));
            }
            if (array instanceof Object[] objects && deep && seen.put(array, true) == null) {
                for (Object each : objects) {
                    lookAt(each);
                }
            }
        }

        private void lookAt(Object object) {
            if (object != null) {
                touch(object, false);
            }
        }
    }
}
