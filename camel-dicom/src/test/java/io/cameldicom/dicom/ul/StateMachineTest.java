package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StateMachineTest {

    private final StateMachine machine = new StateMachine();

    @Test
    void a_requestor_goes_from_idle_to_data_and_back() {
        assertEquals(UlAction.AE_1, machine.apply(UlEvent.EVT1));
        assertEquals(UlAction.AE_2, machine.apply(UlEvent.EVT2));
        assertEquals(UlAction.AE_3, machine.apply(UlEvent.EVT3));
        assertEquals(UlState.STA6, machine.state());
        assertEquals(UlAction.AR_1, machine.apply(UlEvent.EVT11));
        assertEquals(UlAction.AR_3, machine.apply(UlEvent.EVT13));
        assertEquals(UlState.STA1, machine.state());
    }

    @Test
    void an_event_that_cannot_happen_changes_nothing() {
        assertNull(machine.apply(UlEvent.EVT9));
        assertFalse(machine.allows(UlEvent.EVT9));
        assertTrue(machine.allows(UlEvent.EVT1));
        assertEquals(UlState.STA1, machine.state());
    }

    @Test
    void of_two_threads_that_abort_one_sends_it() throws Exception {
        machine.apply(UlEvent.EVT1);
        machine.apply(UlEvent.EVT2);
        machine.apply(UlEvent.EVT3);
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (machine.apply(UlEvent.EVT15) == UlAction.AA_1) {
                    sent.incrementAndGet();
                }
            });
            threads[i].start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, sent.get());
        assertEquals(UlState.STA13, machine.state());
    }
}
