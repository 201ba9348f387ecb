package io.cameldicom.dicom.transcode;

import static io.cameldicom.dicom.transcode.TestImage.convert;
import static io.cameldicom.dicom.transcode.TestImage.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cameldicom.dicom.codec.Images;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PixelDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several frames at a time: in order, bounded, and never waiting for a thread that does not come. */
@Timeout(60)
class ParallelTranscodeTest {
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG_LS = TransferSyntax.of(UID.JPEGLSLossless);
    private static final PixelDescription PIXELS = Images.describe(50, 40, 1, 12, false);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static DataSetSource image(int frames) {
        byte[][] each = new byte[frames][];
        for (int i = 0; i < frames; i++) {
            each[i] = Images.frame(PIXELS, Images.Content.values()[i % 4], i);
        }
        return source(TestImage.of(PIXELS, each), NATIVE);
    }

    @Test
    void the_result_is_that_of_one_thread() throws IOException {
        DataSetSource image = image(100);
        Transcoder alone = Transcoder.to(JPEG_LS).build();
        Transcoder together = Transcoder.to(JPEG_LS).parallel(threads, 4).build();
        byte[] wanted = convert(image, alone).openStream().readAllBytes();
        assertArrayEquals(wanted, convert(image, together).openStream().readAllBytes());
        Transcoder back = Transcoder.to(NATIVE).parallel(threads, 3).build();
        assertArrayEquals(
                image.openStream().readAllBytes(),
                convert(convert(image, together), back).openStream().readAllBytes());
    }

    @Test
    void an_executor_that_takes_nothing_does_no_harm() throws IOException {
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };
        Executor forgetting = task -> {};
        for (Executor executor : List.of(refusing, forgetting)) {
            Transcoder transcoder = Transcoder.to(JPEG_LS).parallel(executor, 4).build();
            assertEquals(20, TestImage.frames(convert(image(20), transcoder)).count());
        }
    }

    @Test
    void conversions_that_fill_their_own_executor_come_to_an_end() throws Exception {
        ExecutorService one = Executors.newFixedThreadPool(2);
        try {
            Transcoder transcoder = Transcoder.to(JPEG_LS).parallel(one, 4).build();
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(one.submit(
                        () -> TestImage.frames(convert(image(30), transcoder)).count()));
            }
            for (Future<Integer> result : results) {
                assertEquals(30, result.get(30, TimeUnit.SECONDS));
            }
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void no_more_frames_are_in_work_or_waiting_than_the_window_has() throws IOException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger ahead = new AtomicInteger();
        FramePipeline.Work<Integer> work = frame -> {
            ahead.accumulateAndGet(begun.incrementAndGet() - taken.get(), Math::max);
            return frame;
        };
        try (FramePipeline<Integer> pipeline = new FramePipeline<>(work, 1000, threads, 4, 6)) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(i, pipeline.take());
                taken.incrementAndGet();
            }
        }
        // one more than waits: the frame just taken, not yet counted
        assertTrue(ahead.get() <= 7, "as many as " + ahead);
    }

    @Test
    void a_broken_frame_ends_the_work_and_frames_not_begun_are_let_go() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        FramePipeline.Work<Integer> work = frame -> {
            begun.incrementAndGet();
            if (frame == 3) {
                failed.countDown();
                throw new TranscodeException("broken", frame, null);
            }
            return frame;
        };
        try (FramePipeline<Integer> pipeline = new FramePipeline<>(work, 1_000_000, threads, 4, 8)) {
            for (int i = 0; i < 3; i++) {
                pipeline.take();
            }
            assertEquals(
                    3, assertThrows(TranscodeException.class, pipeline::take).frame());
        }
        assertTrue(failed.await(1, TimeUnit.SECONDS));
        assertTrue(begun.get() < 20, begun.toString());
    }
}
