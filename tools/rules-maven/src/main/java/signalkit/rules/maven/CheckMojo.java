package signalkit.rules.maven;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import signalkit.rules.command.RulesCommand;

/**
 * Checks what the signal handlers of this module may reach, and fails the build if it is unsafe. A
 * module without handlers passes with a warning.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class CheckMojo extends AbstractMojo {
    private static final int CLEAN = 0;
    private static final int FINDINGS = 1;
    private static final int INCOMPLETE = 3;

    /** The classes to check. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
    File classes;

    /** The libraries that they extend and call. */
    @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true)
    List<String> libraries = List.of();

    /**
     * Further options of {@code kit rules}, such as {@code --strict} or {@code --suppress=FILE}.
     */
    @Parameter(property = "signalkit.rules.options")
    List<String> options = List.of();

    /** Whether to skip the check. */
    @Parameter(property = "signalkit.rules.skip", defaultValue = "false")
    boolean skip;

    private boolean hasClasses() throws MojoExecutionException {
        if (!classes.isDirectory()) {
            return false;
        }
        try (Stream<Path> files = Files.walk(classes.toPath())) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        } catch (IOException e) {
            throw new MojoExecutionException(classes + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || !hasClasses()) {
            getLog().info("no handlers are checked");
            return;
        }
        List<String> arguments = new ArrayList<>(options);
        libraries.stream()
                .filter(place -> new File(place).exists() && !new File(place).equals(classes))
                .forEach(place -> arguments.add("--aux=" + place));
        arguments.add(classes.getPath());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                RulesCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(new String[0]));
        err.toString().lines().forEach(getLog()::warn);
        switch (status) {
            case CLEAN -> out.toString().lines().forEach(getLog()::info);
            case FINDINGS -> {
                if (out.toString().lines().noneMatch(l -> l.startsWith(RulesCommand.NO_HANDLER))) {
                    throw new MojoFailureException("signal handlers are unsafe:\n" + out);
                }
                out.toString().lines().forEach(getLog()::warn); // most modules have none
            }
            case INCOMPLETE ->
                    throw new MojoFailureException("not all classes could be checked:\n" + err);
            default -> throw new MojoExecutionException(err.toString().strip());
        }
    }
}
