package signalkit.lessons.check;

/** A check that looks at schedules, perhaps among other things; its exercise can be played. */
interface ScheduledCheck extends Check {
    /** That part of the check. */
    SceneCheck schedules();
}
