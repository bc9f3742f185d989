package signalkit.course.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page that is one of the kit's documents.
 *
 * @param file its name on the site
 * @param title in the browser's tab
 * @param source where its Markdown is, from the project's folder; a star stands for a date, and the
 *     newest counts
 * @param kicker what kind of page it is, in a few words
 */
record DocPage(String file, String title, String source, String kicker) {
    static final List<DocPage> ALL =
            List.of(
                    new DocPage("glossary.html", "Glossary", "GLOSSARY.md", "Reference"),
                    new DocPage("diff.html", "The diff of the twins", "docs/diff.md", "The twins"),
                    new DocPage("defects.html", "Defects", "docs/defects.md", "The twins"),
                    new DocPage("promises.html", "Promises", "docs/promises.md", "The twins"),
                    new DocPage("limits.html", "Limits", "docs/limits.md", "The twins"),
                    new DocPage("deliveries.html", "Deliveries", "docs/deliveries.md", "The twins"),
                    new DocPage("faults.html", "Faults", "docs/faults.md", "Measured"),
                    new DocPage("races.html", "Race rates", "docs/results/*-races.md", "Measured"),
                    new DocPage(
                            "benchmark.html", "Benchmark", "docs/results/*-bench.md", "Measured"),
                    new DocPage("teaching.html", "Teaching", "lessons/TEACHING.md", "Instructors"));

    /** The document's text; empty when the project has none. */
    Optional<String> markdown(Path home) throws IOException {
        Optional<Path> found = path(home);
        return found.isPresent() ? Optional.of(Files.readString(found.get())) : Optional.empty();
    }

    private Optional<Path> path(Path home) throws IOException {
        Path named = home.resolve(source);
        if (!source.contains("*")) {
            return Optional.of(named).filter(Files::isRegularFile);
        }
        if (!Files.isDirectory(named.getParent())) {
            return Optional.empty();
        }
        String end = source.substring(source.indexOf('*') + 1);
        try (Stream<Path> files = Files.list(named.getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .max(Path::compareTo);
        }
    }

    /**
     * Where a link of a document leads on the site.
     *
     * @param address as the document has it
     * @return empty when the site has no such page
     */
    static String address(String address) {
        if (address.startsWith("http") || address.startsWith("#")) {
            return address;
        }
        String[] parts = address.split("#", 2);
        String anchor = parts.length > 1 ? "#" + parts[1] : "";
        String path = parts[0].replaceFirst("^(\\.\\./)+", "");
        if (path.matches("(lessons/)?\\d\\d-[^/]+(/README\\.md|/)?")) {
            return path.replaceFirst("^lessons/", "").replaceFirst("(/README\\.md|/)$", "")
                    + ".html"
                    + anchor;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return ALL.stream()
                .filter(
                        page ->
                                page.source
                                        .substring(page.source.lastIndexOf('/') + 1)
                                        .equals(name))
                .findFirst()
                .map(page -> page.file + anchor)
                .orElse("");
    }
}
