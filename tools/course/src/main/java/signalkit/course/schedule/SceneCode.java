package signalkit.course.schedule;

import signalkit.course.check.ChosenClass;
import signalkit.course.check.Compilation;
import signalkit.explorer.ScenarioCode;

/** Puts the learner's classes and a scene together. */
final class SceneCode {
    private SceneCode() {}

    /** The scene around the class of the exercise that implements the interface. */
    static ScenarioCode of(Compilation compiled, Class<?> task, Class<? extends Scene<?>> scene) {
        return new ScenarioCode(
                scene.getName(),
                scene.getClassLoader(),
                ChosenClass.in(compiled, task).classFiles());
    }
}
