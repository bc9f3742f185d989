package signalkit.lessons.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signalkit.explorer.FindingKind;
import signalkit.lessons.LessonException;
import signalkit.lessons.scene.AddAndShutdown;
import signalkit.lessons.scene.AddAndTakeAll;
import signalkit.lessons.scene.AddThenShutdown;
import signalkit.lessons.scene.AlarmInTurn;
import signalkit.lessons.scene.CountAndNote;
import signalkit.lessons.scene.CountAndNoteTwice;
import signalkit.lessons.scene.FillRing;
import signalkit.lessons.scene.NoteInTurn;
import signalkit.lessons.scene.OtherReason;
import signalkit.lessons.scene.PacketsAndAlarm;
import signalkit.lessons.scene.PutAndPut;
import signalkit.lessons.scene.RequestAndLook;
import signalkit.lessons.scene.Scene;
import signalkit.lessons.scene.SubmitAndStop;
import signalkit.lessons.scene.TermAnyTime;
import signalkit.lessons.scene.TermLater;
import signalkit.lessons.scene.ThreeRequests;
import signalkit.lessons.scene.ThreeWait;
import signalkit.lessons.scene.WorkAndStop;
import signalkit.lessons.scene.WorkUntilStop;
import signalkit.lessons.task.EventRing;
import signalkit.lessons.task.JobList;
import signalkit.lessons.task.JobQueue;
import signalkit.lessons.task.Meter;
import signalkit.lessons.task.OneShutdown;
import signalkit.lessons.task.Pool;
import signalkit.lessons.task.Service;
import signalkit.lessons.task.Session;
import signalkit.lessons.task.StopFlag;
import signalkit.lessons.task.StopWait;

/** All checks, by the names that {@code lesson.json} uses. */
public final class Checks {
    private static final Map<String, Check> BY_NAME = new HashMap<>();

    static {
        BY_NAME.put("safe-server-stops", new SafeServerStops());
        BY_NAME.put("own-run", new OwnRun());
        BY_NAME.put("run-judge", new RunJudgeCheck());
        BY_NAME.put("run-judge-live", new RunJudgeLive());
        BY_NAME.put("signal-log", new SignalLogCheck());
        BY_NAME.put("signal-log-replay", new SceneReplay(SignalLogCheck.SCHEDULES));
        BY_NAME.put("jvm-stop", new JvmStopCheck());
        BY_NAME.put("own-dump", new OwnDump());
        BY_NAME.put("jvm-stop-replay", new JvmStopReplay());
        scene("job-list", JobList.class, 2, AddAndTakeAll.class);
        scenes(
                "meter",
                Meter.class,
                2,
                List.of(CountAndNote.class, CountAndNoteTwice.class, NoteInTurn.class));
        BY_NAME.put("meter-victim", new ScheduleCheck(schedules("meter").orElseThrow(), true));
        scenes("event-ring", EventRing.class, 2, List.of(PutAndPut.class, FillRing.class));
        scenes("stop-wait", StopWait.class, 2, List.of(TermAnyTime.class, TermLater.class));
        scene("one-shutdown", OneShutdown.class, 2, ThreeRequests.class);
        scenes("service", Service.class, 2, List.of(WorkAndStop.class, WorkUntilStop.class));
        scene("pool", Pool.class, 2, SubmitAndStop.class);
        SceneCheck pool = schedules("pool").orElseThrow();
        BY_NAME.put("pool", new PoolCheck(pool));
        scenes("session", Session.class, 2, List.of(PacketsAndAlarm.class, AlarmInTurn.class));
        scenes(
                "job-queue",
                JobQueue.class,
                1,
                List.of(AddAndShutdown.class, AddThenShutdown.class, ThreeWait.class));
        SceneCheck queue = schedules("job-queue").orElseThrow();
        BY_NAME.put("job-queue", new QueueCheck(queue));
        BY_NAME.put("job-queue-replay", new QueueCheck.Replay(new QueueCheck(queue)));
        SceneCheck flag =
                SceneCheck.of(StopFlag.class, 2, List.of(RequestAndLook.class, OtherReason.class))
                        .failingOn(FindingKind.DATA_RACE);
        add("stop-flag", flag);
        BY_NAME.put("stop-flag", MemoryCheck.of(flag));
    }

    private Checks() {}

    private static void scene(
            String name, Class<?> task, int preemptions, Class<? extends Scene<?>> scene) {
        scenes(name, task, preemptions, List.of(scene));
    }

    private static void scenes(
            String name, Class<?> task, int preemptions, List<Class<? extends Scene<?>>> scenes) {
        add(name, SceneCheck.of(task, preemptions, scenes));
    }

    private static void add(String name, SceneCheck check) {
        BY_NAME.put(name, check);
        BY_NAME.put(name + "-replay", new SceneReplay(check));
        BY_NAME.put(name + "-schedule", new ScheduleCheck(check, false));
    }

    /** The part of a check that looks at schedules; empty when it has none. */
    static Optional<SceneCheck> schedules(String name) {
        return named(name) instanceof ScheduledCheck check
                ? Optional.of(check.schedules())
                : Optional.empty();
    }

    /**
     * A check by its name.
     *
     * @param name as in {@code lesson.json}
     * @return the check
     */
    public static Check named(String name) {
        Check check = BY_NAME.get(name);
        if (check == null) {
            throw new LessonException("there is no check «" + name + "»; see lesson.json");
        }
        return check;
    }
}
