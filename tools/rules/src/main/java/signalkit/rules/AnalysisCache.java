package signalkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import signalkit.rules.bytecode.Program;

/**
 * The analyses of the classes that were checked last: the rules of a test all check the same ones.
 *
 * <p>It keeps these classes alive no longer than the test does. Thread-safe.
 */
final class AnalysisCache {
    // This object's monitor must be held when using these:
    private final Map<Boolean, Analysis> analyses = new HashMap<>();

    /** Compared by identity: two imports of classes with the same names are equal to ArchUnit. */
    private WeakReference<JavaClasses> analysed = new WeakReference<>(null);

    synchronized Analysis of(JavaClasses classes, Profile profile) {
        if (analysed.get() != classes) {
            analyses.clear();
            analysed = new WeakReference<>(classes);
        }
        return analyses.computeIfAbsent(
                profile.countsStoredFunctions(),
                stored -> new Analysis(new Program(classFiles(classes)), stored));
    }

    private static Collection<byte[]> classFiles(JavaClasses classes) {
        List<byte[]> files = new ArrayList<>();
        for (JavaClass type : classes) {
            type.getSource().ifPresent(source -> files.add(read(source.getUri())));
        }
        return files;
    }

    private static byte[] read(URI uri) {
        try (InputStream in = uri.toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file " + uri, e);
        }
    }
}
