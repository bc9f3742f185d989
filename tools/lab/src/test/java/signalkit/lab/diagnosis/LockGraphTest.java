package signalkit.lab.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signalkit.posix.inspect.LockInfo;

class LockGraphTest {
    private static LockInfo held(String name, String owner, String... waiters) {
        return new LockInfo(name, "NORMAL", owner, false, List.of(waiters));
    }

    private static LockGraph graph(LockInfo... locks) {
        return new LockGraph(List.of(locks));
    }

    @Test
    void a_thread_that_waits_for_what_it_holds_is_a_cycle_of_one() {
        List<List<LockGraph.Edge>> cycles = graph(held("jobs", "main", "main")).cycles();

        assertEquals(List.of(List.of(new LockGraph.Edge("main", "jobs", "main"))), cycles);
        assertTrue(cycles.get(0).get(0).isSelf());
    }

    @Test
    void two_threads_that_wait_for_each_other_are_one_cycle() {
        List<List<LockGraph.Edge>> cycles =
                graph(held("a", "t1", "t2"), held("b", "t2", "t1")).cycles();

        assertEquals(
                List.of(
                        List.of(
                                new LockGraph.Edge("t2", "a", "t1"),
                                new LockGraph.Edge("t1", "b", "t2"))),
                cycles);
    }

    @Test
    void threads_that_wait_for_a_lock_whose_owner_goes_on_are_no_cycle() {
        LockGraph graph = graph(held("a", "t1", "t2", "t3"), held("b", "t2", "t4"));

        assertEquals(List.of(), graph.cycles());
        assertEquals(Set.of(), graph.victims());
        assertEquals(List.of(), graph.stranded());
    }

    @Test
    void a_free_lock_that_a_thread_is_about_to_take_is_no_cycle() {
        assertEquals(List.of(), graph(held("a", null, "t1")).cycles());
    }

    @Test
    void who_waits_behind_a_cycle_is_its_victim_and_not_part_of_it() {
        LockGraph graph = graph(held("jobs", "main", "main", "t1"), held("b", "t1", "t2"));

        assertEquals(1, graph.cycles().size());
        assertEquals(1, graph.cycles().get(0).size());
        assertEquals(Set.of("t1", "t2"), graph.victims());
    }

    @Test
    void a_lock_of_a_thread_that_has_ended_is_stranded_and_its_waiters_are_victims() {
        LockInfo lock = new LockInfo("jobs", "NORMAL", "worker-1", true, List.of("main"));

        assertEquals(List.of(lock), graph(lock).stranded());
        assertEquals(Set.of("main"), graph(lock).victims());
    }

    @Test
    void who_waits_for_a_condition_waits_for_no_owner() {
        LockInfo cond = new LockInfo("jobs", "COND", null, false, List.of("worker-1"));

        assertEquals(List.of(), graph(cond, held("jobs", "worker-1")).cycles());
    }
}
