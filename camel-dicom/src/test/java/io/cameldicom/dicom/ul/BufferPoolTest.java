package io.cameldicom.dicom.ul;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    private final BufferPool pool = new BufferPool(2L * BufferPool.LARGE);

    @Test
    void gives_large_buffers_within_the_budget_and_small_ones_beyond() {
        assertEquals(BufferPool.LARGE, pool.lease().buffer().capacity());
        assertEquals(BufferPool.LARGE, pool.lease().buffer().capacity());
        assertEquals(BufferPool.SMALL, pool.lease().buffer().capacity());
        assertEquals(2L * BufferPool.LARGE, pool.largeBytes());
    }

    @Test
    void gives_a_buffer_that_came_back_again() {
        BufferPool.Lease lease = pool.lease();
        ByteBuffer buffer = lease.buffer();
        lease.release();
        assertSame(buffer, pool.lease().buffer());
        assertEquals(BufferPool.LARGE, pool.largeBytes());
    }

    @Test
    void a_lease_released_twice_gives_its_buffer_back_once() {
        BufferPool.Lease lease = pool.lease();
        lease.release();
        lease.release();
        assertNotSame(pool.lease().buffer(), pool.lease().buffer());
    }

    @Test
    void buffers_come_back_empty_and_direct() {
        BufferPool.Lease lease = pool.lease();
        lease.buffer().position(100).limit(200);
        lease.release();
        ByteBuffer again = pool.lease().buffer();
        assertEquals(BufferPool.LARGE, again.remaining());
        assertTrue(again.isDirect());
    }
}
