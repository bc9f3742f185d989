package signalkit.explorer.library;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import signalkit.explorer.model.LibraryKinds;
import signalkit.explorer.model.LibraryKinds.Kind;
import signalkit.weaver.Site;

/**
 * What each object of the JDK that looks at others looks at: an iterator at its collection, a
 * writer at the one below it.
 *
 * <p>The thread that has the turn uses it.
 */
public final class Views {
    /** Methods of a sorted collection whose results are of its own class. */
    private static final Set<String> PARTS =
            Set.of(
                    "descendingMap",
                    "descendingSet",
                    "headMap",
                    "headSet",
                    "reversed",
                    "subMap",
                    "subSet",
                    "tailMap",
                    "tailSet");

    private final LibraryKinds kinds;
    private final Map<Object, List<Object>> bases = new IdentityHashMap<>();

    /** Who has returned an {@link Optional}: what is in it may look at that. */
    private final Map<Object, Object> optionals = new IdentityHashMap<>();

    /** Nothing looks at anything yet. */
    public Views(LibraryKinds kinds) {
        this.kinds = kinds;
    }

    /** Notes what a call has returned: it may look at the receiver and at the arguments. */
    void note(Site site, Object result, Object receiver, Object[] arguments) {
        if (result instanceof Optional && receiver != null) {
            optionals.put(result, receiver);
        }
        boolean isPart =
                result != receiver
                        && (receiver instanceof NavigableSet || receiver instanceof SortedMap)
                        && PARTS.contains(site.member());
        if (!isPart && !kinds.isView(result) || bases.containsKey(result)) {
            return;
        }
        List<Object> looksAt = new ArrayList<>();
        if (receiver instanceof Optional<?> optional) {
            boolean isInside = optional.isPresent() && optional.get() == result;
            if (isInside && optionals.containsKey(optional)) {
                looksAt.add(optionals.get(optional));
            }
        } else if (receiver != null && receiver != result) {
            looksAt.add(receiver);
        }
        for (Object argument : arguments) {
            if (argument != null && argument != result && isShared(argument)) {
                looksAt.add(argument);
            }
        }
        bases.put(result, looksAt);
    }

    /** Notes that an object looks at another one. */
    void link(Object view, Object base) {
        bases.put(view, List.of(base));
    }

    private boolean isShared(Object argument) {
        Kind kind = kinds.of(argument);
        return argument.getClass().isArray() || kind != Kind.WOVEN && kind != Kind.IMMUTABLE;
    }

    /** What an object looks at; it may be looking at others in turn. */
    public List<Object> basesOf(Object view) {
        return bases.getOrDefault(view, List.of());
    }
}
